import { FLAG_BITS, type FlagName, flagNames } from "../../flow/flags";
import { nearest } from "../nearest";
import { mistake, shown } from "../token";
import { digitsUpTo, readDigits } from "./integer";
import { either, equalsAny, type Kind, notNull, type PresentValue } from "./kind";

const NAMES = Object.keys(FLAG_BITS) as FlagName[];
const EXPECTED = [...NAMES, "syn-ack (exactly these two)", "the exact number"];

const isFlag = (word: string): word is FlagName => Object.hasOwn(FLAG_BITS, word);

/** The exact number of names joined by `-`, such as syn-ack; undefined when one is no flag. */
function combination(text: string): number | undefined {
  const words = text.split(/[-+|,]/);
  if (words.length < 2) return undefined;
  return words.every(isFlag) ? words.reduce((bits, word) => bits | FLAG_BITS[word], 0) : undefined;
}

/** Exact numbers read better by name where the name is what AWS writes about: 18 is syn-ack. */
function printExact(digits: string): string {
  const bits = Number(digits);
  const names = flagNames(bits);
  const named = names.reduce((sum, name) => sum | FLAG_BITS[name], 0);
  return names.length > 1 && named === bits ? names.join("-") : digits;
}

/** TCP flags: a name means that this bit is set, whatever else is; a combination or a number is exact. */
export const flagsKind: Kind = {
  comparisons: ["is"],
  expected: EXPECTED,
  parse(token): PresentValue {
    const word = token.text.toLowerCase();
    if (isFlag(word)) return { is: "flag", name: word };
    const bits = combination(word);
    if (bits !== undefined) return { is: "one", value: String(bits) };
    if (readDigits(word) !== undefined)
      return { is: "one", value: digitsUpTo(token, 65535n, "set of flags", EXPECTED).toString() };
    throw mistake(token, `${shown(token.text)} is no TCP flag.`, {
      expected: EXPECTED,
      suggestion: nearest(word, [...NAMES, "syn-ack"]),
    });
  },
  print: (value) => (value.is === "flag" ? value.name : value.is === "one" ? printExact(value.value) : ""),
  absent: (column) => `isNull(${column})`,
  present(_field, _term, values, params) {
    const exact = equalsAny(
      values.flatMap((value) => (value.is === "one" ? [Number(value.value)] : [])),
      "UInt16",
      params,
    );
    // A record matches when any of the named bits is set, so they are one mask.
    const mask = values.reduce((bits, value) => {
      return value.is === "flag" && isFlag(value.name) ? bits | FLAG_BITS[value.name] : bits;
    }, 0);
    const bound = mask === 0 ? undefined : params.bind(mask, "UInt16");
    return (column) => notNull(either([...exact(column), ...(bound ? [`bitAnd(${column}, ${bound}) != 0`] : [])]));
  },
  hints: (field) => [
    ...field.values,
    ...NAMES.filter((name) => field.values.every(([value]) => value !== name)).map(
      (name): readonly [string, string] => [name, `${FLAG_BITS[name]}: this bit is set`],
    ),
  ],
};
