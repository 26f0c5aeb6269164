import { describe, expect, it } from "vitest";
import { type SpikeRule, spikesIn } from "./spikes";

const RULE: SpikeRule = { mads: 6, buckets: 12, least: 100, memory: 2016, gap: 30 };
const DAILY: SpikeRule = { ...RULE, growth: 1.5 };
const DAY = 1440;

type Values = Readonly<Record<number, number>>;
/** Values by minute. */
const series = (values: Values) => new Map(Object.entries(values).map(([minute, value]) => [Number(minute), value]));
/** One value in each bucket of five minutes, in its first minute. */
const steady = (from: number, to: number, value: number): Values =>
  Object.fromEntries(Array.from({ length: to - from }, (_, at) => [(from + at) * 5, value + (at % 3)]));
/** The same in each of some minutes. */
const burst = (from: number, minutes: number, each: number): Values =>
  Object.fromEntries(Array.from({ length: minutes }, (_, at) => [from + at, each]));

describe("spikes", () => {
  it("need twelve buckets of history; empty ones count as 0", () => {
    expect(spikesIn(series({ 0: 1, 59: 500 }), 0, RULE)).toEqual([]);
    expect(spikesIn(series({ 0: 1, 60: 500 }), 0, RULE)).toMatchObject([
      { first: 60, last: 60, peak: 500, threshold: 100, baseline: { median: 0 } },
    ]);
  });

  it("stay quiet at a level that is usual, and below the least value", () => {
    expect(spikesIn(series(steady(0, 60, 300)), 0, RULE)).toEqual([]);
    expect(spikesIn(series({ ...steady(0, 60, 300), 200: 380 }), 0, RULE)).toEqual([]);
    expect(spikesIn(series({ 0: 1, 200: 99 }), 0, RULE)).toEqual([]);
  });

  it("are one while they go on, with a pause in them", () => {
    const values = { ...steady(0, 40, 10), ...steady(40, 46, 900), ...steady(48, 52, 800) };
    expect(spikesIn(series(values), 0, RULE)).toMatchObject([{ first: 200, last: 255, peak: 902 }]);
  });

  it("are found wherever the edges of the buckets lie, and begin and end with what is unusual", () => {
    for (let from = 200; from < 205; from++) {
      const found = spikesIn(series({ ...steady(0, 80, 0), ...burst(from, 4, 30) }), 0, RULE);
      expect(found).toMatchObject([{ first: from, last: from + 3 }]);
      expect(found[0]?.peak).toBeGreaterThanOrEqual(120);
    }
  });

  it("stay quiet for what came back after a day, a little earlier or later, and for what comes every hour", () => {
    const nightly = (shift: number) =>
      series({ ...steady(0, 700, 5), ...burst(151, 8, 2000), ...burst(151 + DAY + shift, 8, 2100) });
    for (const shift of [-7, -1, 0, 1, 3, 12, 29]) expect(spikesIn(nightly(shift), 0, DAILY)).toHaveLength(1);
    // Four minutes of work that cross the edge of a bucket in most hours, but not in all of them.
    const hourly = Object.assign(
      {},
      ...Array.from({ length: 30 }, (_, i) => burst(i * 60 + (i === 20 ? 11 : 13), 4, 2000)),
    );
    expect(spikesIn(series({ ...steady(0, 400, 5), ...hourly }), 0, DAILY)).toEqual([]);
  });

  it("come back when more than a day has passed", () => {
    const values = { ...steady(0, 900, 5), ...burst(151, 8, 2000), ...burst(151 + DAY + 45, 8, 2100) };
    expect(spikesIn(series(values), 0, DAILY)).toHaveLength(2);
  });
});
