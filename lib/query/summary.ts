import { SqlParams } from "@/lib/sql/params";
import { type Count, countOf, numberOrNull, type Raw } from "./count";
import { limits } from "./limits";
import { lostSql } from "./lost";
import { type SplitTotals, type SumsRow, splitSql, splitTotalsOf } from "./measure";
import type { Asker, Question } from "./question";
import { FLOW_RECORD } from "./scope";
import { sumsSelect } from "./sums";

/** Totals of a view. */
export interface SummaryAnswer extends SplitTotals {
  readonly nodata: Count;
  readonly skipdata: Count;
  readonly first_start: number | null;
  readonly last_end: number | null;
  readonly at_least: boolean;
  readonly elapsed_ms: number;
}

/**
 * Adds up a view, in one scan: flow records by action, NODATA and SKIPDATA lines apart, first start and last end.
 * @throws EngineError
 */
export async function askSummary({ engine, signal }: Asker, question: Question): Promise<SummaryAnswer> {
  const params = new SqlParams();
  const sums = sumsSelect(question, params, {
    byAction: true,
    byStatus: true,
    measures: ["flows", "bytes", "packets"],
    withSpan: true,
  });
  const nine = splitSql(FLOW_RECORD);
  const sql = `SELECT ${nine},
  sumIf(flows, log_status = 'NODATA') AS nodata, sumIf(flows, log_status = 'SKIPDATA') AS skipdata,
  nullIf(minIf(first_start, ${FLOW_RECORD} AND first_start > 0), 0) AS first,
  nullIf(maxIf(last_end, ${FLOW_RECORD}), 0) AS last,
  ${lostSql(question, params)} AS lost
FROM (${sums}) AS one`;
  const { rows, stats } = await engine.query<SumsRow & Record<string, Raw>>(sql, params.values, limits(signal));
  const row = rows[0] ?? {};
  return {
    ...splitTotalsOf(row),
    nodata: countOf(row.nodata),
    skipdata: countOf(row.skipdata),
    first_start: numberOrNull(row.first),
    last_end: numberOrNull(row.last),
    at_least: Number(row.lost) > 0,
    elapsed_ms: stats.elapsedMs,
  };
}
