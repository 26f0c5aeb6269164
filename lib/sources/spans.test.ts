import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { TimeSpan } from "./source";
import { difference, intersection, lengthOf, union, withFailure, withoutRead } from "./spans";

const span = fc.tuple(fc.nat(60), fc.nat(60)).map(([a, b]): TimeSpan => ({ from: Math.min(a, b), to: Math.max(a, b) }));
const spans = fc.array(span, { maxLength: 8 });
const SECONDS = Array.from({ length: 61 }, (_, n) => n);
const has = (set: readonly TimeSpan[], t: number): boolean => set.some(({ from, to }) => from <= t && t < to);
const isTidy = (set: readonly TimeSpan[]): boolean =>
  set.every(({ from, to }, n) => from < to && (n === 0 || (set[n - 1]?.to ?? 0) < from));

describe("sets of time", () => {
  test("union, difference and intersection hold for every second", () => {
    fc.assert(
      fc.property(spans, spans, (a, b) => {
        for (const t of SECONDS) {
          expect(has(union([...a, ...b]), t)).toBe(has(a, t) || has(b, t));
          expect(has(difference(a, b), t)).toBe(has(a, t) && !has(b, t));
          expect(has(intersection(a, b), t)).toBe(has(a, t) && has(b, t));
        }
        for (const set of [union(a), difference(a, b), intersection(a, b)]) expect(isTidy(set)).toBe(true);
        expect(lengthOf(union(a))).toBe(SECONDS.filter((t) => has(a, t)).length);
      }),
    );
  });

  test("a failure is gone where it was read, and its newest reason counts", () => {
    const failed = withFailure(withFailure([], { from: 0, to: 10, reason: "a" }), { from: 5, to: 15, reason: "b" });
    expect(failed).toEqual([
      { from: 0, to: 5, reason: "a" },
      { from: 5, to: 15, reason: "b" },
    ]);
    expect(withoutRead(failed, [{ from: 3, to: 7 }])).toEqual([
      { from: 0, to: 3, reason: "a" },
      { from: 7, to: 15, reason: "b" },
    ]);
    expect(withoutRead(failed, [{ from: 0, to: 15 }])).toEqual([]);
  });
});
