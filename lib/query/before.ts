/** The period before a range: as long, ending where the range begins. */

import { EMPTY_FILTER } from "@/lib/filter";
import { SqlParams } from "@/lib/sql/params";
import { type Count, countOf, countValue, type Raw } from "./count";
import { limits } from "./limits";
import type { Asker, Question } from "./question";
import { scopeSql } from "./scope";
import type { TimeRange } from "./time";

/** A period to compare with, and whether the log covers it. */
export interface PeriodBefore {
  readonly from: number;
  readonly to: number;
  /** Flow records in it, whatever the filter says: 0 means that nothing can be compared. */
  readonly flows: Count;
  /** True when the log has begun by the first tenth of it. */
  readonly whole: boolean;
}

/** How something has changed since the period before. */
export type Trend = "new" | "gone" | "grown" | "shrunk" | "steady";

/** By how much a value must differ to have grown or shrunk: half as much again, or a third less. */
const CLEARLY = 1.5;
const BEGUN_WITHIN = 0.1;

/** The range before a closed range; null for an open one, and where it would begin before 1970. */
export function rangeBefore({ from, to }: TimeRange): { readonly from: number; readonly to: number } | null {
  if (from === null || to === null || to <= from || 2 * from - to < 0) return null;
  return { from: 2 * from - to, to: from };
}

/**
 * The period before a question's range, and what the log holds of it. Null when the range is open.
 * @throws EngineError
 */
export async function periodBefore({ engine, signal }: Asker, question: Question): Promise<PeriodBefore | null> {
  const before = rangeBefore(question);
  if (before === null) return null;
  const params = new SqlParams();
  const scope = scopeSql({ ...question, ...before, filter: EMPTY_FILTER }, params);
  const sql = `SELECT count() AS flows, toUInt32(min(start)) AS first ${scope}`;
  const { rows } = await engine.query<Record<string, Raw>>(sql, params.values, limits(signal));
  const flows = countOf(rows[0]?.flows);
  const begun = Number(rows[0]?.first ?? 0) <= before.from + BEGUN_WITHIN * (before.to - before.from);
  return { ...before, flows, whole: countValue(flows) > 0 && begun };
}

/** What became of a value. Null when both are 0. */
export function trendOf(now: Count, before: Count): Trend | null {
  const [after, earlier] = [countValue(now), countValue(before)];
  if (after === 0 && earlier === 0) return null;
  if (earlier === 0) return "new";
  if (after === 0) return "gone";
  if (after >= earlier * CLEARLY) return "grown";
  return after * CLEARLY <= earlier ? "shrunk" : "steady";
}
