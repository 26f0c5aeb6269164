import fc from "fast-check";
import ipaddr from "ipaddr.js";
import { describe, expect, it } from "vitest";
import { NO_ADDRESS } from "../flow";
import { isIPv4, networkOf, networkSpan, parseAddress, printAddress, spansWithin, storedAddress } from "./address";

const anyAddress = fc.oneof(
  fc.bigInt({ min: 0n, max: (1n << 128n) - 1n }),
  fc.bigInt({ min: 0n, max: 0xffffffffn }).map((bits) => (0xffffn << 32n) | bits),
  fc
    .array(fc.constantFrom(0n, 0n, 0n, 1n, 0xffffn), { minLength: 8, maxLength: 8 })
    .map((groups) => groups.reduce<bigint>((bits, group) => (bits << 16n) | group, 0n)),
);

describe("addresses", () => {
  it("are read and written as another implementation does", () => {
    fc.assert(
      fc.property(anyAddress, (address) => {
        const text = printAddress(address);
        expect(parseAddress(text)).toBe(address);
        expect(parseAddress(storedAddress(address))).toBe(address);
        expect(text).toBe(ipaddr.process(text).toString());
        expect(isIPv4(address)).toBe(ipaddr.process(text).kind() === "ipv4");
      }),
    );
  });

  it.each([
    "",
    "1.2.3",
    "1.2.3.4.5",
    "256.0.0.1",
    "01.2.3.4",
    "1.2.3.4 ",
    ":",
    ":::",
    "1::2::3",
    "1:2:3:4:5:6:7",
    "1:2:3:4:5:6:7:8:9",
    "1:2:3:4:5:6:7::8:9",
    "12345::",
    "g::",
    "fe80::1%eth0",
    "::1.2.3",
    "1:2:3:4:5:6:7:1.2.3.4",
  ])("refuses %j", (text) => {
    expect(parseAddress(text)).toBeUndefined();
  });

  it("clears host bits and keeps families apart", () => {
    fc.assert(
      fc.property(anyAddress, fc.nat({ max: 128 }), (address, length) => {
        const family = isIPv4(address) ? 4 : 6;
        const prefix = family === 4 ? length % 33 : length;
        const block = networkOf(address, prefix, family);
        const { low, high } = networkSpan(block.address, block.prefix);
        expect(low <= address && address <= high).toBe(true);
        expect(low).toBe(block.address);
        for (const span of spansWithin({ low, high })) {
          expect(isIPv4(span.low)).toBe(family === 4 || isIPv4(low));
          expect(isIPv4(span.high)).toBe(family === 4 || isIPv4(low));
          expect(span.low <= span.high).toBe(true);
        }
      }),
    );
  });

  it("never count the stand-in for an absent address", () => {
    const none = parseAddress(NO_ADDRESS) ?? 0n;
    expect(spansWithin({ low: none, high: none })).toEqual([]);
    expect(spansWithin({ low: none - 1n, high: none })).toEqual([{ low: none - 1n, high: none - 1n }]);
    expect(spansWithin({ low: 0n, high: none })).toHaveLength(2);
  });
});
