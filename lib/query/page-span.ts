/**
 * In which hours a page of records lies. The records of a host that is rarely seen are far apart, and each that is
 * looked at costs the reading of a block; the sums by hour say how many hours have enough for the page.
 */

import { sidesOf } from "@/lib/filter";
import { SqlParams } from "@/lib/sql/params";
import type { Raw } from "./count";
import { isKept } from "./kept";
import { limits } from "./limits";
import type { Asker, Question } from "./question";
import { sumsSelect } from "./sums";
import type { TimeRange } from "./time";

const HOUR = 3600;
/** Hours that are looked at; a host that is seen less often than that has few records in all. */
const MOST_HOURS = 1000;

/**
 * The part of a question's range that holds the first records by start.
 * @param wanted how many records. @param descending whether the newest come first.
 * @returns null when the whole range is to be read: no sums are kept for the filter, or there are not as many records.
 * @throws EngineError
 */
export async function pageSpan(
  { engine, signal }: Asker,
  question: Question,
  { wanted, descending }: { readonly wanted: number; readonly descending: boolean },
): Promise<TimeRange | null> {
  if (sidesOf(question.filter) === null || !isKept(question.filter, [])) return null;
  const params = new SqlParams();
  const sums = sumsSelect(question, params, { bucket: HOUR, byStatus: true, measures: ["flows"] });
  const sql = `SELECT t, sum(flows) AS n FROM (${sums}) GROUP BY t ORDER BY t ${descending ? "DESC" : "ASC"} LIMIT ${MOST_HOURS}`;
  const { rows } = await engine.query<{ t: Raw; n: Raw }>(sql, params.values, limits(signal));
  let found = 0;
  for (const { t, n } of rows) {
    found += Number(n);
    if (found >= wanted) {
      const hour = Number(t);
      return descending ? { from: hour, to: question.to } : { from: question.from, to: hour + HOUR };
    }
  }
  return null;
}
