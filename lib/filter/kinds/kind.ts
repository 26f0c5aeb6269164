import type { SqlParams } from "../../sql/params";
import type { Comparison, FilterTerm, FilterValue } from "../ast";
import type { FilterField } from "../fields";
import type { Token } from "../token";

/** The form of a value that a log leaves out is the same for all kinds; these are the others. */
export type PresentValue = Exclude<FilterValue, { is: "absent" }>;

/** A word that completion offers, and what it means. */
export type Hint = readonly [value: string, meaning: string];

/** Writes a condition on one column. */
export type ColumnCondition = (column: string) => string;

/** What the filter language knows about one kind of field: everything else asks here. */
export interface Kind {
  /** The comparisons that have a meaning, `is` first. */
  readonly comparisons: readonly Comparison[];
  /** What a value may be, for error messages, most usual first. */
  readonly expected: readonly string[];
  /** True when the column always holds a value, so that `-` has no meaning. */
  readonly always?: boolean;
  /** Reads one value. @throws FilterMistake */
  parse(token: Token, field: FilterField): PresentValue;
  /** Writes a value so that `parse` reads it back. */
  print(value: PresentValue, field: FilterField): string;
  /** The condition that a column's value is absent: SQL that is 0 or 1, never NULL. */
  absent(column: string): string;
  /**
   * Binds the values of a term, once, and gives the condition on a column that it is, absent values apart: SQL that
   * is 0 or 1, never NULL.
   */
  present(field: FilterField, term: FilterTerm, values: readonly PresentValue[], params: SqlParams): ColumnCondition;
  /** Words that can be offered without asking the data. */
  hints(field: FilterField): readonly Hint[];
}

/** At least one of the conditions; false when there is none. */
export function either(conditions: readonly string[]): string {
  if (conditions.length === 0) return "0";
  return conditions.length === 1 && conditions[0] ? conditions[0] : `(${conditions.join(" OR ")})`;
}

/** Turns NULL, which a Nullable column's condition gives for an absent value, into "does not hold". */
export function notNull(condition: string): string {
  return `ifNull(${condition}, 0)`;
}

/** A value as it is bound: integers of 64 bits would lose digits as numbers. */
export type Bindable = string | number | bigint;

/**
 * Binds values once, for the condition `column = value`, or `column IN values` for several; no condition for none.
 * Several values are one array, because bound values travel in a URL.
 */
export function equalsAny(values: readonly Bindable[], type: string, params: SqlParams): (column: string) => string[] {
  if (values.length === 0) return () => [];
  if (values.length > 1) {
    const array = params.bind(values, `Array(${type})`);
    return (column) => [`${column} IN ${array}`];
  }
  const only = params.bind(values[0], type);
  return (column) => [`${column} = ${only}`];
}
