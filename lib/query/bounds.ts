import { EMPTY_FILTER } from "@/lib/filter";
import { SqlParams } from "@/lib/sql/params";
import { type Count, countOf, numberOrNull, type Raw } from "./count";
import { limits } from "./limits";
import type { Asker, Question } from "./question";
import { FLOW_RECORD } from "./scope";
import { sumsSelect } from "./sums";

/** What the store, or one input, holds. */
export interface BoundsAnswer {
  readonly first_start: number | null;
  readonly last_start: number | null;
  readonly last_end: number | null;
  readonly flows: Count;
  readonly nodata: Count;
  readonly skipdata: Count;
  readonly elapsed_ms: number;
}

/**
 * From when to when there are flow records, and how many.
 * @param input one import or source; null for all.
 * @throws EngineError
 */
export async function askBounds({ engine, signal }: Asker, input: number | null): Promise<BoundsAnswer> {
  const params = new SqlParams();
  const everything: Question = { filter: EMPTY_FILTER, from: null, to: null, input };
  const sums = sumsSelect(everything, params, { byStatus: true, measures: ["flows"], withSpan: true });
  const sql = `SELECT sumIf(one.flows, ${FLOW_RECORD}) AS flows,
  sumIf(one.flows, log_status = 'NODATA') AS nodata, sumIf(one.flows, log_status = 'SKIPDATA') AS skipdata,
  nullIf(minIf(one.first_start, ${FLOW_RECORD} AND one.first_start > 0), 0) AS first_start,
  nullIf(maxIf(one.last_start, ${FLOW_RECORD}), 0) AS last_start,
  nullIf(maxIf(one.last_end, ${FLOW_RECORD}), 0) AS last_end
FROM (${sums}) AS one`;
  const { rows, stats } = await engine.query<Record<string, Raw>>(sql, params.values, limits(signal));
  const row = rows[0] ?? {};
  return {
    first_start: numberOrNull(row.first_start),
    last_start: numberOrNull(row.last_start),
    last_end: numberOrNull(row.last_end),
    flows: countOf(row.flows),
    nodata: countOf(row.nodata),
    skipdata: countOf(row.skipdata),
    elapsed_ms: stats.elapsedMs,
  };
}
