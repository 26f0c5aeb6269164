import fc from "fast-check";
import { expect, test } from "vitest";
import type { LiveChange } from "@/lib/api/contract/live";
import { merged } from "./merge";
import { touches } from "./touches";

const change = (over: Partial<LiveChange> = {}): LiveChange => ({
  revision: 1,
  inputs: [3],
  from: 100,
  to: 200,
  ...over,
});

test("changes are joined into one that covers them", () => {
  expect(merged(null, change())).toEqual(change());
  expect(merged(change(), change({ revision: 2, inputs: [3, 4], from: 50, to: 150 }))).toEqual({
    revision: 2,
    inputs: [3, 4],
    from: 50,
    to: 200,
  });
  expect(merged(change(), change({ from: null, to: null }))).toMatchObject({ from: null, to: null });
});

test("only questions whose range or input a change reaches are touched", () => {
  expect(touches({ from: 100, to: 200 }, change(), 0)).toBe(true);
  expect(touches({ from: 200, to: 300 }, change(), 0)).toBe(false);
  expect(touches({ from: 0, to: 100 }, change(), 0)).toBe(false);
  expect(touches({ from: 199 }, change(), 0)).toBe(true);
  expect(touches({ to: 101 }, change(), 0)).toBe(true);
  expect(touches({}, change(), 0)).toBe(true);
  expect(touches({ source: "src-3" }, change(), 0)).toBe(true);
  expect(touches({ source: "imp-4" }, change(), 0)).toBe(false);
  expect(touches({ from: 500, to: 600 }, change({ from: null, to: null }), 0)).toBe(true);
});

test("relative times are counted from the present", () => {
  expect(touches({ from: "now-15m", to: "now" }, change(), 1000)).toBe(true);
  expect(touches({ from: "now-15m", to: "now" }, change(), 1100)).toBe(false);
  expect(touches({ from: "1970-01-01T00:03:20Z" }, change(), 0)).toBe(false);
});

test("a comparison with the period before is touched by what comes there", () => {
  expect(touches({ from: 200, to: 300 }, change(), 0, 1)).toBe(true);
  expect(touches({ from: 300, to: 400 }, change(), 0, 1)).toBe(false);
});

test("what touches one of two changes touches both joined", () => {
  const span = fc
    .tuple(fc.nat(1000), fc.integer({ min: 1, max: 1000 }))
    .map(([from, width]) => ({ from, to: from + width }));
  fc.assert(
    fc.property(span, span, span, (a, b, asked) => {
      const joined = merged(change(a), change({ ...b, inputs: [4] }));
      if (touches(asked, change(a), 0) || touches(asked, change(b), 0)) expect(touches(asked, joined, 0)).toBe(true);
    }),
  );
});
