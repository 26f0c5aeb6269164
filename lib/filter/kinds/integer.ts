import type { SqlParams } from "../../sql/params";
import type { Comparison, FilterTerm } from "../ast";
import { mistake, partOf, shown, type Token } from "../token";
import { either, equalsAny, notNull, type PresentValue } from "./kind";

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

/**
 * SQL for values that are integers.
 * @param value makes the placeholder of a value that is written in digits.
 */
export function integerSql(
  column: string,
  comparison: Comparison,
  values: readonly PresentValue[],
  value: (digits: string) => string,
): string {
  const single = values.flatMap((v) => (v.is === "one" ? [value(v.value)] : []));
  if (comparison !== "is") return `${column} ${comparison} ${single[0]}`;
  const ranges = values.flatMap((v) =>
    v.is === "range" ? [`${column} BETWEEN ${value(v.from)} AND ${value(v.to)}`] : [],
  );
  return either([...(single.length > 0 ? [equalsAny(column, single)] : []), ...ranges]);
}

/** `integerSql` for a Nullable column. */
export function nullableIntegerSql(
  column: string,
  term: FilterTerm,
  values: readonly PresentValue[],
  params: SqlParams,
  type: string,
): string {
  return notNull(integerSql(column, term.comparison, values, (digits) => params.bind(digits, type)));
}
