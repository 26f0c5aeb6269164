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

/** Buckets in a row that lie above their baseline. */
export interface Spike {
  /** First and last bucket, both included. */
  readonly first: number;
  readonly last: number;
  readonly peak: number;
  readonly baseline: Baseline;
  /** What the peak had to exceed. */
  readonly threshold: number;
}

export interface SpikeRule {
  readonly mads: number;
  /** Buckets of history that a baseline needs. */
  readonly buckets: number;
  /** The least value that counts. */
  readonly least: number;
  /** More to exceed: so many times the largest of the buckets just before. */
  readonly growth?: { readonly times: number; readonly buckets: number };
  /** Buckets of history that are looked back at, at most. */
  readonly memory: number;
  /** Buckets below the threshold that may lie inside one spike. */
  readonly gap: number;
}

/**
 * The spikes of a series. A spike's own buckets are no part of its baseline, which stays as it was when it began.
 * @param begin the first bucket of its history.
 */
export function spikesIn(series: Series, begin: number, rule: SpikeRule): Spike[] {
  const spikes: Spike[] = [];
  let open: { first: number; last: number; peak: number; baseline: Baseline; threshold: number } | null = null;
  const candidates = [...series]
    .filter(([bucket, value]) => value >= rule.least && bucket >= begin)
    .sort(([a], [b]) => a - b);
  for (const [bucket, value] of candidates) {
    if (open && bucket <= open.last + 1 + rule.gap && value > open.baseline.threshold) {
      open.last = bucket;
      open.peak = Math.max(open.peak, value);
      continue;
    }
    if (bucket - begin < rule.buckets) continue;
    const recent = rule.growth ? largest(series, bucket - rule.growth.buckets, bucket) * rule.growth.times : 0;
    if (value <= recent) continue;
    const baseline = baselineOf(valuesIn(series, Math.max(begin, bucket - rule.memory), bucket), rule.mads);
    if (value <= baseline.threshold) continue;
    open = {
      first: bucket,
      last: bucket,
      peak: value,
      baseline,
      threshold: Math.max(baseline.threshold, recent, rule.least),
    };
    spikes.push(open);
  }
  return spikes;
}

function largest(series: Series, from: number, to: number): number {
  let most = 0;
  for (let bucket = from; bucket < to; bucket++) most = Math.max(most, series.get(bucket) ?? 0);
  return most;
}
