/** Stretches of time of a bounded number of records, for statements whose groups would not fit into memory together. */

import type { Engine, StatementOptions } from "@/lib/engine/engine";
import type { Raw } from "@/lib/query/count";
import type { Question } from "@/lib/query/question";
import { sumsSelect } from "@/lib/query/sums";
import { SqlParams } from "@/lib/sql/params";

const HOUR = 3600;

/** Starts from and to, both included, epoch seconds. */
export interface Slice {
  readonly from: number;
  readonly to: number;
}

/** Records that begin in an hour. */
export interface HourCount {
  readonly hour: number;
  readonly records: number;
}

/**
 * Packs hours into slices that do not overlap and leave no hour out.
 * @param hours in order of time. @param most records that a slice should hold; an hour with more is one by itself.
 * @param width seconds; every slice but the first begins at a multiple of it.
 */
export function packSlices(hours: readonly HourCount[], most: number, width: number): Slice[] {
  const slices: { from: number; to: number; records: number }[] = [];
  for (const { hour, records } of hours) {
    const last = slices.at(-1);
    if (last && last.records + records <= most) {
      last.to = hour + HOUR - 1;
      last.records += records;
      continue;
    }
    const from = last ? Math.max(last.from + 1, Math.floor(hour / width) * width) : hour;
    if (last) last.to = Math.min(last.to, from - 1);
    slices.push({ from, to: hour + HOUR - 1, records });
  }
  return slices.map(({ from, to }) => ({ from, to }));
}

/** The records of every hour that has some, in order of time. @throws EngineError */
export async function hourCounts(engine: Engine, question: Question, options: StatementOptions): Promise<HourCount[]> {
  const params = new SqlParams();
  const sums = sumsSelect(question, params, { bucket: HOUR, measures: ["flows"] });
  const sql = `SELECT t, sum(flows) AS n FROM (${sums}) WHERE t > 0 GROUP BY t ORDER BY t`;
  const { rows } = await engine.query<{ t: Raw; n: Raw }>(sql, params.values, options);
  return rows.map(({ t, n }) => ({ hour: Number(t), records: Number(n) }));
}
