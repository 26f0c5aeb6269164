import { SqlParams } from "@/lib/sql/params";
import { type Count, countOf, numberOrNull, type Raw } from "./count";
import { limits } from "./limits";
import { type SplitTotals, type SumsRow, splitTotalsOf, sumsSql } from "./measure";
import type { Asker, Question } from "./question";
import { FLOW_RECORD, lostSql, scopeSql } from "./scope";

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
  const sql = `SELECT ${sumsSql(FLOW_RECORD)},
  countIf(log_status = 'NODATA') AS nodata, countIf(log_status = 'SKIPDATA') AS skipdata,
  nullIf(toUInt32(minIf(start, ${FLOW_RECORD} AND toUInt32(start) > 0)), 0) AS first_start,
  nullIf(toUInt32(maxIf(end, ${FLOW_RECORD})), 0) AS last_end,
  ${lostSql(question, params)} AS lost
${scopeSql(question, params, { rows: "lines" })}`;
  const { rows, stats } = await engine.query<SumsRow & Record<string, Raw>>(sql, params.values, limits(signal));
  const row = rows[0] ?? {};
  return {
    ...splitTotalsOf(row),
    nodata: countOf(row.nodata),
    skipdata: countOf(row.skipdata),
    first_start: numberOrNull(row.first_start),
    last_end: numberOrNull(row.last_end),
    at_least: Number(row.lost) > 0,
    elapsed_ms: stats.elapsedMs,
  };
}
