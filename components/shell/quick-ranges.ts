import { ALL_DATA, type Bounds, between, type Range } from "@/lib/view";

export interface QuickRange {
  readonly label: string;
  readonly range: Range;
}

const LENGTHS = [
  ["15m", "15 minutes", 900],
  ["1h", "hour", 3600],
  ["6h", "6 hours", 21_600],
  ["24h", "24 hours", 86_400],
  ["7d", "7 days", 604_800],
  ["30d", "30 days", 2_592_000],
] as const;

/** Ranges that end now and move with the clock. */
export const RELATIVE_RANGES: readonly QuickRange[] = LENGTHS.map(([text, words]) => ({
  label: `Last ${words}`,
  range: between(`now-${text}`, "now"),
}));

/** The same lengths up to the newest record, for logs that ended long ago; none where records arrive. */
export function recordRanges(bounds: Bounds | undefined, now: number): readonly QuickRange[] {
  const { first, last } = bounds ?? { first: null, last: null };
  if (first === null || last === null || last > now - 86_400) return [];
  return LENGTHS.filter(([, , seconds]) => seconds < last - first).map(([, words, seconds]) => ({
    label: `Last ${words} of the data`,
    range: between(last + 1 - seconds, last + 1),
  }));
}

export const ALL_RANGE: QuickRange = { label: "All data", range: ALL_DATA };
