import { describe, expect, it } from "vitest";
import { PROTOCOLS, protocolName, protocolNumber } from "./protocols";

describe("protocols", () => {
  it("names the usual ones as engineers do", () => {
    expect([1, 6, 17, 47, 50, 58, 132].map(protocolName)).toEqual([
      "icmp",
      "tcp",
      "udp",
      "gre",
      "esp",
      "icmpv6",
      "sctp",
    ]);
  });

  it("gives a number without a name as text", () => {
    expect([61, 253, 255].map(protocolName)).toEqual(["61", "253", "255"]);
  });

  it("finds numbers by any name in any case", () => {
    expect(["TCP", "ipv6-icmp", "IPv6-ICMP", "icmpv6", "ospfigp"].map(protocolNumber)).toEqual([6, 58, 58, 58, 89]);
    expect(protocolNumber("nonsense")).toBeUndefined();
    expect(protocolNumber("6")).toBeUndefined();
  });

  it("holds each number and each name once", () => {
    const words = PROTOCOLS.flatMap(({ name, aliases }) => [name, ...aliases]);
    expect(new Set(words).size).toBe(words.length);
    expect(new Set(PROTOCOLS.map(({ number }) => number)).size).toBe(PROTOCOLS.length);
    for (const { number, name } of PROTOCOLS) {
      expect(number).toBeGreaterThanOrEqual(0);
      expect(number).toBeLessThan(253);
      expect(name).toMatch(/^[a-z0-9][a-z0-9.+/-]*$/);
      expect(protocolNumber(protocolName(number))).toBe(number);
    }
  });
});
