import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ALL_DATA, between, type Range } from "./range";
import { parseRangeText, printRangeText } from "./range-text";

const NOW = Date.UTC(2020, 3, 24, 18, 0, 0) / 1000;
const at = (hour: number, minute = 0, second = 0) => Date.UTC(2020, 3, 24, hour, minute, second) / 1000;
const read = (text: string, zone = "UTC"): Range | string => {
  const result = parseRangeText(text, zone, NOW);
  return result.ok ? result.range : result.error;
};

describe("a typed time range", () => {
  it.each<[string, Range]>([
    ["15m", between("now-15m", "now")],
    ["last 2 hours", between("now-2h", "now")],
    ["Last hour", between("now-1h", "now")],
    ["now-7d to now-1d", between("now-7d", "now-1d")],
    ["now-90s", between("now-90s", "now")],
    ["all", ALL_DATA],
    ["", ALL_DATA],
    ["2020-04-24", between(at(0), at(24))],
    ["2020-04", between(Date.UTC(2020, 3, 1) / 1000, Date.UTC(2020, 4, 1) / 1000)],
    ["2020-04-24 17:29", between(at(17, 29), at(17, 30))],
    ["2020-04-24 17:00 to 18:00", between(at(17), at(18))],
    ["2020-04-24 17:00 - 2020-04-24 18:30:05", between(at(17), at(18, 30, 5))],
    ["2020-04-23 to 2020-04-24", between(at(-24), at(24))],
    ["1587749363 - 1587749422", between(1587749363, 1587749422)],
    ["1587749363", between(1587749363, 1587749423)],
    ["2020-04-24T17:29:23Z..2020-04-24T17:30:22Z", between(1587749363, 1587749422)],
    ["2020-04-24T17:00Z".replace("Z", ""), between(at(17), at(17, 1))],
    ["today", between(at(0), at(24))],
    ["yesterday", between(at(-24), at(0))],
  ])("reads %j", (text, range) => expect(read(text)).toEqual(range));

  it("reads clock times in the chosen zone", () => {
    expect(read("2020-04-24 19:00 to 20:00", "Europe/Berlin")).toEqual(between(at(17), at(18)));
    expect(read("2020-04-24", "Asia/Kolkata")).toEqual(between(at(0) - 19_800, at(24) - 19_800));
  });

  it.each([
    ["soon", '"soon" is no time range'],
    ["2020-02-30", "is no time range"],
    ["2020-04-24 25:00", "is no time range"],
    ["2020-04-24 18:00 to 17:00", "The end must be after the start."],
    ["12 to 15", '"12" is no time'],
    ["1 to 2 to 3", "one start and one end"],
    ["0m", "is no time range"],
  ])("says what is wrong with %j", (text, message) => expect(read(text)).toContain(message));

  it("never throws, and reads back what it prints", () => {
    fc.assert(fc.property(fc.string(), (text) => void parseRangeText(text, "UTC", NOW)));
    const frozen = fc.integer({ min: 1_000_000_000, max: 2_000_000_000 });
    const zone = fc.constantFrom("UTC", "Asia/Kolkata", "America/Phoenix");
    fc.assert(
      fc.property(frozen, fc.integer({ min: 1, max: 9_999_999 }), zone, (from, width, name) => {
        const range = between(from, from + width);
        expect(parseRangeText(printRangeText(range, name), name, NOW)).toEqual({ ok: true, range });
      }),
    );
  });
});
