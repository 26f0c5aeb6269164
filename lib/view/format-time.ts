import { secondsAgo } from "./moment";
import type { Range, Span } from "./range";
import { wallTime, zoneOffset } from "./zone";

const two = (value: number): string => String(value).padStart(2, "0");
const four = (value: number): string => String(value).padStart(4, "0");

/** The date in a zone: `2020-04-24`. @param zone an IANA name. */
export function formatDate(epoch: number, zone: string): string {
  const wall = wallTime(epoch, zone);
  return `${four(wall.year)}-${two(wall.month)}-${two(wall.day)}`;
}

/** The time of day in a zone: `17:29:23`, or `17:29` without seconds. */
export function formatClock(epoch: number, zone: string, seconds = true): string {
  const wall = wallTime(epoch, zone);
  return `${two(wall.hour)}:${two(wall.minute)}${seconds ? `:${two(wall.second)}` : ""}`;
}

/** Date and time in a zone, to the second: `2020-04-24 17:29:23`. The zone is named beside it, once. */
export function formatTime(epoch: number, zone: string): string {
  return `${formatDate(epoch, zone)} ${formatClock(epoch, zone)}`;
}

/** A span of time, the date once where both ends share it: `2020-04-24 17:29:23 to 17:30:22`. */
export function formatSpan(from: number, to: number, zone: string): string {
  const seconds = from % 60 !== 0 || to % 60 !== 0;
  const start = `${formatDate(from, zone)} ${formatClock(from, zone, seconds)}`;
  const sameDay = formatDate(from, zone) === formatDate(to, zone);
  const end = formatClock(to, zone, seconds);
  return `${start} to ${sameDay ? end : `${formatDate(to, zone)} ${end}`}`;
}

/** How far a zone is from UTC at a moment: `UTC+2`, `UTC+5:30`, `UTC`. */
export function formatOffset(epoch: number, zone: string): string {
  const minutes = Math.round(zoneOffset(epoch, zone) / 60);
  if (minutes === 0) return "UTC";
  const size = Math.abs(minutes);
  const rest = size % 60;
  return `UTC${minutes < 0 ? "\u2212" : "+"}${Math.floor(size / 60)}${rest ? `:${two(rest)}` : ""}`;
}

/** The name of a zone as it is shown: `UTC`, or `Europe/Berlin (UTC+2)`. @param epoch when, for summer time. */
export function formatZone(zone: string, epoch: number): string {
  return zone === "UTC" ? "UTC" : `${zone.replaceAll("_", " ")} (${formatOffset(epoch, zone)})`;
}

/**
 * The label of a mark on a time axis of buckets or ticks `step` seconds apart: the date where a day begins,
 * seconds only when the step needs them.
 * @param previous the mark before it; the date is added where the day changes.
 */
export function formatTick(epoch: number, zone: string, step: number, previous?: number): string {
  const date = formatDate(epoch, zone);
  const dayChanges = previous === undefined || formatDate(previous, zone) !== date;
  if (step >= 86_400) return date;
  const clock = formatClock(epoch, zone, step < 60);
  return dayChanges ? `${date.slice(5)} ${clock}` : clock;
}

const UNITS = [
  ["d", 86_400],
  ["h", 3600],
  ["min", 60],
  ["s", 1],
] as const;

/** A length of time with its two largest units: `59 s`, `1 min 30 s`, `2 h 5 min`, `3 d`. */
export function formatDuration(seconds: number): string {
  if (seconds > 0 && seconds < 1) return `${Math.max(1, Math.round(seconds * 1000))}\u00a0ms`;
  let rest = Math.round(Math.abs(seconds));
  const parts: string[] = [];
  for (const [unit, size] of UNITS) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count}\u00a0${unit}`);
    else if (parts.length > 0) break;
    if (parts.length === 2) break;
  }
  return parts.length > 0 ? parts.join(" ") : "0\u00a0s";
}

const WORDS: Readonly<Record<string, string>> = { s: "second", m: "minute", h: "hour", d: "day", w: "week" };

function relativeLabel(from: string): string | undefined {
  const match = /^now-(\d+)([smhdw])$/.exec(from);
  if (!match) return undefined;
  const count = Number(match[1]);
  const word = WORDS[match[2] ?? "s"];
  return count === 1 ? `Last ${word}` : `Last ${count} ${word}s`;
}

/** A range as the time picker shows it: `Last 15 minutes`, `All data`, `2020-04-24 17:00 to 18:00`. */
export function formatRange(range: Range, zone: string): string {
  if (range.kind !== "between") return "All data";
  const { from, to } = range;
  if (typeof from === "number" && typeof to === "number") return formatSpan(from, to, zone);
  if (typeof from === "string" && (to === "now" || to === null)) return relativeLabel(from) ?? "From now on";
  const end = (moment: typeof from, none: string) =>
    moment === null ? none : typeof moment === "number" ? formatTime(moment, zone) : moment;
  if (from === null) return `Before ${end(to, "")}`;
  if (to === null) return `Since ${end(from, "")}`;
  return `${end(from, "")} to ${end(to, "")}`;
}

/** A resolved range in words; an open side is named. */
export function formatResolved(span: Span, zone: string): string {
  if (span.from !== null && span.to !== null) return formatSpan(span.from, span.to, zone);
  if (span.from !== null) return `Since ${formatTime(span.from, zone)}`;
  return span.to === null ? "All data" : `Before ${formatTime(span.to, zone)}`;
}

/** How long ago something was: `just now`, `5 min ago`. @param now the present in epoch seconds. */
export function formatAgo(epoch: number, now: number): string {
  const seconds = Math.max(0, now - epoch);
  if (seconds < 10) return "just now";
  return `${formatDuration(seconds).split(" ")[0]} ago`;
}

/** True when a range moves with the clock, so that it is worth reading again. */
export function isMoving(range: Range): boolean {
  if (range.kind !== "between") return false;
  return [range.from, range.to].some((moment) => moment !== null && secondsAgo(moment) !== undefined);
}
