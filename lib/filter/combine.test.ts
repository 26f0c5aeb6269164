import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkedFilter, EMPTY_FILTER, type Filter } from "./ast";
import { andTerm, conditionsOf, withoutCondition } from "./combine";
import { parseFilter } from "./parse";
import { printFilter } from "./print";
import { anyNode } from "./testing/arbitrary";
import { matches } from "./testing/matches";
import { makeRecords } from "./testing/records";

function parsed(text: string): Filter {
  const result = parseFilter(text);
  if (!result.ok) throw new Error(`${text}: ${result.error.message}`);
  return result.filter;
}

describe("andTerm", () => {
  it.each([
    ["", "srcaddr", "10.0.0.1", "include", "srcaddr:10.0.0.1"],
    ["tcp", "dstport", 443, "include", "protocol:tcp dstport:443"],
    ["tcp", "dst_port", 443, "include", null],
    ["tcp or udp", "action", "REJECT", "include", "(protocol:tcp or protocol:udp) action:REJECT"],
    ["dstport:443", "dstport", 443, "include", "dstport:443"],
    ["not dstport:443", "dstport", 443, "include", "dstport:443"],
    ["dstport:443", "dstport", "443", "exclude", "not dstport:443"],
    ["not dstport:443 tcp", "dstport", 22, "exclude", "not dstport:(443 or 22) protocol:tcp"],
    ["not dstport:(443 or 22)", "dstport", 22, "exclude", "not dstport:(443 or 22)"],
    ["not dstport:(443 or 22)", "dstport", 22, "include", "not dstport:443 dstport:22"],
    ["", "reject_reason", null, "include", "reject-reason:-"],
    ["", "reject_reason", "", "exclude", "not reject-reason:-"],
    ["", "instance_tag", "a*b", "include", 'instance-tag:"a*b"'],
    ["", "instance_tag", 'it\'s "x" (y)', "include", 'instance-tag:"it\'s \\"x\\" (y)"'],
    ["", "instance_tag", "or", "include", 'instance-tag:"or"'],
    ["", "tcp_flags", 18, "include", "tcp-flags:syn-ack"],
    ["", "tcp_flags", 2, "include", "tcp-flags:2"],
    ["", "protocol", 6, "include", "protocol:tcp"],
    ["", "service", "443/tcp", "include", "service:443/tcp"],
    ["", "addr", "::1", "exclude", "not addr:::1"],
    ["", "source", "imp-12", "include", "source:imp-12"],
    ["", "bytes", "18446744073709551615", "include", "bytes:18446744073709551615"],
    ["", "start", 1587749363, "include", "start:2020-04-24T17:29:23Z"],
  ] as const)("%j with %s %j %s", (text, field, value, mode, result) => {
    if (result === null) {
      expect(() => andTerm(parsed(text), field, value, mode)).toThrow(RangeError);
      return;
    }
    const filter = andTerm(parsed(text), field, value, mode);
    expect(printFilter(filter)).toBe(result);
    expect(parsed(result)).toEqual(filter);
  });

  it("refuses what a field cannot hold", () => {
    expect(() => andTerm(EMPTY_FILTER, "dstport", "x y", "include")).toThrow(RangeError);
    expect(() => andTerm(EMPTY_FILTER, "action", "DROP TABLE", "include")).toThrow(RangeError);
  });

  it("narrows to what it says, for any filter", () => {
    const records = makeRecords(60, 3);
    fc.assert(
      fc.property(anyNode, fc.nat({ max: records.length - 1 }), fc.boolean(), (node, at, include) => {
        const value = records[at]?.dstport;
        if (value === undefined || typeof value === "bigint") return;
        fc.pre(printFilter(checkedFilter(node)).length < 3900);
        const { root } = andTerm(checkedFilter(node), "dstport", value, include ? "include" : "exclude");
        for (const record of records) {
          // Including what was excluded, and the other way round, takes that back, so it may widen.
          if (root && matches(root, record)) expect(record.dstport === value).toBe(include);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe("conditions", () => {
  it("are the terms that must all hold", () => {
    const filter = parsed("tcp (dstport:22 or dstport:23) not srcaddr:10.0.0.0/8");
    expect(conditionsOf(filter).map(({ text }) => text)).toEqual([
      "protocol:tcp",
      "dstport:22 or dstport:23",
      "not srcaddr:10.0.0.0/8",
    ]);
    expect(printFilter(withoutCondition(filter, 1))).toBe("protocol:tcp not srcaddr:10.0.0.0/8");
    expect(printFilter(withoutCondition(filter, 9))).toBe(printFilter(filter));
    expect(conditionsOf(EMPTY_FILTER)).toEqual([]);
    expect(withoutCondition(parsed("tcp"), 0)).toEqual(EMPTY_FILTER);
  });

  it("each read back as a filter of its own", () => {
    fc.assert(
      fc.property(anyNode, (node) => {
        for (const { text, filter } of conditionsOf(checkedFilter(node))) {
          if (text.length < 4000) expect(parsed(text)).toEqual(filter);
        }
      }),
      { numRuns: 200 },
    );
  });
});
