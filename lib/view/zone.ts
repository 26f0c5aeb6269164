/** A clock's reading, without a zone. Months count from 1. */
export interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(zone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(zone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    formatters.set(zone, formatter);
  }
  return formatter;
}

/** True for `UTC`, `local`, and every IANA name that this runtime knows. */
export function isTimezone(name: string): boolean {
  if (name === "UTC" || name === "local") return true;
  if (!/^[A-Za-z]+(?:[/_+-][A-Za-z0-9]+)+$/.test(name)) return false;
  try {
    formatterOf(name);
    return true;
  } catch {
    return false;
  }
}

/** The IANA name behind a view's timezone. `local` becomes the zone that this runtime is set to. */
export function zoneOf(timezone: string): string {
  return timezone === "local" ? Intl.DateTimeFormat().resolvedOptions().timeZone : timezone;
}

/** What a clock in `zone` (an IANA name) shows at an epoch second. */
export function wallTime(epoch: number, zone: string): WallTime {
  if (zone === "UTC") {
    const date = new Date(epoch * 1000);
    return {
      year: date.getUTCFullYear(),
      month: date.getUTCMonth() + 1,
      day: date.getUTCDate(),
      hour: date.getUTCHours(),
      minute: date.getUTCMinutes(),
      second: date.getUTCSeconds(),
    };
  }
  const parts: Record<string, number> = {};
  for (const { type, value } of formatterOf(zone).formatToParts(epoch * 1000)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return { year, month, day, hour, minute, second };
}

const asUtc = (wall: WallTime): number =>
  Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second) / 1000;

/** Seconds that a clock in `zone` is ahead of UTC at an epoch second. */
export const zoneOffset = (epoch: number, zone: string): number =>
  asUtc(wallTime(Math.floor(epoch), zone)) - Math.floor(epoch);

/**
 * The epoch second at which a clock in `zone` shows `wall`. Of the two in an hour that occurs twice it gives one;
 * a time that a change of clocks leaves out gives the one just beside it.
 */
export function epochOfWall(wall: WallTime, zone: string): number {
  const guess = asUtc(wall);
  const first = guess - zoneOffset(guess, zone);
  return guess - zoneOffset(first, zone);
}
