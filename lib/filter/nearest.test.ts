import { describe, expect, it } from "vitest";
import { editDistance, nearest } from "./nearest";

describe("editDistance", () => {
  it.each([
    ["", "", 0],
    ["", "abc", 3],
    ["dstport", "dstport", 0],
    ["dstprt", "dstport", 1],
    ["tpc", "tcp", 1],
    ["kitten", "sitting", 3],
  ])("from %j to %j is %d", (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
    expect(editDistance(b, a)).toBe(distance);
  });
});

describe("nearest", () => {
  const known = ["srcaddr", "dstaddr", "srcport", "dstport", "action", "interface-id"];

  it.each([
    ["dstprt", "dstport"],
    ["SRCADR", "srcaddr"],
    ["acton", "action"],
    ["interf", "interface-id"],
    ["src", undefined],
    ["xyz", undefined],
    ["a", undefined],
    ["", undefined],
  ])("takes %j for %j", (word, meant) => {
    expect(nearest(word, known)).toBe(meant);
  });
});
