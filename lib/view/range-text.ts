import { formatClock, formatDate } from "./format-time";
import { isEpoch, type Moment, parseMoment } from "./moment";
import { ALL_DATA, between, type Range } from "./range";
import { epochOfWall, type WallTime } from "./zone";

/** A typed range, or a sentence that says what was not understood. */
export type RangeTextResult =
  | { readonly ok: true; readonly range: Range }
  | { readonly ok: false; readonly error: string };

const UNITS: Readonly<Record<string, string>> = {
  s: "s",
  sec: "s",
  second: "s",
  m: "m",
  min: "m",
  minute: "m",
  h: "h",
  hr: "h",
  hour: "h",
  d: "d",
  day: "d",
  w: "w",
  week: "w",
};
const LAST = /^(?:(?:last|past)\s+)?(\d{1,6})?\s*([a-z]+?)s?$/;
const DATE = /^(\d{4})-(\d{1,2})(?:-(\d{1,2})(?:[t ]+(\d{1,2})(?::(\d{2})(?::(\d{2}))?)?)?)?$/;
const CLOCK = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/;
const SEPARATOR = /\s+(?:to|until|-|\u2013|\u2192)\s+|\s*(?:\.\.|\u2026)\s*|\s*\/\s*/;

/** A stretch of time that a text names by itself: a second, a minute, an hour, a day, a month. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

function stretch(text: string, zone: string): Stretch | undefined {
  const match = DATE.exec(text);
  if (!match) return undefined;
  const given = match.slice(1).map((part) => (part === undefined ? undefined : Number(part)));
  const [year = 0, month = 1, day, hour, minute, second] = given;
  const wall: WallTime = { year, month, day: day ?? 1, hour: hour ?? 0, minute: minute ?? 0, second: second ?? 0 };
  const check = new Date(Date.UTC(year, month - 1, wall.day));
  const valid = check.getUTCMonth() === month - 1 && check.getUTCDate() === wall.day;
  if (!valid || wall.hour > 23 || wall.minute > 59 || wall.second > 59) return undefined;
  const from = epochOfWall(wall, zone);
  if (second !== undefined) return { from, to: from + 1 };
  if (minute !== undefined) return { from, to: from + 60 };
  if (hour !== undefined) return { from, to: from + 3600 };
  const next = day === undefined ? new Date(Date.UTC(year, month, 1)) : new Date(Date.UTC(year, month - 1, day + 1));
  const end = {
    year: next.getUTCFullYear(),
    month: next.getUTCMonth() + 1,
    day: next.getUTCDate(),
    hour: 0,
    minute: 0,
    second: 0,
  };
  return { from, to: epochOfWall(end, zone) };
}

function exactMoment(text: string): Moment | undefined {
  if (/^\d{13}$/.test(text)) return Math.floor(Number(text) / 1000);
  if (/^\d+$/.test(text) && text.length < 9) return undefined; // too small for epoch seconds of a log: a slip
  return parseMoment(/^now/.test(text) ? text.replace(/\s+/g, "") : text.toUpperCase());
}

const startOf = (text: string, zone: string): Moment | undefined => exactMoment(text) ?? stretch(text, zone)?.from;

/** The end of a range: a whole day is meant with its last second, a clock time stands for itself. */
function endOf(text: string, zone: string, from: Moment): Moment | undefined {
  const clock = CLOCK.exec(text);
  if (clock && typeof from === "number") return endOf(`${formatDate(from, zone)} ${text}`, zone, from);
  const exact = exactMoment(text);
  if (exact !== undefined) return exact;
  const named = stretch(text, zone);
  if (!named) return undefined;
  return /[t ]/.test(text) ? named.from : named.to;
}

function named(text: string, zone: string, now: number): Range | undefined {
  if (text === "" || text === "all" || text === "all data" || text === "everything") return ALL_DATA;
  const today = stretch(formatDate(now, zone), zone);
  if (text === "today" && today) return between(today.from, today.to);
  const yesterday = today && stretch(formatDate(today.from - 1, zone), zone);
  if (text === "yesterday" && yesterday) return between(yesterday.from, yesterday.to);
  const last = LAST.exec(text);
  const unit = last && UNITS[last[2] ?? ""];
  if (last && unit && (last[1] !== undefined || /^(last|past)/.test(text)) && Number(last[1] ?? 1) > 0) {
    return between(`now-${Number(last[1] ?? 1)}${unit}`, "now");
  }
  return undefined;
}

/**
 * Reads a time range that a person typed: `15m`, `last 2 hours`, `2020-04-24`, `2020-04-24 17:00 to 18:00`,
 * `1587749363 - 1587749422`, `now-7d to now-1d`, `today`, `all`.
 * @param zone the IANA zone that clock times are in.
 * @param now the present in epoch seconds.
 */
export function parseRangeText(text: string, zone: string, now: number): RangeTextResult {
  const typed = text.trim().toLowerCase().replace(/\s+/g, " ");
  const whole = named(typed, zone, now);
  if (whole) return { ok: true, range: whole };
  const [left = "", right, more] = typed.split(SEPARATOR);
  if (more !== undefined) return { ok: false, error: "A range has one start and one end." };
  if (right === undefined) return single(typed, zone);
  const from = startOf(left, zone);
  if (from === undefined) return { ok: false, error: `"${left}" is no time. ${EXAMPLES}` };
  const to = endOf(right, zone, from);
  if (to === undefined) return { ok: false, error: `"${right}" is no time. ${EXAMPLES}` };
  if (typeof from === "number" && typeof to === "number" && from >= to) {
    return { ok: false, error: "The end must be after the start." };
  }
  return { ok: true, range: between(from, to) };
}

const EXAMPLES = "Try 2020-04-24 17:00, 15m or now-1d.";

function single(text: string, zone: string): RangeTextResult {
  const exact = exactMoment(text);
  if (typeof exact === "string" && exact !== "now") return { ok: true, range: between(exact, "now") };
  if (typeof exact === "number" && isEpoch(exact)) return { ok: true, range: between(exact, exact + 60) };
  const named = stretch(text, zone);
  if (named) return { ok: true, range: between(named.from, named.to) };
  return { ok: false, error: `"${text}" is no time range. ${EXAMPLES}` };
}

/** Writes a range as a person would type it, so that reading it again in the same zone gives the same range. */
export function printRangeText(range: Range, zone: string): string {
  if (range.kind !== "between") return "all data";
  const one = (moment: Moment): string =>
    typeof moment === "string" ? moment : `${formatDate(moment, zone)} ${formatClock(moment, zone, moment % 60 !== 0)}`;
  const { from, to } = range;
  const sameDay = typeof from === "number" && typeof to === "number" && formatDate(from, zone) === formatDate(to, zone);
  const end = sameDay ? formatClock(to, zone, to % 60 !== 0) : to === null ? "now" : one(to);
  return `${from === null ? "1970-01-01 00:00" : one(from)} to ${end}`;
}
