/** A point in time relative to the present, as the API takes it: `now`, `now-15m`, `now-7d`. */
export type RelativeMoment = `now${string}`;

/** A frozen point in time in epoch seconds, or a relative one. */
export type Moment = number | RelativeMoment;

const RELATIVE = /^now(?:-(\d{1,6})([smhdw]))?$/;
const RFC3339 = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(?:\.\d+)?(Z|[+-]\d{2}:\d{2})$/i;
const LAST_SECOND = 253_402_300_799; // 9999-12-31T23:59:59Z

/** Seconds of each unit that a relative time may be given in. */
export const UNIT_SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

/** True for a whole number of seconds that a date of four-digit years can show. */
export const isEpoch = (value: number): boolean => Number.isInteger(value) && value >= 0 && value <= LAST_SECOND;

/**
 * Reads one point in time: epoch seconds, RFC 3339, or relative.
 * @returns undefined when the text is none of them.
 */
export function parseMoment(text: string): Moment | undefined {
  const value = text.trim();
  if (/^\d{1,12}$/.test(value)) return isEpoch(Number(value)) ? Number(value) : undefined;
  const relative = RELATIVE.exec(value);
  if (relative) return relative[1] === undefined || Number(relative[1]) === 0 ? "now" : (value as RelativeMoment);
  const absolute = RFC3339.exec(value);
  if (!absolute) return undefined;
  const seconds = Math.floor(Date.parse(`${absolute[1]}T${absolute[2]}${absolute[3]?.toUpperCase()}`) / 1000);
  return isEpoch(seconds) ? seconds : undefined;
}

/** Writes a point in time for a URL: RFC 3339 in UTC to the second, or the relative text. */
export function printMoment(moment: Moment): string {
  if (typeof moment === "string") return moment;
  return `${new Date(moment * 1000).toISOString().slice(0, 19)}Z`;
}

/** The seconds before the present that a relative moment stands for; undefined for a frozen one. */
export function secondsAgo(moment: Moment): number | undefined {
  if (typeof moment === "number") return undefined;
  const match = RELATIVE.exec(moment);
  return match?.[1] === undefined ? 0 : Number(match[1]) * (UNIT_SECONDS[match[2] ?? "s"] ?? 1);
}

/** Epoch seconds of a moment. @param now the present in epoch seconds. */
export function resolveMoment(moment: Moment, now: number): number {
  const ago = secondsAgo(moment);
  return ago === undefined ? (moment as number) : Math.max(0, Math.floor(now) - ago);
}
