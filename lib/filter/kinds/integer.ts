import type { SqlParams } from "../../sql/params";
import type { Comparison, FilterTerm } from "../ast";
import { mistake, partOf, shown, type Token } from "../token";
import { type Bindable, type ColumnCondition, either, equalsAny, notNull, type PresentValue } from "./kind";

/** The comparisons of everything that has an order. */
export const ORDERED: readonly Comparison[] = ["is", ">", ">=", "<", "<="];

/**
 * Cuts `a..b` in two.
 * @returns undefined when the token is no range. @throws FilterMistake when an end is missing.
 */
export function splitRange(token: Token): { from: Token; to: Token } | undefined {
  const at = token.text.indexOf("..");
  if (at < 0) return undefined;
  const rest = token.text.length - at - 2;
  if (at === 0 || rest === 0) {
    throw mistake(token, "A range needs both ends, as in 1024..65535. For an open range compare with >= or <=.", {
      expected: ["from..to"],
    });
  }
  return { from: partOf(token, 0, at), to: partOf(token, at + 2, rest) };
}

/**
 * Makes a value of a range's ends; a range from a value to itself is the value.
 * @throws FilterMistake when they are the wrong way round.
 */
export function rangeOf(token: Token, from: bigint, to: bigint, print = (n: bigint) => n.toString()): PresentValue {
  if (from > to) {
    throw mistake(token, "The range ends before it begins.", { suggestion: `${print(to)}..${print(from)}` });
  }
  return from === to
    ? { is: "one", value: from.toString() }
    : { is: "range", from: from.toString(), to: to.toString() };
}

/**
 * Reads plain digits.
 * @returns undefined when the text is none.
 */
export function readDigits(text: string): bigint | undefined {
  return /^\d{1,30}$/.test(text) ? BigInt(text) : undefined;
}

/** Digits, or a mistake that says what is allowed. */
export function digitsUpTo(token: Token, most: bigint, what: string, expected: readonly string[]): bigint {
  const number = readDigits(token.text);
  if (number === undefined) throw mistake(token, `${shown(token.text)} is no ${what}.`, { expected });
  if (number > most)
    throw mistake(token, `${shown(token.text)} is too large: a ${what} is at most ${most}.`, { expected });
  return number;
}

/** An integer as it is bound. In an array, digits must be a number, not a text. */
export function toInteger(digits: string): Bindable {
  const number = Number(digits);
  return Number.isSafeInteger(number) ? number : BigInt(digits);
}

/**
 * The condition for values that are integers, of a ClickHouse type that holds them. NULL where the column is.
 * @param write makes the value to bind out of digits.
 */
export function integerSql(
  { comparison }: FilterTerm,
  values: readonly PresentValue[],
  type: string,
  params: SqlParams,
  write: (digits: string) => Bindable = toInteger,
): ColumnCondition {
  const single = values.flatMap((value) => (value.is === "one" ? [write(value.value)] : []));
  if (comparison !== "is") {
    const bound = params.bind(single[0], type);
    return (column) => `${column} ${comparison} ${bound}`;
  }
  const equals = equalsAny(single, type, params);
  const ranges = values
    .flatMap((value) => (value.is === "range" ? [value] : []))
    .map(({ from, to }) => `BETWEEN ${params.bind(write(from), type)} AND ${params.bind(write(to), type)}`);
  return (column) => either([...equals(column), ...ranges.map((range) => `${column} ${range}`)]);
}

/** `integerSql` for a Nullable column. */
export function nullableIntegerSql(...args: Parameters<typeof integerSql>): ColumnCondition {
  const condition = integerSql(...args);
  return (column) => notNull(condition(column));
}
