import { zoneOffset } from "@/lib/view";

const STEPS = [
  1, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800,
  1_209_600, 2_592_000, 7_776_000, 31_536_000,
];

/** Marks of a value axis rise in such steps, times a power of ten. */
const VALUE_STEPS = [1, 2, 2.5, 5, 10];

/** About how many steps a value axis has room for. */
const VALUE_MARKS = 4;

/**
 * Chooses the marks of a value axis: from 0 in even, round steps to the first mark that nothing reaches over.
 * @param largest the largest value drawn. @param base of the units that the marks
 * are written in, 1000 or 1024.
 */
export function valueTicks(largest: number, base: 1000 | 1024 = 1000): number[] {
  if (!(largest > 0)) return [0, 1];
  const unit = base ** Math.floor(Math.log(largest) / Math.log(base));
  const most = largest / unit / VALUE_MARKS;
  const power = 10 ** Math.floor(Math.log10(most));
  const factor = VALUE_STEPS.find((candidate) => candidate * power >= most) ?? 10;
  // Nothing that is counted comes in halves.
  const step = Math.max(1, factor * power * unit);
  return Array.from({ length: Math.ceil(largest / step) + 1 }, (_, index) => index * step);
}

const DAY = 86_400;

/** Whether marks that far apart stand at equal distances on buckets of an interval; years and months never do. */
const isEven = (step: number, interval: number): boolean => interval >= DAY || step % interval === 0;

export interface Ticks {
  /** Starts of the marked buckets, each at a round time of a clock in the zone. */
  readonly times: readonly number[];
  /** Seconds between marks. */
  readonly step: number;
}

/**
 * Chooses the marks of a time axis.
 * @param times starts of the buckets. @param interval seconds of a bucket. @param room how many marks fit side by side.
 */
export function timeTicks(times: readonly number[], interval: number, zone: string, room: number): Ticks {
  const width = times.length * interval;
  const step =
    STEPS.find(
      (candidate) => candidate >= interval && isEven(candidate, interval) && width / candidate <= Math.max(1, room),
    ) ?? width;
  const marked: number[] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const time of times) {
    // The first bucket that begins at, or holds, a multiple of the step on that zone's clock.
    const slot = Math.floor((time + zoneOffset(time, zone)) / step);
    const before = Math.floor((time - interval + zoneOffset(time - interval, zone)) / step);
    if (slot !== before && slot !== last) marked.push(time);
    last = slot;
  }
  return { times: marked, step };
}
