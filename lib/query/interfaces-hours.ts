import { SqlParams } from "@/lib/sql/params";
import type { Raw } from "./count";
import { limits } from "./limits";
import type { Asker, Question } from "./question";
import { sumsSelect } from "./sums";
import type { TimeRange } from "./time";
import { stretchesOf } from "./within";

const HOUR = 3600;
/** All records of some interfaces are looked at where they are no more than this. */
const FEW = 1_000_000;
/** Else so many of each, in its busiest hours, and no more hours than this. */
const ENOUGH = 50_000;
const MOST_HOURS = 24;

interface HourRow {
  readonly eni: string;
  readonly t: Raw;
  readonly n: Raw;
  readonly total: Raw;
}

/**
 * Hours that show what interfaces are, where all of their records would be too many to look at: the busiest of each.
 * @returns null for all of the question's time. @throws EngineError
 */
export async function tellingHours(
  { engine, signal }: Asker,
  question: Question,
  enis: readonly string[],
): Promise<readonly TimeRange[] | null> {
  const params = new SqlParams();
  const sums = sumsSelect(question, params, {
    branches: [{ columns: ["CAST(interface_id, 'String')"] }],
    columns: ["interface_id"],
    bucket: HOUR,
    measures: ["flows"],
    and: () => [`interface_id IN ${params.bind(enis, "Array(String)")}`],
  });
  const sql = `SELECT eni, t, n, sum(n) OVER () AS total FROM (
  SELECT k0 AS eni, t, sum(flows) AS n FROM (${sums}) GROUP BY eni, t)
ORDER BY eni, n DESC, t LIMIT ${MOST_HOURS} BY eni`;
  const { rows } = await engine.query<HourRow>(sql, params.values, limits(signal));
  if (Number(rows[0]?.total ?? 0) <= FEW) return null;
  const seen = new Map<string, number>();
  const hours = new Set<number>();
  for (const { eni, t, n } of rows) {
    const before = seen.get(eni) ?? 0;
    if (before >= ENOUGH) continue;
    seen.set(eni, before + Number(n));
    hours.add(Number(t));
  }
  return stretchesOf([...hours]);
}
