import { zoneOffset } from "@/lib/view";

const STEPS = [
  1, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800,
  1_209_600, 2_592_000, 7_776_000, 31_536_000,
];

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
  const step = STEPS.find((candidate) => candidate >= interval && width / candidate <= Math.max(1, room)) ?? width;
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
