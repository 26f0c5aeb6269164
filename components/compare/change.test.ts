import { expect, test } from "vitest";
import { changeOf } from "./change";

test.each([
  [4, 0, "new", "new"],
  [0, 4, "gone", "gone"],
  [104, 100, "grown", "4\u00a0%"],
  [50, 100, "shrunk", "50\u00a0%"],
  [1400, 100, "grown", "×14"],
  [1000, 1001, "steady", "0\u00a0%"],
  ["18446744073709551615", 1, "grown", "×18446744073709552000"],
] as const)("%s after %s is %s", (now, before, trend, text) => {
  expect(changeOf(now, before)).toMatchObject({ trend, text });
});

test("nothing to compare says nothing", () => {
  expect(changeOf(5, null)).toBeUndefined();
  expect(changeOf(0, 0)).toBeUndefined();
});
