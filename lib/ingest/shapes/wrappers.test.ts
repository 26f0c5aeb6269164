import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readBytes } from "./testing/read";
import { arbitraryLine, ORDERS } from "./testing/records";
import { parseLine } from "./testing/reference";
import type { Line, Wrapper } from "./testing/wrap";
import { CSV_WRAPPERS } from "./testing/wrap-csv";
import { JSON_WRAPPERS } from "./testing/wrap-json";
import { TEXT_WRAPPERS } from "./testing/wrap-text";

/** What every wrapper must give back: the same records, none lost, none made up. */
async function expectSame(wrapper: Wrapper, fields: readonly string[], lines: readonly Line[], given: boolean) {
  const bytes = wrapper.write(lines, fields);
  const reading = await readBytes(bytes, given && !wrapper.named ? { format: fields } : {});
  expect(reading.recognised.shape).toMatch(wrapper.shape);
  const want = lines.map((line) => parseLine(line.text, fields));
  const got = [...reading.records.entries()].sort(([a], [b]) => a - b).map(([, record]) => record);
  expect(got).toEqual(want);
  expect(reading.unparsed).toEqual([]);
  expect(reading.truncated).toBeNull();
}

const several = (fields: readonly string[]) =>
  fc
    .array(arbitraryLine(fields), { minLength: 3, maxLength: 30 })
    .filter((lines) => lines.some((line) => / OK/.test(line.text)));

describe.each([
  ["text", TEXT_WRAPPERS],
  ["CSV", CSV_WRAPPERS],
  ["JSON", JSON_WRAPPERS],
] as const)("records come back from %s", (_kind, wrappers) => {
  describe.each(wrappers.map((wrapper) => [wrapper.name, wrapper] as const))("%s", (_name, wrapper) => {
    it.each(Object.entries(ORDERS))("%s", async (_order, fields) => {
      await fc.assert(
        fc.asyncProperty(several(fields), (lines) => expectSame(wrapper, fields, lines, true)),
        { numRuns: 2 },
      );
    });

    it("version 2 without being told", async () => {
      const fields = ORDERS["version 2"] ?? [];
      await fc.assert(
        fc.asyncProperty(several(fields), (lines) => expectSame(wrapper, fields, lines, false)),
        { numRuns: 2 },
      );
    });
  });
});
