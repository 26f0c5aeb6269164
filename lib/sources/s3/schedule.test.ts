import { describe, expect, it } from "vitest";
import { Schedule } from "./schedule";

const NOW = 1_710_000_000;
const HOUR = 3600;

describe("the schedule of looks", () => {
  it("looks at all first, then at the recent hours, and now and then further back", () => {
    const schedule = new Schedule({ since: NOW - 1_000_000, until: null }, 5);
    const since = (at: number) => schedule.next(at, NOW).since;
    expect(since(NOW)).toBe(NOW - 1_000_000);
    expect(since(NOW + 10)).toBe(NOW - 2 * HOUR);
    expect(schedule.deeperAt()).toBe(NOW + HOUR);
    expect(since(NOW + HOUR)).toBe(NOW - 48 * HOUR);
    expect(since(NOW + HOUR + 10)).toBe(NOW - 2 * HOUR);
    expect(since(NOW + 24 * HOUR)).toBe(NOW - 1_000_000);
  });

  it("looks at all each time when that is cheap", () => {
    const schedule = new Schedule({ since: null, until: NOW }, 5);
    const first = schedule.next(NOW, null);
    schedule.took(first, 5);
    expect(schedule.next(NOW + 10, NOW)).toEqual({ since: null, until: NOW });
    schedule.took(first, 6);
    expect(schedule.next(NOW + 20, NOW)).toEqual({ since: NOW - 2 * HOUR, until: NOW });
  });

  it("never looks before the range, and counts from the newest file", () => {
    const schedule = new Schedule({ since: NOW - 60, until: null }, 0);
    schedule.next(NOW, null);
    expect(schedule.next(NOW + 10, NOW + 10).since).toBe(NOW - 60);
    const old = new Schedule({ since: null, until: null }, 0);
    old.next(NOW, null);
    expect(old.next(NOW + 10, 1000).since).toBe(1000 - 2 * HOUR);
  });
});
