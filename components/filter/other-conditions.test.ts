import { describe, expect, it } from "vitest";
import { otherConditions } from "./other-conditions";

describe("otherConditions", () => {
  it.each([
    ["", "dstport", ""],
    ["tcp dstport:443", "dstport", "protocol:tcp"],
    ["tcp not dstport:443", "dstport", "protocol:tcp"],
    ["tcp (dstport:443 or udp)", "dstport", "protocol:tcp"],
    ["tcp port:443 srcport:1", "dstport", "protocol:tcp srcport:1"],
    ["10.0.0.1 tcp", "srcaddr", "protocol:tcp"],
    ["dstport:443", "interface-id", "dstport:443"],
    ["dstport:", "interface-id", ""],
  ])("of %j for %s", (text, field, rest) => {
    expect(otherConditions(text, field)).toBe(rest);
  });
});
