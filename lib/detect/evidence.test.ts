import { expect, test } from "vitest";
import { EMPTY_FILTER } from "@/lib/filter";
import { together } from "./evidence";

const wanted = (first: number, last: number) => ({ filter: EMPTY_FILTER, rows: "flows" as const, first, last });

test("filters of the same time are counted together, those of other times apart", () => {
  const week = 7 * 86_400;
  const all = [wanted(0, week), wanted(week * 2, week * 2 + 60), wanted(100, week - 100), wanted(0, 3600)];
  expect(together(all).map((group) => group.map(({ first }) => first))).toEqual([[0, 0, 100], [week * 2]]);
});

test("short times that lie far apart are read one by one, however many", () => {
  const all = Array.from({ length: 60 }, (_, n) => wanted(n * 86_400, n * 86_400 + 60));
  expect(together(all)).toHaveLength(60);
});

test("no statement counts for too many", () => {
  const groups = together(Array.from({ length: 60 }, () => wanted(0, 100)));
  expect(groups.map(({ length }) => length)).toEqual([25, 25, 10]);
});
