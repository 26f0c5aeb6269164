import { describe, expect, it } from "vitest";
import { percentile } from "./measure";
import { PAGES } from "./pages";
import { Seeded } from "./population";
import { markdownTable } from "./report";

describe("percentile", () => {
  it("takes the nearest rank", () => {
    const values = Array.from({ length: 20 }, (_, n) => 20 - n);
    expect(percentile(values, 0.5)).toBe(10);
    expect(percentile(values, 0.95)).toBe(19);
    expect(percentile(values, 1)).toBe(20);
    expect(percentile([7], 0.5)).toBe(7);
    expect(() => percentile([], 0.5)).toThrow(RangeError);
  });
});

describe("pages", () => {
  it("ask the same questions for the same seed, and vary", () => {
    for (const page of PAGES) {
      const random = new Seeded(3);
      const runs = Array.from({ length: 6 }, () => page.requests(random));
      const again = new Seeded(3);
      expect(runs.map(() => page.requests(again))).toEqual(runs);
      for (const path of runs.flat()) expect(path).toMatch(/^\/api\/[a-z]+(\?|$)/);
      if (!page.name.includes("all")) expect(new Set(runs.map((run) => run.join())).size, page.name).toBeGreaterThan(1);
    }
  });
});

describe("markdownTable", () => {
  it("aligns columns and marks figures", () => {
    expect(
      markdownTable(
        ["what", "ms"],
        [
          ["overview", "12"],
          ["host", "3"],
        ],
      ),
    ).toBe(["| what     | ms |", "| :------- | -: |", "| overview | 12 |", "| host     |  3 |"].join("\n"));
  });
});
