/**
 * Points in time as a request writes them: epoch seconds, RFC 3339, or relative to now (`now`, `now-15m`, `now-7d`).
 */

/** A point in time that is fixed, or that moves with the clock. */
export type TimePoint = { readonly seconds: number } | { readonly offset: number };

/** A range on a record's `start`, half-open: `from <= start < to`. Null means unbounded on that side. Epoch seconds. */
export interface TimeRange {
  readonly from: number | null;
  readonly to: number | null;
}

/** The last second that a record can carry (the engine's DateTime is 32 bits wide: 2106-02-07). */
export const MAX_TIME = 4294967295;

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86400, w: 604800 };
const RELATIVE = /^now(?:\s*([+-])\s*(\d{1,9})\s*([smhdw]))?$/i;
const EPOCH = /^\d{1,15}(?:\.\d+)?$/;
const DATE = /^\d{4}-\d\d-\d\d(?:[Tt ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s*(?:[Zz]|[+ -]\d\d:\d\d)?)?$/;
const FIRST_MILLISECONDS = 100_000_000_000;

/** A time that cannot be read. The message says what is accepted. */
export class TimeError extends Error {
  override readonly name = "TimeError";
}

const ACCEPTED =
  "Give epoch seconds (1587749363), RFC 3339 (2020-04-24T17:29:23Z), or a time relative to now (now-15m).";

/**
 * Reads a point in time.
 * @param text epoch seconds, RFC 3339 (a date alone is its midnight, no offset is UTC), or `now`, `now-15m` (units s m h d w).
 * @throws TimeError when it is none of these.
 */
export function parseTime(text: string): TimePoint {
  const trimmed = text.trim();
  const relative = RELATIVE.exec(trimmed);
  if (relative) {
    const [, sign, amount, unit] = relative;
    const seconds = Number(amount ?? 0) * (UNITS[(unit ?? "s").toLowerCase()] ?? 1);
    return { offset: sign === "-" ? -seconds : seconds };
  }
  if (EPOCH.test(trimmed)) {
    const seconds = Number(trimmed);
    if (seconds >= FIRST_MILLISECONDS) {
      throw new TimeError(`"${trimmed}" looks like milliseconds. ${ACCEPTED}`);
    }
    return { seconds: Math.floor(seconds) };
  }
  if (DATE.test(trimmed)) {
    const milliseconds = Date.parse(isoForm(trimmed));
    if (!Number.isNaN(milliseconds) && isDay(trimmed.slice(0, 10))) return { seconds: Math.floor(milliseconds / 1000) };
  }
  throw new TimeError(`"${trimmed.length > 40 ? `${trimmed.slice(0, 40)}…` : trimmed}" is not a time. ${ACCEPTED}`);
}

/** Is there such a day? Date.parse takes the 30th of February for the 1st of March. */
function isDay(date: string): boolean {
  const midnight = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(date);
}

/** A `+` that was not escaped in a URL arrives as a space: 17:29:23 00:00 means 17:29:23+00:00. */
function isoForm(text: string): string {
  if (text.length === 10) return text;
  const day = text.slice(0, 10);
  const clock = text
    .slice(11)
    .replace(/\s+(?=\d\d:\d\d$)/, "+")
    .replace(/\s+/g, "");
  return `${day}T${clock}${/(?:[Zz]|[+-]\d\d:\d\d)$/.test(clock) ? "" : "Z"}`;
}

/**
 * Fixes a point in time, kept within what a record can carry (0 to MAX_TIME).
 * @param now the clock, in epoch seconds. One request reads it once, so that `from` and `to` agree.
 */
export function resolveTime(point: TimePoint, now: number): number {
  const seconds = "seconds" in point ? point.seconds : now + point.offset;
  return Math.min(Math.max(0, Math.floor(seconds)), MAX_TIME);
}
