import type { FilterField } from "../fields";
import { nearest } from "../nearest";
import { mistake, shown, type Token } from "../token";
import { nullableIntegerSql, ORDERED, rangeOf, readDigits, splitRange } from "./integer";
import type { Kind, PresentValue } from "./kind";

const MOST = (1n << 64n) - 1n;

/** Units of bytes: SI ones count in 1000, IEC ones in 1024 (IEC 80000-13). */
const UNITS: readonly (readonly [name: string, size: bigint])[] = [
  ["B", 1n],
  ["kB", 1000n],
  ["MB", 1000n ** 2n],
  ["GB", 1000n ** 3n],
  ["TB", 1000n ** 4n],
  ["PB", 1000n ** 5n],
  ["kiB", 1024n],
  ["MiB", 1024n ** 2n],
  ["GiB", 1024n ** 3n],
  ["TiB", 1024n ** 4n],
  ["PiB", 1024n ** 5n],
];
const UNIT_NAMES = UNITS.map(([name]) => name);
const sizeOf = new Map(UNITS.map(([name, size]) => [name.toLowerCase(), size]));

/** Whether a word is a unit of bytes; a unit that stands alone was cut off its number by a space. */
export function isUnit(word: string): boolean {
  return sizeOf.has(word.toLowerCase());
}

/** The amount as a whole number of bytes, when it is one: 1.5 with kB is 1500. */
function amount(whole: string, fraction: string, unit: bigint): bigint | undefined {
  const scale = 10n ** BigInt(fraction.length);
  const scaled = BigInt(whole + fraction) * unit;
  return scaled % scale === 0n ? scaled / scale : undefined;
}

function readNumber(token: Token, field: FilterField): bigint {
  const [, whole = "", fraction = "", unit = ""] = /^(\d{1,30})(?:\.(\d{1,15}))?([a-zA-Zµ]*)$/.exec(token.text) ?? [];
  const expected = field.bytes ? ["a number", "a number with a unit, such as 10MB"] : ["a whole number"];
  if (whole === "") {
    const plain = token.text.replace(/(\d)[,_'](?=\d{3})/g, "$1");
    const suggestion = plain !== token.text && readDigits(plain) !== undefined ? plain : undefined;
    throw mistake(token, `${shown(token.text)} is no number.`, { expected, suggestion });
  }
  if (!field.bytes && (unit !== "" || fraction !== "")) {
    throw mistake(token, `${field.name} takes a whole number without a unit.`, { expected, suggestion: whole });
  }
  const size = unit === "" ? 1n : sizeOf.get(unit.toLowerCase());
  if (size === undefined) {
    const meant =
      UNIT_NAMES.find((name) => name.toLowerCase() === `${unit}b`.toLowerCase()) ?? nearest(unit, UNIT_NAMES);
    throw mistake(token, `${shown(unit)} is no unit of bytes.`, {
      expected: UNIT_NAMES,
      suggestion: meant && `${whole}${fraction && `.${fraction}`}${meant}`,
    });
  }
  const number = amount(whole, fraction, size);
  if (number === undefined) throw mistake(token, `${shown(token.text)} is no whole number of bytes.`, { expected });
  if (number > MOST)
    throw mistake(token, `${shown(token.text)} is too large: at most ${MOST} can be counted.`, { expected });
  return number;
}

/** The shortest spelling: 10000000 is 10MB, 1500 stays. */
function printNumber(digits: string, field: FilterField): string {
  if (!field.bytes || digits === "0") return digits;
  const number = BigInt(digits);
  let best = digits;
  for (const [name, size] of UNITS) {
    const text = `${number / size}${name}`;
    if (number % size === 0n && text.length < best.length) best = text;
  }
  return best;
}

/** Non-negative integers; amounts of bytes may have a unit. */
export const numberKind: Kind = {
  comparisons: ORDERED,
  expected: ["a whole number", "a range such as 10..20"],
  parse(token, field): PresentValue {
    const range = splitRange(token);
    if (!range) return { is: "one", value: readNumber(token, field).toString() };
    return rangeOf(token, readNumber(range.from, field), readNumber(range.to, field), (n) =>
      printNumber(n.toString(), field),
    );
  },
  print(value, field) {
    if (value.is === "range") return `${printNumber(value.from, field)}..${printNumber(value.to, field)}`;
    return value.is === "one" ? printNumber(value.value, field) : "";
  },
  absent: (column) => `isNull(${column})`,
  present: (_field, term, values, params) => nullableIntegerSql(term, values, "UInt64", params),
  hints: (field) => field.values,
};
