import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Event, incidentsOf } from "./sliding";

const RULE = { seconds: 300, least: 15, gap: 1800 };
const steady = (count: number, step: number, from = 0): Event[] =>
  Array.from({ length: count }, (_, at) => ({ t: from + at * step, key: at }));

describe("sliding windows", () => {
  it("counts across the edges of the clock's five minutes", () => {
    expect(incidentsOf(steady(15, 10, 230), RULE)).toEqual([{ from: 230, to: 370, peak: 15 }]);
  });

  it("makes one incident of an hour", () => {
    expect(incidentsOf(steady(360, 10), RULE)).toEqual([{ from: 0, to: 3590, peak: 30 }]);
  });

  it("keeps apart what lies further apart than the gap", () => {
    expect(incidentsOf([...steady(20, 1), ...steady(20, 1, 2000)], RULE)).toHaveLength(2);
    expect(incidentsOf([...steady(20, 1), ...steady(20, 1, 1800)], RULE)).toHaveLength(1);
  });

  it("stays quiet below the threshold, and for keys that repeat", () => {
    expect(incidentsOf(steady(14, 1), RULE)).toEqual([]);
    expect(incidentsOf(steady(100, 22), RULE)).toEqual([]);
    expect(
      incidentsOf(
        steady(100, 1).map(({ t }) => ({ t, key: t % 14 })),
        RULE,
      ),
    ).toEqual([]);
  });

  it("finds a window exactly where trying every one of them does", () => {
    const events = fc.array(fc.record({ t: fc.integer({ min: 0, max: 1200 }), key: fc.integer({ min: 0, max: 12 }) }));
    fc.assert(
      fc.property(events, fc.integer({ min: 1, max: 8 }), (all, least) => {
        const widest = Math.max(
          0,
          ...all.map(({ t }) => new Set(all.filter((one) => one.t > t - 300 && one.t <= t).map(({ key }) => key)).size),
        );
        const found = incidentsOf(all, { seconds: 300, least, gap: 0 });
        expect(found.length > 0).toBe(widest >= least);
        if (found.length > 0) expect(Math.max(...found.map(({ peak }) => peak))).toBe(widest);
      }),
    );
  });
});
