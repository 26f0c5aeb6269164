import { describe, expect, it } from "vitest";
import { datesOf, shortTime } from "./short-time";

const at = (text: string): number => Date.parse(text) / 1000;

describe("times of a column", () => {
  it.each([
    ["2020-04-24T14:00:00Z", "2020-04-24T21:57:23Z", "UTC", "none", "21:57:23"],
    ["2020-04-24T14:00:00Z", "2020-04-24T22:57:23Z", "Europe/Berlin", "day", "04-25 00:57"],
    ["2020-04-24T14:00:00Z", "2020-05-01T21:57:23Z", "UTC", "day", "05-01 21:57"],
    ["2023-07-12T18:08:57Z", "2026-06-01T16:47:56Z", "UTC", "year", "2026-06-01 16:47"],
  ] as const)("%s to %s in %s need %s", (first, last, zone, dates, text) => {
    expect(datesOf(at(first), at(last), zone)).toBe(dates);
    expect(shortTime(at(last), zone, dates)).toBe(text);
  });
});
