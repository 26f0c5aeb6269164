import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DEFAULT_FORMAT, FIELDS } from "../../flow";
import type { SourceFormat } from "../source";
import { flowEvents, INTERFACES } from "../testing/flow-lines";
import { formatMatcher } from "./match";

const format = (fields: readonly string[]): SourceFormat => ({ fields, origin: "flow_log", flowLogId: null });
const lines = (fields: readonly string[]): string[] =>
  flowEvents({ interfaceId: INTERFACES[0], from: 1_700_000_000, seconds: 600, count: 40, format: fields }).map(
    (event) => event.message,
  );
const names = FIELDS.filter(({ version }) => version <= 5 && version !== 6).map(({ name }) => name);

describe("which format a line is written in", () => {
  test("formats of different lengths are always told apart", () => {
    const subset = fc.shuffledSubarray(names, { minLength: 1 });
    fc.assert(
      fc.property(subset, subset, (a, b) => {
        fc.pre(a.length !== b.length);
        const match = formatMatcher([format(a), format(b)]);
        for (const line of lines(a)) expect(match(line)).toBe(0);
        for (const line of lines(b)) expect(match(line)).toBe(1);
      }),
      { numRuns: 50 },
    );
  });

  test("formats of the same length are told apart by what the tokens look like", () => {
    const other = [...DEFAULT_FORMAT.slice(0, 2), ...DEFAULT_FORMAT.slice(3), "interface-id"];
    const reversed = [...DEFAULT_FORMAT].reverse();
    const match = formatMatcher([format(DEFAULT_FORMAT), format(other), format(reversed)]);
    for (const [index, fields] of [DEFAULT_FORMAT, other, reversed].entries()) {
      for (const line of lines(fields)) expect(match(line)).toBe(index);
    }
  });

  test("NODATA lines with dashes belong to the first format that they fit", () => {
    const match = formatMatcher([format(DEFAULT_FORMAT), format(["version", "srcaddr"])]);
    expect(match("2 123456789010 eni-1235b8ca123456789 - - - - - - - 1431280876 1431280934 - NODATA")).toBe(0);
    expect(match("2 -")).toBe(1);
  });

  test("a line that fits none goes to one of its length, else to the first", () => {
    const match = formatMatcher([format(DEFAULT_FORMAT), format(["version", "srcaddr"])]);
    expect(match("one two")).toBe(1);
    expect(match("one two three")).toBe(0);
  });
});
