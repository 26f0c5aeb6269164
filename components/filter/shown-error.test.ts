import { describe, expect, it } from "vitest";
import { parseFilter } from "@/lib/filter";
import { shownError, withSuggestion } from "./shown-error";

describe("shownError", () => {
  it("is none for a text that is right", () => {
    expect(shownError("dstport:443", { writing: false })).toBeNull();
    expect(shownError("", { writing: false })).toBeNull();
  });

  it.each(["dstport:", "dstpo", "tcp or", "(tcp", 'instance-tag:"a', "dstport: "])(
    "leaves %j alone while it is being written",
    (text) => {
      expect(shownError(text, { writing: true })).toBeNull();
      expect(shownError(text, { writing: false })).not.toBeNull();
    },
  );

  it("shows at once what is wrong before the end", () => {
    expect(shownError("dst_prt:443 tcp", { writing: true })?.found).toBe("dst_prt");
  });
});

describe("withSuggestion", () => {
  it.each(["dst_prt:443 tcp", "(tcp", "dstport:(22 3389)", "tcp)", "10.0.0.1:443", "bytes>10M"])("mends %j", (text) => {
    const error = shownError(text, { writing: false });
    expect(error && parseFilter(withSuggestion(text, error))).toMatchObject({ ok: true });
  });
});
