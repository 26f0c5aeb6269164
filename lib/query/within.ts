/**
 * The hours in which the hosts that a filter names sent or received anything, from the sums that are kept by address
 * and hour. What else the filter asks for has to be looked up in the records; of a store of years, those of some hours
 * are enough.
 */

import { type Filter, parseFilter, type Sides, sidesOf } from "@/lib/filter";
import { SqlParams } from "@/lib/sql/params";
import type { Raw } from "./count";
import { isKept } from "./kept";
import { limits } from "./limits";
import type { Asker, Question } from "./question";
import { sumsSelect } from "./sums";
import type { TimeRange } from "./time";

const HOUR = 3600;
/** Hours that are looked at: those of two years and more. */
const MOST_HOURS = 20_000;
/** Stretches that a statement is told; nearer ones become one. */
const MOST_STRETCHES = 24;

/** Joins hours that touch, and then those that are nearest to each other until few are left. */
export function stretchesOf(hours: readonly number[]): TimeRange[] {
  const sorted = [...hours].sort((a, b) => a - b);
  const gaps = sorted.slice(1).map((hour, at) => hour - (sorted[at] ?? 0));
  const widest = [...gaps].sort((a, b) => b - a)[MOST_STRETCHES - 1] ?? HOUR;
  const stretches: { from: number; to: number }[] = [];
  for (const hour of sorted) {
    const last = stretches.at(-1);
    if (last && hour - (last.to - HOUR) <= Math.max(HOUR, widest)) last.to = hour + HOUR;
    else stretches.push({ from: hour, to: hour + HOUR });
  }
  return stretches;
}

/** A filter's conditions on addresses alone; null where they cannot be written. */
function addressesOnly({ either, source, destination }: Sides): Filter | null {
  const terms = [
    ...either.map((address) => `addr:${address}`),
    ...(source === undefined ? [] : [`srcaddr:${source}`]),
    ...(destination === undefined ? [] : [`dstaddr:${destination}`]),
  ];
  const parsed = parseFilter(terms.join(" "));
  return parsed.ok ? parsed.filter : null;
}

/**
 * The stretches of time that hold all of a question's records, as far as the addresses in its filter tell.
 * @returns null when they do not tell, or tell of too many hours. @throws EngineError
 */
export async function askStretches(
  { engine, signal }: Asker,
  question: Question,
): Promise<readonly TimeRange[] | null> {
  const sides = sidesOf(question.filter);
  const filter = sides === null ? null : addressesOnly(sides);
  if (filter === null || !isKept(filter, [])) return null;
  const { from, to } = question;
  // Whole hours: those at the ends of the range are in the sums too.
  const wide = {
    ...question,
    filter,
    from: from === null ? null : Math.floor(from / HOUR) * HOUR,
    to: to === null ? null : Math.ceil(to / HOUR) * HOUR,
  };
  const params = new SqlParams();
  const sums = sumsSelect(wide, params, { bucket: HOUR, byStatus: true, measures: ["flows"] });
  const sql = `SELECT DISTINCT t FROM (${sums}) LIMIT ${MOST_HOURS + 1}`;
  const { rows } = await engine.query<{ t: Raw }>(sql, params.values, limits(signal));
  return rows.length > MOST_HOURS ? null : stretchesOf(rows.map(({ t }) => Number(t)));
}

/**
 * The same question, told where its records lie, when that helps: it names hosts, and kept sums do not answer it.
 * @throws EngineError
 */
export async function withStretches(asker: Asker, question: Question): Promise<Question> {
  if (isKept(question.filter, []) || sidesOf(question.filter) === null) return question;
  const stretches = await askStretches(asker, question);
  if (stretches === null) return question;
  const { filter, from, to, input } = question;
  return { ...question, within: { of: { filter, from, to, input }, stretches } };
}
