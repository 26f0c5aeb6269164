import type { FilterTerm } from "../ast";
import { mistake, shown, type Token } from "../token";
import { integerSql, ORDERED, rangeOf, readDigits, splitRange } from "./integer";
import type { Kind, PresentValue } from "./kind";

/** Times are kept as unsigned 32-bit seconds. */
const MOST = (1n << 32n) - 1n;
const EXPECTED = [
  "a time such as 2020-04-24T17:29:23Z",
  "a date such as 2020-04-24",
  "epoch seconds",
  "a range with ..",
];
const SHAPE = /^(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?\s*([Zz]|[+-]\d\d:?\d\d)?)?$/;

/** The seconds that a text stands for, first and last: a date is a day long, a time without seconds a minute. */
interface Moment {
  readonly first: bigint;
  readonly last: bigint;
}

function zoneSeconds(zone: string): number {
  if (zone === "" || zone === "Z" || zone === "z") return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return (zone.startsWith("-") ? -60 : 60) * minutes;
}

function readCalendar(token: Token): Moment | undefined {
  const match = SHAPE.exec(token.text);
  if (!match) return undefined;
  const [, year = "", month = "", day = "", hour, minute = "00", second, fraction = "", zone = ""] = match;
  const text = `${year}-${month}-${day}T${hour ?? "00"}:${minute}:${second ?? "00"}Z`;
  const milliseconds = Date.parse(text);
  const real = !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString().startsWith(text.slice(0, 19));
  if (!real) throw mistake(token, `${shown(token.text)} is no date and time that exists.`, { expected: EXPECTED });
  if (/[1-9]/.test(fraction)) {
    throw mistake(token, "Flow logs have whole seconds: leave out the fraction.", {
      expected: EXPECTED,
      suggestion: printTime(BigInt(milliseconds / 1000 - zoneSeconds(zone))),
    });
  }
  const first = BigInt(milliseconds / 1000 - zoneSeconds(zone));
  return { first, last: first + (hour === undefined ? 86399n : second === undefined ? 59n : 0n) };
}

function readMoment(token: Token): Moment {
  const seconds = readDigits(token.text);
  const moment = seconds === undefined ? readCalendar(token) : { first: seconds, last: seconds };
  if (!moment) {
    throw mistake(token, `${shown(token.text)} is no time. Without a zone, times are UTC.`, { expected: EXPECTED });
  }
  if (moment.first < 0n || moment.last > MOST) {
    // Thirteen digits are what other tools write: milliseconds.
    const shorter = seconds !== undefined && seconds / 1000n <= MOST ? `${seconds / 1000n}` : undefined;
    throw mistake(token, `${shown(token.text)} is out of range: times are seconds from 1970 to 2106.`, {
      expected: EXPECTED,
      suggestion: shorter,
    });
  }
  return moment;
}

function printTime(seconds: bigint): string {
  return new Date(Number(seconds) * 1000).toISOString().replace(".000Z", "Z");
}

/** Ten digits, which the engine takes for epoch seconds; it would try to read fewer as a date. */
const boundTime = (digits: string): string => digits.padStart(10, "0");

/** Whether the plain comparison would hold for 0, which stands for an absent time. */
function holdsForAbsent({ comparison }: FilterTerm, values: readonly PresentValue[]): boolean {
  if (comparison === "<" || comparison === "<=") return true;
  const first = values.map((value) => (value.is === "one" ? value.value : value.is === "range" ? value.from : ""));
  return comparison !== ">" && first.includes("0");
}

/** Times in whole seconds; 0 stands for an absent one in the store, so no term but `-` matches it. */
export const timeKind: Kind = {
  comparisons: ORDERED,
  expected: EXPECTED,
  parse(token): PresentValue {
    const range = splitRange(token);
    const from = readMoment(range?.from ?? token);
    const to = range ? readMoment(range.to) : from;
    return rangeOf(token, from.first, to.last, printTime);
  },
  print(value) {
    if (value.is === "range") return `${printTime(BigInt(value.from))}..${printTime(BigInt(value.to))}`;
    return value.is === "one" ? printTime(BigInt(value.value)) : "";
  },
  absent: (column) => `toUInt32(${column}) = 0`,
  present(_field, term, values, params) {
    const condition = integerSql(term, values, "DateTime('UTC')", params, boundTime);
    if (!holdsForAbsent(term, values)) return condition;
    return (column) => `(${condition(column)} AND toUInt32(${column}) > 0)`;
  },
  hints: () => [],
};
