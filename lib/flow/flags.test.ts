import { describe, expect, it } from "vitest";
import { flagNames, isOpening, isOpeningAnswer } from "./flags";

describe("flagNames", () => {
  it("names the set bits from the lowest up", () => {
    expect(flagNames(0)).toEqual([]);
    expect(flagNames(2)).toEqual(["syn"]);
    expect(flagNames(18)).toEqual(["syn", "ack"]);
    expect(flagNames(19)).toEqual(["fin", "syn", "ack"]);
    expect(flagNames(255)).toEqual(["fin", "syn", "rst", "psh", "ack", "urg", "ece", "cwr"]);
  });
});

describe("who opened", () => {
  it("reads SYN without ACK as the opening, whatever else is set", () => {
    expect([2, 3, 6, 7].map(isOpening)).toEqual([true, true, true, true]);
    expect([0, 1, 4, 16, 18, 19, null, undefined].some(isOpening)).toBe(false);
  });

  it("reads SYN with ACK as the answer", () => {
    expect([18, 19, 22].map(isOpeningAnswer)).toEqual([true, true, true]);
    expect([0, 2, 3, 16, 17, null, undefined].some(isOpeningAnswer)).toBe(false);
  });
});
