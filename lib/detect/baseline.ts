/** Medians, median absolute deviations, and what lies above them. */

/** The middle value; the mean of the two middle ones of an even number. 0 of none. */
export function median(values: readonly number[]): number {
  return sortedMedian([...values].sort((a, b) => a - b));
}

function sortedMedian(sorted: readonly number[]): number {
  const middle = Math.floor(sorted.length / 2);
  const high = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? high : (high + (sorted[middle - 1] ?? 0)) / 2;
}

/** The median distance from a centre. */
export function deviation(values: readonly number[], centre: number): number {
  return median(values.map((value) => Math.abs(value - centre)));
}

/** MAD is taken as at least this share of the median, so that a very even history does not make every ripple a spike. */
const LEAST_MAD = 0.05;

/** What is usual, and where unusual begins. */
export interface Baseline {
  readonly median: number;
  readonly mad: number;
  readonly threshold: number;
}

/** The baseline of a history, empty buckets included as 0. */
export function baselineOf(history: readonly number[], mads: number): Baseline {
  const centre = median(history);
  const mad = Math.max(deviation(history, centre), LEAST_MAD * centre);
  return { median: centre, mad, threshold: centre + mads * mad };
}

/** Values by bucket number; absent buckets are 0. */
export type Series = ReadonlyMap<number, number>;

/** The values of buckets `from` to `to`, the latter not included. */
export function valuesIn(series: Series, from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, at) => series.get(from + at) ?? 0);
}
