import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { TimeSpan } from "../source";
import { difference, lengthOf, union } from "../spans";
import { Density, pagesOf, SlicePlanner } from "./planner";

const HOUR = 3600;
const DAY = 24 * HOUR;
const span = fc
  .tuple(fc.nat(10 * DAY), fc.integer({ min: 1, max: 30 * DAY }))
  .map(([from, length]): TimeSpan => ({ from, to: from + length }));

/** Reads a plan to its end against a group with so many pages a second. */
function readAll(planner: SlicePlanner, pagesIn: (slice: TimeSpan) => number, splits = true) {
  const slices: { slice: TimeSpan; pages: number }[] = [];
  let wasted = 0;
  for (let slice = planner.next(); slice; slice = planner.next()) {
    const pages = pagesIn(slice);
    const reached = pages <= 1 ? slice.to : slice.from + (slice.to - slice.from) / pages;
    if (splits && pages > 1 && planner.tooLarge(slice, reached)) {
      planner.putBack(slice);
      wasted += 1;
      continue;
    }
    slices.push({ slice, pages });
    planner.learn({ span: slice, pages });
  }
  return { slices, wasted };
}

describe("the slice planner", () => {
  test("hands out every second once, whatever the ranges and the density", () => {
    fc.assert(
      fc.property(
        fc.array(span, { maxLength: 4 }),
        fc.double({ min: 0, max: 0.0005, noNaN: true }),
        (todo, density) => {
          const { slices } = readAll(new SlicePlanner(todo), ({ from, to }) => (to - from) * density);
          const all = slices.map(({ slice }) => slice);
          expect(union(all)).toEqual(union(todo));
          expect(lengthOf(all)).toBe(lengthOf(union(todo)));
        },
      ),
      { numRuns: 50 },
    );
  });

  test("begins with the newest", () => {
    const planner = new SlicePlanner([{ from: 0, to: DAY }]);
    const first = planner.next();
    expect(first?.to).toBe(DAY);
    expect(planner.next()?.to).toBe(first?.from);
  });

  test("cuts a dense group into slices of a few pages, and wastes few", () => {
    const { slices, wasted } = readAll(
      new SlicePlanner([{ from: 0, to: 30 * DAY }]),
      ({ from, to }) => (to - from) / 60,
    );
    expect(wasted).toBeLessThan(8);
    const usual = slices.slice(4).map(({ pages }) => pages);
    expect(Math.max(...usual)).toBeLessThanOrEqual(24);
    expect(slices.length).toBeLessThan((30 * DAY) / 60 / 3);
  });

  test("takes a quiet group in few slices", () => {
    const { slices } = readAll(new SlicePlanner([{ from: 0, to: 30 * DAY }]), () => 0.001);
    expect(slices.length).toBeLessThan(12);
  });

  test("what is put back is handed out again, and nothing else", () => {
    const planner = new SlicePlanner([{ from: 0, to: DAY }]);
    const slice = planner.next() ?? { from: 0, to: 0 };
    planner.putBack(slice);
    expect(planner.todo).toEqual([{ from: 0, to: DAY }]);
    const [rest] = difference([{ from: 0, to: DAY }], [slice]);
    expect(rest?.from).toBe(0);
  });

  test("what one sweep learnt helps the next", () => {
    const density = new Density();
    density.learn({ span: { from: 0, to: HOUR }, pages: 0.01 });
    const planner = new SlicePlanner([{ from: 0, to: 2 * HOUR }], density);
    expect(planner.next()).toEqual({ from: 0, to: 2 * HOUR });
  });

  test("partial and empty pages count as pages", () => {
    expect(pagesOf({ requests: 1, events: 5_000, bytes: 100 })).toBe(0.5);
    expect(pagesOf({ requests: 1, events: 10, bytes: 900_000 })).toBe(0.9);
    expect(pagesOf({ requests: 8, events: 20_000, bytes: 100 })).toBe(7.5);
  });
});
