/** Which findings a question is about: those whose records lie in its range and match its filter. */

import { type Filter, filterToSql, parseFilter, sidesOf } from "@/lib/filter";
import { parseAddress, storedAddress } from "@/lib/filter/address";
import { limits } from "@/lib/query/limits";
import type { Asker, Question } from "@/lib/query/question";
import { scopeSql } from "@/lib/query/scope";
import { SqlParams } from "@/lib/sql/params";
import { batches } from "./context";
import { sideOf } from "./evidence";
import type { Finding } from "./finding";

/** Findings that are looked at one by one; beyond, the answer says that it is not all. */
const MOST_LOOKED_AT = 300;
/** Looked at together, while others have most of the engine's sessions. */
const AT_ONCE = 3;

/** Whether a range touches a finding. */
export function touches({ from, to }: Pick<Question, "from" | "to">, finding: Pick<Finding, "from" | "to">): boolean {
  return (to === null || finding.from < to) && (from === null || finding.to > from);
}

const stored = (text: string): string => storedAddress(parseAddress(text) ?? 0n);

/**
 * What the addresses of both filters tell without looking at records: whether a finding can have a record that the question
 * asks for. Null where they do not tell.
 */
export function toldByAddresses(
  question: Question,
  own: Filter,
  finding: Pick<Finding, "from" | "to">,
): boolean | null {
  const asked = sidesOf(question.filter);
  if (asked === null) return null;
  const named = { source: sideOf(own, "srcaddr")?.map(stored), destination: sideOf(own, "dstaddr")?.map(stored) };
  const lacks = (side: "source" | "destination", address: string): boolean =>
    named[side] !== undefined && !named[side].includes(stored(address));
  if (asked.source !== undefined && lacks("source", asked.source)) return false;
  if (asked.destination !== undefined && lacks("destination", asked.destination)) return false;
  if (asked.either.some((address) => lacks("source", address) && lacks("destination", address))) return false;
  // All records of a finding are of the address that its filter names alone; it has one in a range that holds it whole.
  const [address] = asked.either;
  const alone = asked.rest.root === null && asked.either.length === 1 && !asked.source && !asked.destination;
  const { from, to, input } = question;
  const whole = input === null && (from === null || from <= finding.from) && (to === null || to >= finding.to);
  if (!alone || !whole || address === undefined) return null;
  const only = (list: readonly string[] | undefined): boolean => list?.length === 1 && list[0] === stored(address);
  return only(named.source) || only(named.destination) ? true : null;
}

/** Whether a record of a finding matches the question's filter, in its range. */
async function matches({ engine, signal }: Asker, question: Question, finding: Finding): Promise<boolean> {
  const own = parseFilter(finding.q);
  if (!own.ok) return false;
  const told = toldByAddresses(question, own.filter, finding);
  if (told !== null) return told;
  const params = new SqlParams();
  const scope = scopeSql(question, params, { rows: "lines", and: [filterToSql(own.filter, params)] });
  const { rows } = await engine.query(`SELECT 1 AS found ${scope} LIMIT 1`, params.values, limits(signal));
  return rows.length > 0;
}

/**
 * The findings of a question, in the order given.
 * @throws EngineError
 */
export async function selectFindings(
  asker: Asker,
  question: Question,
  all: readonly Finding[],
): Promise<{ readonly findings: readonly Finding[]; readonly cut: boolean }> {
  const near = all.filter((finding) => touches(question, finding));
  if (question.filter.root === null) return { findings: near, cut: false };
  const findings: Finding[] = [];
  for (const some of batches(near.slice(0, MOST_LOOKED_AT), AT_ONCE)) {
    const fits = await Promise.all(some.map((finding) => matches(asker, question, finding)));
    findings.push(...some.filter((_, at) => fits[at]));
  }
  return { findings, cut: near.length > MOST_LOOKED_AT };
}
