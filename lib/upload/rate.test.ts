import { describe, expect, it } from "vitest";
import { Rate } from "./rate";

describe("Rate", () => {
  it("has no speed before two moments", () => {
    const rate = new Rate();
    expect(rate.perSecond()).toBeUndefined();
    rate.note(100, 0);
    expect(rate.perSecond()).toBeUndefined();
    expect(rate.secondsLeft(1000)).toBeUndefined();
  });

  it("tells speed and time left", () => {
    const rate = new Rate();
    rate.note(0, 0);
    rate.note(500, 1000);
    expect(rate.perSecond()).toBe(500);
    expect(rate.secondsLeft(1500)).toBe(2);
    expect(rate.secondsLeft(100)).toBe(0);
  });

  it("forgets what lies before its window, so that a jump at the start (a resumed upload) does not last", () => {
    const rate = new Rate(1000);
    rate.note(0, 0);
    rate.note(1_000_000, 1);
    for (let second = 1; second <= 5; second++) rate.note(1_000_000 + second * 100, second * 1000);
    expect(rate.perSecond()).toBeCloseTo(100);
  });

  it("gives no time left while nothing moves", () => {
    const rate = new Rate();
    rate.note(10, 0);
    rate.note(10, 1000);
    expect(rate.secondsLeft(20)).toBeUndefined();
  });
});
