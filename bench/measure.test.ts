import { describe, expect, it } from "vitest";
import { percentile } from "./measure";
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
