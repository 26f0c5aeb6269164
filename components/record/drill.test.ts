import { describe, expect, it } from "vitest";
import { parseFilter } from "@/lib/filter";
import { attemptFilter, conversationFilter, destinationFilter, serviceFilter, sourceFilter } from "./drill";

const ends = { client: "167.71.109.229", server: "10.10.1.10", port: 8088, protocol: 6 };

describe("drill-down filters", () => {
  it("name both ends of a conversation, in either direction", () => {
    expect(conversationFilter(ends)).toBe("addr:167.71.109.229 addr:10.10.1.10 port:8088 protocol:tcp");
    expect(conversationFilter({ ...ends, port: null, protocol: 1 })).toBe(
      "addr:167.71.109.229 addr:10.10.1.10 protocol:icmp",
    );
    expect(conversationFilter({ ...ends, client: "10.10.1.10" })).toBe("addr:10.10.1.10 port:8088 protocol:tcp");
    expect(conversationFilter({ ...ends, client: null })).toBe("");
  });

  it("are all understood by the filter language, with IPv6 and unnamed protocols too", () => {
    const texts = [
      conversationFilter({ client: "2001:db8::1", server: "::1", port: 0, protocol: 253 }),
      attemptFilter("2001:db8::1", "10.0.0.1", 443, 17),
      serviceFilter("::ffff:10.0.0.1", null, null),
      sourceFilter("10.0.0.1"),
      destinationFilter("fe80::1"),
      // A protocol whose name holds other signs than letters.
      serviceFilter("10.0.0.1", null, 39),
      serviceFilter("10.0.0.1", null, 107),
    ];
    for (const text of texts) expect([text, parseFilter(text).ok]).toEqual([text, true]);
  });
});
