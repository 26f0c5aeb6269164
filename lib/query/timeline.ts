import { SqlParams } from "@/lib/sql/params";
import { bucketSql, bucketStarts, niceInterval } from "./bucket";
import { type Count, countOf, type Raw } from "./count";
import { toServerSql } from "./ends";
import { limits } from "./limits";
import type { Asker, Question } from "./question";
import { scopeSql } from "./scope";
import type { Sides } from "./sides";

/** Flow records towards a server over time, by action. */
export interface Timeline {
  readonly interval: number;
  readonly from: number | null;
  readonly to: number | null;
  readonly points: { t: number; accept: Count; reject: Count }[];
}

/** Records cover a minute or more each, so narrower buckets would only show gaps. */
const NARROWEST = 60;
const MOST_POINTS = 60;

/**
 * Counts the flow records towards the server, from the first to the last.
 * @param narrowed the conditions that tell the conversation's records, with their values bound to the params given. Where
 *   they are those of a statement before, the engine remembers which blocks it can skip.
 * @throws EngineError
 */
export async function timelineOf(
  { engine, signal }: Asker,
  question: Question,
  options: {
    readonly sides: Sides;
    readonly first: number | null;
    readonly last: number | null;
    readonly narrowed: (params: SqlParams) => string[];
  },
): Promise<Timeline> {
  const { sides, first, last, narrowed } = options;
  if (first === null || last === null) return { interval: NARROWEST, from: null, to: null, points: [] };
  const interval = Math.max(NARROWEST, niceInterval(first, last + 1, MOST_POINTS));
  const params = new SqlParams();
  const scope = scopeSql(question, params, { and: narrowed(params) });
  const towards = toServerSql(sides, params);
  const sql = `SELECT ${bucketSql(interval)} AS t, countIf(${towards} AND action = 'ACCEPT') AS accept,
  countIf(${towards} AND action = 'REJECT') AS reject ${scope} GROUP BY t`;
  const { rows } = await engine.query<Record<string, Raw>>(sql, params.values, limits(signal));
  const at = new Map(rows.map((row) => [Number(row.t), row]));
  const points = bucketStarts(first, last + 1, interval).map((t) => ({
    t,
    accept: countOf(at.get(t)?.accept),
    reject: countOf(at.get(t)?.reject),
  }));
  return { interval, from: first, to: last + 1, points };
}
