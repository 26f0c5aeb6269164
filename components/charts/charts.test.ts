import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Series } from "@/lib/api/contract/series";
import { chartData, chartRows } from "./chart-data";
import { coverageSentence, coverageStrips } from "./coverage-strips";
import { bucketAt, bucketEdge } from "./geometry";
import { keyLabel } from "./key-label";
import { isPartial, partialEdges } from "./partial";
import { chartSentence } from "./summary";
import { timeTicks, valueTicks } from "./ticks";

const line = (key: string | null, values: (number | string)[], extra: object = {}): Series["series"][number] => ({
  key,
  total: values.reduce<number>((sum, value) => sum + Number(value), 0),
  points: values.map((value, index) => [1587747600 + index * 60, value]),
  ...extra,
});

const answer = (by: string | null, lines: Series["series"]): Series => ({
  interval: 60,
  from: 1587747600,
  to: 1587747780,
  measure: "bytes",
  by,
  series: lines,
  elapsed_ms: 1,
});

describe("chart data", () => {
  it("puts ACCEPT under REJECT, whichever is larger, and hatches what was rejected", () => {
    const data = chartData(
      answer("action", [line("REJECT", [9, 9]), line("ACCEPT", [1, 2]), line(null, [1, 0])]),
      "action",
    );
    expect(data.series.map(({ label, hatched }) => [label, hatched])).toEqual([
      ["ACCEPT", false],
      ["REJECT", true],
      ["-", false],
    ]);
    expect(data.sums).toEqual([11, 11]);
    expect(chartRows(data)[1]).toEqual({ t: 1587747660, s0: 2, s1: 9, s2: 0 });
  });

  it("keeps exact figures beside the drawn ones, and marks what no filter gives", () => {
    const data = chartData(
      answer("protocol", [line("6", ["18446744073709551615"]), line(null, [5], { other: true })]),
      "protocol",
    );
    expect(data.series[0]).toMatchObject({ label: "tcp", whole: false, exact: ["18446744073709551615"] });
    expect(data.series[1]).toMatchObject({ label: "Other", whole: true });
  });
});

describe("labels of keys", () => {
  it.each([
    ["service", "443/tcp", "443/tcp https"],
    ["dstport", "22", "22 ssh"],
    ["protocol", "58", "icmpv6"],
    ["tcp_flags", "18", "18 syn ack"],
    ["srcaddr", null, "-"],
    ["action", "REJECT", "REJECT"],
  ])("%s %s", (by, key, label) => expect(keyLabel(by, key)).toBe(label));
});

describe("time marks", () => {
  const hours = Array.from({ length: 96 }, (_, index) => 1587686400 + index * 900);
  it("stand at round times of the zone, no more than fit", () => {
    const ticks = timeTicks(hours, 900, "UTC", 8);
    expect(ticks.step).toBe(10_800);
    expect(ticks.times.every((time) => time % 10_800 === 0)).toBe(true);
    expect(timeTicks(hours, 900, "Asia/Kolkata", 8).times.every((time) => (time + 19_800) % 10_800 === 0)).toBe(true);
  });
  it("stand at equal distances", () => {
    const minutes = Array.from({ length: 90 }, (_, at) => 1587747600 + at * 120);
    const { times, step } = timeTicks(minutes, 120, "UTC", 12);
    expect(step).toBe(1800);
    expect(times.slice(1).map((time, at) => time - (times[at] ?? 0))).toEqual(times.slice(1).map(() => 1800));
  });
  it("mark at least something in a narrow box", () => {
    expect(timeTicks(hours, 900, "UTC", 0).times.length).toBeGreaterThan(0);
    expect(timeTicks([], 60, "UTC", 8).times).toEqual([]);
  });
});

describe("marks of the value axis", () => {
  it.each([
    [26_000_000, 1000, [0, 10_000_000, 20_000_000, 30_000_000]],
    [14_000_000, 1000, [0, 5_000_000, 10_000_000, 15_000_000]],
    [100, 1000, [0, 25, 50, 75, 100]],
    [2, 1000, [0, 1, 2]],
    [0, 1000, [0, 1]],
    [3 * 1024 ** 2, 1024, [0, 1, 2, 3].map((mebibytes) => mebibytes * 1024 ** 2)],
  ] as const)("%d in units of %d", (largest, base, marks) => expect(valueTicks(largest, base)).toEqual(marks));

  it("are few, even, and reach over what is drawn", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 50 }), fc.constantFrom<1000 | 1024>(1000, 1024), (largest, base) => {
        const marks = valueTicks(largest, base);
        expect(marks.length).toBeGreaterThan(1);
        expect(marks.length).toBeLessThanOrEqual(6);
        expect(marks.at(-1)).toBeGreaterThanOrEqual(largest);
        expect(marks.at(-2)).toBeLessThan(largest);
      }),
    );
  });
});

describe("edges", () => {
  const times = [0, 300, 600, 900];
  it.each([
    [{ from: 0, to: 1200 }, false, false],
    [{ from: 263, to: 902 }, true, true],
    [{ from: 10, to: 1190 }, false, false],
    [{ from: null, to: 1000 }, false, true],
    [{ from: -600, to: 2000 }, false, false],
    [{ from: 500, to: 700 }, false, false],
  ])("of %j are whole or cut", (covered, first, last) => {
    expect(partialEdges(times, 300, covered)).toEqual({ first, last });
  });
  it("are not told apart where nothing lies between them", () => {
    expect(partialEdges([0, 300], 300, { from: 200, to: 400 })).toEqual({ first: false, last: false });
  });
  it("are the first and the last bucket", () => {
    expect([0, 1, 2, 3].map((at) => isPartial(at, 4, { first: true, last: true }))).toEqual([true, false, false, true]);
    expect(isPartial(3, 4, { first: true, last: false })).toBe(false);
  });
});

describe("geometry", () => {
  it("finds the bucket under each edge it gives", () => {
    for (let index = 0; index < 120; index++)
      expect(bucketAt(bucketEdge(index, 1000, 120) + 0.5, 1000, 120)).toBe(index);
    expect(bucketAt(-50, 1000, 120)).toBe(0);
    expect(bucketAt(5000, 1000, 120)).toBe(119);
  });
});

describe("sentences", () => {
  it("say total, largest part and peak", () => {
    const data = chartData(answer("action", [line("ACCEPT", [1000, 3000]), line("REJECT", [40, 0])]), "action");
    expect(chartSentence(data, "bytes", "si", "UTC").replaceAll("\u00a0", " ")).toBe(
      "4.04 kB in 2 buckets of 1 min, 99.0 % of it ACCEPT; most, 3.00 kB, from 2020-04-24 17:01:00 UTC.",
    );
    expect(chartSentence(chartData(answer(null, []), "none"), "flows", "si", "UTC")).toBe("No flows in this range.");
  });
  it("speak of one in the singular", () => {
    const one = chartData(answer("action", [line("REJECT", [1])]), "action");
    expect(chartSentence(one, "flows", "si", "UTC")).toContain("1 flow in 1 bucket of ");
    expect(chartSentence(one, "flows", "si", "UTC")).toContain("most, 1 flow, from");
  });

  it("say what the log covers, lost records before all", () => {
    const bucket = (t: number, flows: number, nodata: number, skipdata: number) => ({ t, flows, nodata, skipdata });
    const strips = coverageStrips({
      interval: 60,
      buckets: [bucket(0, 5, 1, 0), bucket(60, 5, 0, 0), bucket(120, 5, 0, 2), bucket(180, 0, 0, 0)],
    });
    expect(strips).toEqual([
      { state: "OK", from: 0, to: 120 },
      { state: "SKIPDATA", from: 120, to: 180 },
      { state: "none", from: 180, to: 240 },
    ]);
    expect(coverageSentence(strips)).toBe(
      "Of this range 50 % has records, 25 % lost records (SKIPDATA), 25 % holds nothing.",
    );
  });
});
