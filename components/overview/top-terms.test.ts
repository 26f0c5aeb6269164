import { describe, expect, it } from "vitest";
import { rejectedOnly, termsOf, topTermsOfSeries } from "./top-terms";

describe("what a row of a top list stands for", () => {
  it("is its field, or both addresses of a pair", () => {
    expect(termsOf("service", { key: "443/tcp" })).toEqual([["service", "443/tcp"]]);
    expect(termsOf("vpc_id", { key: null })).toEqual([["vpc_id", null]]);
    expect(termsOf("pair", { key: "10.0.0.1 10.0.0.2", addrs: ["10.0.0.1", "10.0.0.2"] })).toEqual([
      ["addr", "10.0.0.1"],
      ["addr", "10.0.0.2"],
    ]);
  });

  it("is read from a series' key, IPv6 as well", () => {
    expect(topTermsOfSeries("pair", "10.0.0.1 2001:db8::1")).toEqual([
      ["addr", "10.0.0.1"],
      ["addr", "2001:db8::1"],
    ]);
    expect(topTermsOfSeries("action", "REJECT")).toEqual([["action", "REJECT"]]);
    expect(topTermsOfSeries("pair", null)).toEqual([["pair", null]]);
  });
});

describe("the rejected part of a view", () => {
  it("holds for every alternative of its filter", () => {
    expect(rejectedOnly("")).toBe("action:REJECT");
    expect(rejectedOnly("dstport:22 or dstport:23")).toBe("(dstport:22 or dstport:23) action:REJECT");
  });
});
