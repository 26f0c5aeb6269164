import { describe, expect, it } from "vitest";
import { ALL_DATA, between, DEFAULT_RANGE, effectiveRange, freezeRange, zoomedOut } from "./range";

const NOW = 1_700_000_000;
const DAY = 86_400;

describe("the range of a URL that names none", () => {
  it("is the last 24 hours while records arrive, and all data for logs of another day", () => {
    expect(effectiveRange(DEFAULT_RANGE, { first: 1, last: NOW - 60 }, NOW)).toEqual(between("now-24h", "now"));
    expect(effectiveRange(DEFAULT_RANGE, { first: 1, last: NOW - DAY - 1 }, NOW)).toEqual(ALL_DATA);
    expect(effectiveRange(DEFAULT_RANGE, { first: 1, last: NOW + 60 }, NOW)).toEqual(between("now-24h", "now"));
    expect(effectiveRange(DEFAULT_RANGE, { first: 1, last: NOW + DAY }, NOW)).toEqual(ALL_DATA);
    expect(effectiveRange(DEFAULT_RANGE, { first: null, last: null }, NOW)).toEqual(ALL_DATA);
  });
});

describe("freezing a range", () => {
  it("replaces relative moments, keeps open sides open, and takes all data from the bounds", () => {
    expect(freezeRange(between("now-15m", "now"), undefined, NOW)).toEqual({ from: NOW - 900, to: NOW });
    expect(freezeRange(between(null, 100), undefined, NOW)).toEqual({ from: null, to: 100 });
    expect(freezeRange(ALL_DATA, { first: 100, last: 200 }, NOW)).toEqual({ from: 100, to: 201 });
  });
});

describe("zooming out", () => {
  it("is three times as wide around the same middle", () => {
    expect(zoomedOut({ from: 1000, to: 1060 }, NOW)).toEqual(between(940, 1120));
  });
  it("does not reach into the future", () => {
    expect(zoomedOut({ from: NOW - 60, to: NOW - 10 }, NOW)).toEqual(between(NOW - 110, NOW));
  });
  it("has nowhere to go from an open range", () => {
    expect(zoomedOut({ from: null, to: 5 }, NOW)).toBeUndefined();
  });
});
