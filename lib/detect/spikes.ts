/** Windows of five minutes, sliding minute by minute, that lie far above the history before them. */

import { type Baseline, baselineOf, type Series, valuesIn } from "./baseline";

/** Minutes in a bucket of a baseline, and in a window that is held against it. */
export const WINDOW = 5;
const DAY = 24 * 60;
/** What comes back every day may be half an hour late. */
const LATE = 30;
/** Minutes at the edges of a spike with less than this share of its mean minute are no part of it. */
const EDGE = 0.1;

/** A stretch of time that lies above its baseline. */
export interface Spike {
  /** First and last minute of the epoch, both included. */
  readonly first: number;
  readonly last: number;
  /** The most in one window. */
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
  /** More to exceed: so many times the largest window of the day before. */
  readonly growth?: number;
  /** Buckets of history that are looked back at, at most. */
  readonly memory: number;
  /** Minutes below the threshold that may lie inside one spike. */
  readonly gap: number;
}

interface Window {
  readonly first: number;
  readonly last: number;
  readonly value: number;
}

/** The window that begins with each minute in which there was something. No other holds more than one of these. */
function windowsOf(minutes: readonly (readonly [minute: number, value: number])[]): Window[] {
  let right = 0;
  let sum = 0;
  return minutes.map(([minute, value]) => {
    for (let next = minutes[right]; next && next[0] < minute + WINDOW; next = minutes[++right]) sum += next[1];
    const window = { first: minute, last: minutes[right - 1]?.[0] ?? minute, value: sum };
    sum -= value;
    return window;
  });
}

/** For each window the largest of those of the day before that ended when it began. */
function largestBefore(windows: readonly Window[]): number[] {
  // A queue in falling order: what is older and smaller than another can be the largest no more.
  const queue: Window[] = [];
  let head = 0;
  let ended = 0;
  return windows.map((window) => {
    for (let old = windows[ended]; old && old.first + WINDOW <= window.first; old = windows[++ended]) {
      while (queue.length > head && (queue.at(-1)?.value ?? 0) <= old.value) queue.pop();
      queue.push(old);
    }
    while ((queue[head]?.first ?? window.first) < window.first - DAY - LATE) head++;
    return queue[head]?.value ?? 0;
  });
}

function bucketsOf(minutes: readonly (readonly [number, number])[]): Series {
  const buckets = new Map<number, number>();
  for (const [minute, value] of minutes) {
    const bucket = Math.floor(minute / WINDOW);
    buckets.set(bucket, (buckets.get(bucket) ?? 0) + value);
  }
  return buckets;
}

/** A spike without the minutes before and after it that are as usual. */
function trimmed(spike: Spike, minutes: readonly (readonly [number, number])[]): Spike {
  const inside = minutes.filter(([minute]) => minute >= spike.first && minute <= spike.last);
  const least = (EDGE * inside.reduce((all, [, value]) => all + value, 0)) / Math.max(1, inside.length);
  const core = inside.filter(([, value]) => value >= least).map(([minute]) => minute);
  return core.length === 0 ? spike : { ...spike, first: Math.min(...core), last: Math.max(...core) };
}

/**
 * The spikes of a series of minutes. What belongs to a spike is no part of its baseline, which stays as it was when it
 * began.
 * @param series values by minute of the epoch; absent minutes are 0.
 * @param begin the first minute of its history.
 */
export function spikesIn(series: Series, begin: number, rule: SpikeRule): Spike[] {
  const minutes = [...series].filter(([minute, value]) => value > 0 && minute >= begin).sort(([a], [b]) => a - b);
  const windows = windowsOf(minutes);
  const before = rule.growth ? largestBefore(windows) : [];
  const buckets = bucketsOf(minutes);
  const begins = Math.floor(begin / WINDOW);
  let known: { bucket: number; baseline: Baseline } | null = null;
  const baselineAt = (bucket: number): Baseline => {
    if (known?.bucket === bucket) return known.baseline;
    const baseline = baselineOf(valuesIn(buckets, Math.max(begins, bucket - rule.memory), bucket), rule.mads);
    known = { bucket, baseline };
    return baseline;
  };
  const spikes: { first: number; last: number; peak: number; baseline: Baseline; threshold: number }[] = [];
  for (const [at, window] of windows.entries()) {
    if (window.value < rule.least) continue;
    const open = spikes.at(-1);
    if (open && window.first <= open.last + 1 + rule.gap && window.value > open.baseline.threshold) {
      open.last = Math.max(open.last, window.last);
      open.peak = Math.max(open.peak, window.value);
      continue;
    }
    const bucket = Math.floor(window.first / WINDOW);
    if (bucket - begins < rule.buckets) continue;
    const recent = (before[at] ?? 0) * (rule.growth ?? 0);
    if (window.value <= recent) continue;
    const baseline = baselineAt(bucket);
    if (window.value <= baseline.threshold) continue;
    const threshold = Math.max(baseline.threshold, recent, rule.least);
    spikes.push({ first: window.first, last: window.last, peak: window.value, baseline, threshold });
  }
  return spikes.map((spike) => trimmed(spike, minutes));
}
