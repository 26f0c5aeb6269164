import { describe, expect, it } from "vitest";
import { withTerms } from "./with-terms";

describe("adding what was clicked to a filter", () => {
  it("narrows, and takes back what said the opposite", () => {
    expect(withTerms("", [["srcaddr", "10.10.1.10"]], "include")).toBe("srcaddr:10.10.1.10");
    expect(withTerms("dstport:22", [["action", "REJECT"]], "include")).toBe("dstport:22 action:REJECT");
    expect(withTerms("not action:REJECT", [["action", "REJECT"]], "include")).toBe("action:REJECT");
    expect(withTerms("", [["reject_reason", null]], "include")).toBe("reject-reason:-");
  });

  it("keeps alternatives together", () => {
    expect(withTerms("dstport:22 or dstport:23", [["action", "REJECT"]], "include")).toBe(
      "(dstport:22 or dstport:23) action:REJECT",
    );
  });

  it("excludes a pair as a pair, not each of its addresses", () => {
    const pair = [
      ["addr", "10.0.0.1"],
      ["addr", "10.0.0.2"],
    ] as const;
    expect(withTerms("", pair, "include")).toBe("addr:10.0.0.1 addr:10.0.0.2");
    expect(withTerms("dstport:22", pair, "exclude")).toBe("dstport:22 not (addr:10.0.0.1 addr:10.0.0.2)");
    expect(withTerms("", pair, "exclude")).toBe("not (addr:10.0.0.1 addr:10.0.0.2)");
  });

  it("starts anew from a filter that cannot be read, and leaves one that would grow too long", () => {
    expect(withTerms("dstport:(", [["dstport", "22"]], "include")).toBe("dstport:22");
    const long = Array.from({ length: 3000 }, (_, index) => `dstport:${index}`).join(" or ");
    expect(withTerms(long, [["srcport", "1"]], "include").length).toBeGreaterThan(0);
  });
});
