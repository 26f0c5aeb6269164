import { describe, expect, it } from "vitest";
import { baselineOf, median, type SpikeRule, spikesIn } from "./baseline";

const RULE: SpikeRule = { mads: 6, buckets: 12, least: 100, memory: 2016, gap: 6 };
const DAY = { times: 1.5, buckets: 289 };
const series = (values: Readonly<Record<number, number>>) =>
  new Map(Object.entries(values).map(([bucket, value]) => [Number(bucket), value]));
const steady = (from: number, to: number, value: number) =>
  Object.fromEntries(Array.from({ length: to - from }, (_, at) => [from + at, value + (at % 3)]));

describe("a baseline", () => {
  it("is the median, and at least 5 % of it as MAD", () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(baselineOf([100, 100, 100], 6)).toEqual({ median: 100, mad: 5, threshold: 130 });
    expect(baselineOf([0, 0, 10, 20, 30], 6)).toEqual({ median: 10, mad: 10, threshold: 70 });
  });
});

describe("spikes", () => {
  it("need twelve buckets of history; empty ones count as 0", () => {
    expect(spikesIn(series({ 0: 1, 11: 500 }), 0, RULE)).toEqual([]);
    expect(spikesIn(series({ 0: 1, 12: 500 }), 0, RULE)).toMatchObject([
      { first: 12, last: 12, peak: 500, threshold: 100, baseline: { median: 0 } },
    ]);
  });

  it("stay quiet at a level that is usual, and below the least value", () => {
    expect(spikesIn(series(steady(0, 60, 300)), 0, RULE)).toEqual([]);
    expect(spikesIn(series({ ...steady(0, 60, 300), 40: 380 }), 0, RULE)).toEqual([]);
    expect(spikesIn(series({ 0: 1, 40: 99 }), 0, RULE)).toEqual([]);
  });

  it("are one while they go on, with a pause in them", () => {
    const found = spikesIn(series({ ...steady(0, 40, 10), ...steady(40, 46, 900), ...steady(48, 52, 800) }), 0, RULE);
    expect(found).toMatchObject([{ first: 40, last: 51, peak: 902 }]);
  });

  it("stay quiet for what came back after a day, a little earlier or later", () => {
    const nightly = (shift: number) => series({ ...steady(0, 700, 5), 30: 9000, 31: 9000, [30 + 288 + shift]: 9400 });
    for (const shift of [-1, 0, 1]) expect(spikesIn(nightly(shift), 0, { ...RULE, growth: DAY })).toHaveLength(1);
  });
});
