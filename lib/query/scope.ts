/**
 * FROM and WHERE of every question, in one place. The rest of the statement only says what to make of the rows.
 */

import { filterToSql } from "@/lib/filter";
import type { SqlParams } from "@/lib/sql/params";
import type { Question } from "./question";
import type { TimeRange } from "./time";

/** A flow record: a parsed line whose log-status is OK, or whose format has none. */
export const FLOW_RECORD = "log_status IN ('OK', '')";

/** The rows that a statement reads. */
export interface ScopeOptions {
  /** `flows`: flow records only. `lines`: NODATA and SKIPDATA lines too. Default `flows`. */
  readonly rows?: "flows" | "lines";
  /** More conditions, written by our own code. */
  readonly and?: readonly string[];
}

/** The conditions of a half-open range on `start`. */
export function rangeSql({ from, to }: TimeRange, params: SqlParams): string[] {
  const parts: string[] = [];
  if (from !== null) parts.push(`start >= toDateTime(${params.bind(from, "UInt32")}, 'UTC')`);
  if (to !== null) parts.push(`start < toDateTime(${params.bind(to, "UInt32")}, 'UTC')`);
  return parts;
}

/** The condition that a record starts in one of some stretches. */
export function stretchesSql(stretches: readonly TimeRange[], params: SqlParams): string {
  const each = stretches.map((one) => `(${rangeSql(one, params).join(" AND ")})`);
  return each.length === 0 ? "0" : each.join(" OR ");
}

/** Does a range lie in another one? */
const liesIn = (one: TimeRange, other: TimeRange): boolean =>
  (other.from === null || (one.from !== null && one.from >= other.from)) &&
  (other.to === null || (one.to !== null && one.to <= other.to));

/** Where a question's records lie, when that is known of this very question: one that was made of it may ask for more. */
export function withinSql(question: Question, params: SqlParams): string[] {
  const { within, filter, input } = question;
  if (!within || within.of.filter !== filter || within.of.input !== input || !liesIn(question, within.of)) return [];
  return [stretchesSql(within.stretches, params)];
}

/** FROM and WHERE for conditions that are written out. */
export function fromFlows(conditions: readonly string[]): string {
  return conditions.length === 0
    ? "FROM flows"
    : `FROM flows WHERE ${conditions.map((one) => `(${one})`).join(" AND ")}`;
}

/** The conditions of a question, without its filter. */
export function placeSql(question: Omit<Question, "filter" | "within">, params: SqlParams): string[] {
  const parts = rangeSql(question, params);
  if (question.input !== null) parts.push(`input = ${params.bind(question.input, "UInt32")}`);
  return parts;
}

/** `FROM … WHERE …` of a question. */
export function scopeSql(question: Question, params: SqlParams, options: ScopeOptions = {}): string {
  const parts = [...placeSql(question, params), ...withinSql(question, params)];
  if (options.rows !== "lines") parts.push(FLOW_RECORD);
  if (question.filter.root !== null) parts.push(filterToSql(question.filter, params));
  return fromFlows([...parts, ...(options.and ?? [])]);
}
