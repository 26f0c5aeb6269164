import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkedFilter } from "./ast";
import { parseFilter } from "./parse";
import { printFilter } from "./print";
import { anyNode } from "./testing/arbitrary";

/** Reads a text that must be right. */
function parsed(text: string) {
  const result = parseFilter(text);
  if (!result.ok) throw new Error(`${text}: ${result.error.message}`);
  return result.filter;
}

describe("printFilter", () => {
  it("is undone by parseFilter, for any filter", () => {
    fc.assert(
      fc.property(anyNode, (root) => {
        const text = printFilter(checkedFilter(root));
        fc.pre(text.length <= 4000);
        expect(parsed(text).root).toEqual(root);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ["", ""],
    ["  ", ""],
    ["SRC:10.1.2.3/8", "srcaddr:10.0.0.0/8"],
    ["pkt_srcaddr:2001:DB8:0:0::/32", "pkt-srcaddr:2001:db8::/32"],
    ["::ffff:10.0.0.1", "addr:10.0.0.1"],
    ["167.71.109.229 8088", "addr:167.71.109.229 port:8088"],
    ["dstport:(22 or 3389) and not srcaddr:10.0.0.0/8", "dstport:(22 or 3389) not srcaddr:10.0.0.0/8"],
    ["(dstport:22)", "dstport:22"],
    ["not (not tcp)", "protocol:tcp"],
    ["dstport!=443", "not dstport:443"],
    ["dstport!=(22 or 23)", "not dstport:(22 or 23)"],
    ["bytes:>10MB", "bytes>10MB"],
    ["bytes >= 1.5kB", "bytes>=1500"],
    ["bytes>=10485760", "bytes>=10MiB"],
    ["bytes=1024", "bytes:1024"],
    ["packets>10000", "packets>10000"],
    ["1024..1024", "port:1024"],
    ["tcp-flags:(syn and not ack)", "tcp-flags:syn not tcp-flags:ack"],
    ["tcp-flags:18", "tcp-flags:syn-ack"],
    ["proto:6 or proto:200", "protocol:tcp or protocol:200"],
    ["(udp or tcp) 53", "(protocol:udp or protocol:tcp) port:53"],
    ["start>=1587749363", "start>=2020-04-24T17:29:23Z"],
    ["start:2020-04-24", "start:2020-04-24T00:00:00Z..2020-04-24T23:59:59Z"],
    ['start<"2020-04-24 19:29+02:00"', "start<2020-04-24T17:29:00Z"],
    ["dir:EGRESS action:reject", "flow-direction:egress action:REJECT"],
    ['instance-tag:"my app"*', 'instance-tag:"my app"*'],
    ["ecs-service-name:**", "ecs-service-name:*"],
    ["source:IMP-0012", "source:imp-12"],
    ["service:443/6", "service:443/tcp"],
    ["srcaddr:10.0.0.5/32", "srcaddr:10.0.0.5"],
    ["::ffff:0:0/96", "addr:0.0.0.0/0"],
  ])("writes %j as %j", (text, canonical) => {
    const filter = parsed(text);
    expect(printFilter(filter)).toBe(canonical);
    expect(parsed(canonical)).toEqual(filter);
  });
});
