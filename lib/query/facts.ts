import { conditionsOf, filterToSql } from "@/lib/filter";
import { SqlParams } from "@/lib/sql/params";
import { type Count, countOf, type Raw } from "./count";
import { QuestionError } from "./errors";
import { limits } from "./limits";
import type { Asker, Question } from "./question";
import { FLOW_RECORD, fromFlows, placeSql, scopeSql } from "./scope";

/** How many records each condition of a filter leaves. */
export interface FactsAnswer {
  readonly flows: Count;
  readonly nodata: Count;
  readonly skipdata: Count;
  readonly flows_in_range: Count;
  readonly flows_any_time: Count;
  readonly conditions: { index: number; text: string; flows_alone: Count; flows_without: Count }[];
  readonly elapsed_ms: number;
}

/** More conditions than this are not told apart. */
const MOST_CONDITIONS = 30;

/**
 * For a view that matches nothing: which condition is to blame. One scan of the range gives, for each condition, the
 * flow records that match it alone, and those that match when it is dropped.
 * @throws QuestionError when the filter has too many conditions; EngineError
 */
export async function askFacts({ engine, signal }: Asker, question: Question): Promise<FactsAnswer> {
  const conditions = conditionsOf(question.filter);
  if (conditions.length > MOST_CONDITIONS) {
    throw new QuestionError(
      "q",
      `The filter has ${conditions.length} conditions; at most ${MOST_CONDITIONS} are told apart.`,
    );
  }
  const params = new SqlParams();
  const flow = `(${FLOW_RECORD})`;
  const marks = conditions.map(({ filter }, i) => `ifNull(${filterToSql(filter, params)}, 0) AS c${i}`);
  const every = (without?: number) =>
    conditions.flatMap((_, i) => (i === without ? [] : [`c${i}`])).join(" AND ") || "1";
  const counts = conditions.map(
    (_, i) => `countIf(flow AND c${i}) AS alone${i}, countIf(flow AND ${every(i)}) AS without${i}`,
  );
  const place = fromFlows(placeSql(question, params));
  const sql = `SELECT ${[
    `countIf(flow AND ${every()}) AS flows`,
    `countIf(status = 'NODATA' AND ${every()}) AS nodata`,
    `countIf(status = 'SKIPDATA' AND ${every()}) AS skipdata`,
    "countIf(flow) AS in_range",
    ...counts,
  ].join(", ")} FROM (SELECT ${[`${flow} AS flow`, "log_status AS status", ...marks].join(", ")} ${place})`;

  const anyTime = new SqlParams();
  const anySql = `SELECT count() AS flows ${scopeSql({ ...question, from: null, to: null }, anyTime)}`;
  const [inRange, atAnyTime] = await Promise.all([
    engine.query<Record<string, Raw>>(sql, params.values, limits(signal)),
    engine.query<Record<string, Raw>>(anySql, anyTime.values, limits(signal)),
  ]);
  const row = inRange.rows[0] ?? {};
  return {
    flows: countOf(row.flows),
    nodata: countOf(row.nodata),
    skipdata: countOf(row.skipdata),
    flows_in_range: countOf(row.in_range),
    flows_any_time: countOf(atAnyTime.rows[0]?.flows),
    conditions: conditions.map(({ text }, index) => ({
      index,
      text,
      flows_alone: countOf(row[`alone${index}`]),
      flows_without: countOf(row[`without${index}`]),
    })),
    elapsed_ms: inRange.stats.elapsedMs,
  };
}
