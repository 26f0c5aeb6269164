import { expect, it } from "vitest";
import { baselineOf, median } from "./baseline";

it("a baseline is the median, and at least 5 % of it as MAD", () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
  expect(baselineOf([100, 100, 100], 6)).toEqual({ median: 100, mad: 5, threshold: 130 });
  expect(baselineOf([0, 0, 10, 20, 30], 6)).toEqual({ median: 10, mad: 10, threshold: 70 });
});
