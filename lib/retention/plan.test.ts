import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayOf, type HeldDay, NO_DAY, planRetention, startOfDay } from "./plan";
import type { RetentionRule } from "./rules";

const NOW = Date.UTC(2024, 2, 10, 12) / 1000;
const day = (daysAgo: number): string => dayOf(NOW - daysAgo * 86_400);
const held = (daysAgo: number, bytes: Readonly<Record<number, number>>): HeldDay => ({
  day: day(daysAgo),
  holdings: Object.entries(bytes).map(([input, size]) => ({ input: Number(input), records: size / 10, bytes: size })),
});
const rule = (input: number | null, limit: { days?: number; bytes?: number }): RetentionRule => ({
  input,
  days: limit.days ?? null,
  bytes: limit.bytes ?? null,
});
const STORE = [held(0, { 1: 100, 2: 50 }), held(1, { 1: 100 }), held(2, { 2: 70 }), held(9, { 1: 30, 2: 30 })];
const removed = (days: readonly HeldDay[], ...rules: readonly RetentionRule[]) =>
  planRetention(days, rules, NOW).removals.map(({ day: of, inputs, bytes }) => [of, inputs, bytes]);

describe("a plan of retention", () => {
  it("removes nothing without rules", () => {
    expect(removed(STORE)).toEqual([]);
    expect(removed(STORE, rule(null, {}))).toEqual([]);
  });

  it("keeps the newest days, today included", () => {
    expect(removed(STORE, rule(null, { days: 2 }))).toEqual([
      [day(9), null, 60],
      [day(2), null, 70],
    ]);
    expect(removed(STORE, rule(null, { days: 3 }))).toEqual([[day(9), null, 60]]);
    expect(removed(STORE, rule(2, { days: 1 }))).toEqual([
      [day(9), [2], 30],
      [day(2), [2], 70],
    ]);
  });

  it("keeps so many bytes, dropping the oldest days", () => {
    expect(removed(STORE, rule(null, { bytes: 320 }))).toEqual([[day(9), null, 60]]);
    expect(removed(STORE, rule(null, { bytes: 319 }))).toEqual([
      [day(9), null, 60],
      [day(2), null, 70],
    ]);
    expect(removed(STORE, rule(1, { bytes: 200 }))).toEqual([[day(9), [1], 30]]);
  });

  it("never drops the newest day, and says that it is over the limit", () => {
    const plan = planRetention(STORE, [rule(null, { bytes: 100 }), rule(2, { bytes: 10 })], NOW);
    expect(plan.removals.map((one) => one.day)).toEqual([day(9), day(2), day(1)]);
    expect(plan.over).toEqual([
      { input: 2, bytes: 50, limit: 10 },
      { input: null, bytes: 150, limit: 100 },
    ]);
  });

  it("keeps what has no time from rules about age", () => {
    const store = [{ day: NO_DAY, holdings: [{ input: 1, records: 1, bytes: 10 }] }, ...STORE];
    expect(removed(store, rule(null, { days: 30 }))).toEqual([]);
    expect(removed(store, rule(null, { bytes: 380 }))).toEqual([[NO_DAY, null, 10]]);
  });

  it("drops a whole day only for a rule about everything", () => {
    expect(removed([held(0, { 1: 5 }), held(5, { 1: 5 })], rule(1, { days: 2 }))).toEqual([[day(5), [1], 5]]);
    // Here the rule about everything has nothing left to remove.
    expect(removed([held(0, { 1: 5 }), held(5, { 1: 5 })], rule(1, { days: 2 }), rule(null, { bytes: 5 }))).toEqual([
      [day(5), [1], 5],
    ]);
  });

  const days = fc
    .uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 12 })
    .chain((ages) =>
      fc.tuple(
        ...ages.map((age) =>
          fc
            .dictionary(fc.constantFrom("1", "2", "3"), fc.integer({ min: 1, max: 1000 }), { minKeys: 1 })
            .map((bytes) => held(age, bytes)),
        ),
      ),
    );
  const limit = (max: number) => fc.option(fc.integer({ min: 1, max }));
  const rules = fc.uniqueArray(fc.record({ input: fc.constantFrom(null, 1, 2), days: limit(45), bytes: limit(5000) }), {
    selector: ({ input }) => input,
  });

  it("keeps within every limit, or says by how much not, and never empties the store by size alone", () => {
    fc.assert(
      fc.property(days, rules, (store, all) => {
        const { removals, over } = planRetention(store, all, NOW);
        const gone = new Map(removals.map((one) => [one.day, one.inputs]));
        const left = store.flatMap(({ day: of, holdings }) =>
          holdings
            .filter(({ input }) => !gone.has(of) || (gone.get(of) !== null && !gone.get(of)?.includes(input)))
            .map((one) => ({ ...one, day: of })),
        );
        for (const { input, days: kept, bytes } of all) {
          const mine = left.filter((one) => input === null || one.input === input);
          if (kept !== null) expect(mine.every((one) => one.day >= dayOf(NOW - (kept - 1) * 86_400))).toBe(true);
          const total = mine.reduce((sum, one) => sum + one.bytes, 0);
          if (bytes === null || total <= bytes) continue;
          expect(over.some((one) => one.input === input)).toBe(true);
          expect(new Set(mine.map((one) => one.day)).size).toBe(1);
        }
      }),
    );
  });
});

describe("days", () => {
  it("are partitions", () => {
    expect(dayOf(NOW)).toBe("20240310");
    expect(startOfDay("20240310")).toBe(Date.UTC(2024, 2, 10) / 1000);
  });
});
