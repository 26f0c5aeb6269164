import { formatClock, formatDate } from "@/lib/view";

/** How much of a date a column of times needs: none within a day, no year within a year. */
export type Dates = "none" | "day" | "year";

/** What tells apart all times from the first to the last. @param zone an IANA name. */
export function datesOf(first: number, last: number, zone: string): Dates {
  const [from, to] = [formatDate(first, zone), formatDate(last, zone)];
  if (from === to) return "none";
  return from.slice(0, 4) === to.slice(0, 4) ? "day" : "year";
}

/** A time with as much of its date as is needed: `17:29:23`, `04-24 17:29`, `2020-04-24 17:29`. */
export function shortTime(epoch: number, zone: string, dates: Dates): string {
  if (dates === "none") return formatClock(epoch, zone);
  const date = formatDate(epoch, zone);
  return `${dates === "day" ? date.slice(5) : date} ${formatClock(epoch, zone, false)}`;
}
