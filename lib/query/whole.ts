import { SqlParams } from "@/lib/sql/params";
import { numberOrNull, type Raw } from "./count";
import { limits } from "./limits";
import { type SumsRow, splitSql } from "./measure";
import type { Asker, Question } from "./question";
import { FLOW_RECORD } from "./scope";
import { sumsSelect } from "./sums";

/** All that a view's records add up to. Times are epoch seconds, null where no record has one. */
export interface Whole {
  /** The nine sums over flow records. */
  readonly sums: SumsRow;
  readonly nodata: Raw;
  readonly skipdata: Raw;
  readonly firstStart: number | null;
  readonly lastStart: number | null;
  readonly lastEnd: number | null;
  /** Of NODATA and SKIPDATA lines too. */
  readonly firstLine: number | null;
  readonly lastLine: number | null;
}

/**
 * Adds up a view, in one scan: flow records by action, NODATA and SKIPDATA lines apart, and where they begin and end.
 * Totals, series and top lists of one page ask with this very statement, so that its answer can serve them all.
 * @throws EngineError
 */
export async function askWhole({ engine, signal }: Asker, question: Question): Promise<Whole> {
  const params = new SqlParams();
  const sums = sumsSelect(question, params, {
    byAction: true,
    byStatus: true,
    measures: ["flows", "bytes", "packets"],
    withSpan: true,
  });
  const sql = `SELECT ${splitSql(FLOW_RECORD)},
  sumIf(flows, log_status = 'NODATA') AS nodata, sumIf(flows, log_status = 'SKIPDATA') AS skipdata,
  nullIf(minIf(first_start, ${FLOW_RECORD} AND first_start > 0), 0) AS first,
  nullIf(maxIf(last_start, ${FLOW_RECORD}), 0) AS last,
  nullIf(maxIf(last_end, ${FLOW_RECORD}), 0) AS last_end_of_all,
  nullIf(minIf(first_start, first_start > 0), 0) AS first_line, nullIf(max(last_start), 0) AS last_line
FROM (${sums}) AS one`;
  const { rows } = await engine.query<SumsRow>(sql, params.values, limits(signal));
  const row = rows[0] ?? {};
  return {
    sums: row,
    nodata: row.nodata,
    skipdata: row.skipdata,
    firstStart: numberOrNull(row.first),
    lastStart: numberOrNull(row.last),
    lastEnd: numberOrNull(row.last_end_of_all),
    firstLine: numberOrNull(row.first_line),
    lastLine: numberOrNull(row.last_line),
  };
}
