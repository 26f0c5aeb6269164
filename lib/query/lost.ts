import { EMPTY_FILTER } from "@/lib/filter";
import type { SqlParams } from "@/lib/sql/params";
import type { Question } from "./question";
import { sumsSelect } from "./sums";

/**
 * An expression that is above 0 when SKIPDATA lines lie in the question's range and input. The filter does not count:
 * such lines have no addresses, and what they stand for could have matched.
 */
export function lostSql(question: Omit<Question, "filter">, params: SqlParams): string {
  const sums = sumsSelect({ ...question, filter: EMPTY_FILTER }, params, {
    byStatus: true,
    measures: ["flows"],
    and: () => ["log_status = 'SKIPDATA'"],
  });
  return `(SELECT sum(lost.flows) FROM (${sums}) AS lost)`;
}
