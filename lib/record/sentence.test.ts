import { describe, expect, it } from "vitest";
import type { RecordValues } from "./record";
import { plainText, recordSentences, recordText } from "./sentence";

const refused: RecordValues = {
  version: 2,
  account_id: "123456789010",
  interface_id: "eni-1235b8ca123456789",
  srcaddr: "167.71.109.229",
  dstaddr: "10.10.1.10",
  srcport: 59754,
  dstport: 8088,
  protocol: 6,
  packets: 1,
  bytes: 40,
  start: 1587749363,
  end: 1587749422,
  action: "REJECT",
  log_status: "OK",
};

describe("the main sentence", () => {
  it("tells a refused attempt with who, whom, port, figures and time", () => {
    expect(recordText(refused)).toBe(
      "167.71.109.229 tried to reach 10.10.1.10 on port 8088/tcp once and was rejected (1 packet, 40 bytes, 2020-04-24 17:29:23 to 17:30:22 UTC).",
    );
  });

  it("says once only of a single packet", () => {
    expect(recordText({ ...refused, packets: 3 })).toContain("on port 8088/tcp and was rejected (3 packets");
  });

  it("names the service of a known port", () => {
    expect(recordText({ ...refused, dstport: 443, action: "ACCEPT", packets: 12, bytes: 4321 })).toBe(
      "167.71.109.229 sent packets to 10.10.1.10 on port 443/tcp (https) and was accepted (12 packets, 4,321 bytes, 2020-04-24 17:29:23 to 17:30:22 UTC).",
    );
  });

  it("tells an answer from a request", () => {
    const answer = { ...refused, srcaddr: "10.10.1.10", dstaddr: "167.71.109.229", srcport: 443, dstport: 59754 };
    expect(recordText({ ...answer, action: "ACCEPT" })).toContain(
      "10.10.1.10 answered 167.71.109.229 from port 443/tcp (https) and was accepted",
    );
    expect(recordText(answer)).toContain(
      "10.10.1.10 tried to answer 167.71.109.229 from port 443/tcp (https) and was rejected",
    );
  });

  it("does without ports, an action, addresses and figures", () => {
    expect(recordText({ ...refused, protocol: 1, srcport: 0, dstport: 0 })).toContain(
      "tried to send ICMP to 10.10.1.10 and was rejected",
    );
    expect(recordText({ ...refused, action: null })).toContain("sent packets to 10.10.1.10 on port 8088/tcp (1 packet");
    expect(recordText({ ...refused, srcaddr: null, packets: null, bytes: null })).toBe(
      "an unknown address tried to reach 10.10.1.10 on port 8088/tcp and was rejected (2020-04-24 17:29:23 to 17:30:22 UTC).",
    );
  });

  it("tells the time in the zone asked for, and the day where it changes", () => {
    expect(recordText(refused, "Europe/Berlin")).toContain("2020-04-24 19:29:23 to 19:30:22 Europe/Berlin (UTC+2)");
    expect(recordText({ ...refused, start: 1587772799, end: 1587772801 })).toContain(
      "2020-04-24 23:59:59 to 2020-04-25 00:00:01 UTC",
    );
  });

  it("keeps every digit of a count past 2^53", () => {
    expect(recordText({ ...refused, bytes: "18446744073709551615" })).toContain("18,446,744,073,709,551,615 bytes");
  });
});

describe("lines that are no traffic", () => {
  it("says that nothing was seen, or that records were lost", () => {
    const gap = { interface_id: "eni-1", start: 1587749363, end: 1587749422 };
    expect(recordText({ ...gap, log_status: "NODATA" })).toBe(
      "No traffic was seen at eni-1 (2020-04-24 17:29:23 to 17:30:22 UTC).",
    );
    expect(recordText({ ...gap, log_status: "SKIPDATA" })).toBe(
      "AWS lost records of eni-1 (2020-04-24 17:29:23 to 17:30:22 UTC): totals over this window are a lower bound.",
    );
  });
});

describe("what else a record tells", () => {
  const more = (extra: RecordValues) =>
    recordSentences({ ...refused, ...extra })
      .slice(1)
      .map(plainText);

  it("speaks of translation only when the packet's addresses differ", () => {
    expect(more({ pkt_srcaddr: "167.71.109.229", pkt_dstaddr: "10.10.1.10" })).toEqual([]);
    expect(more({ pkt_dstaddr: "10.10.9.9" })).toEqual([
      "In the packet itself the destination is 10.10.9.9: a NAT gateway, Transit Gateway or another interface stands between.",
    ]);
  });

  it("gives AWS's reason, known or not", () => {
    expect(more({ reject_reason: "BPA" })).toEqual(["AWS gives the reason: BPA (VPC Block Public Access)."]);
    expect(more({ reject_reason: "NEW" })).toEqual(["AWS gives the reason: NEW."]);
  });

  it("reads flags and lost packets", () => {
    expect(more({ tcp_flags: 2 })).toEqual([]);
    expect(more({ tcp_flags: 19 })).toEqual(["The sender finished the connection (flags FIN, SYN, ACK)."]);
    expect(more({ tcp_flags: 5 })).toEqual(["The sender finished and reset the connection (flags FIN, RST)."]);
    expect(more({ tcp_flags: 0 })).toEqual([]);
    expect(more({ packets_lost_no_route: 1, packets_lost_blackhole: 0, packets_lost_ttl_expired: 2 })).toEqual([
      "The Transit Gateway dropped 1 packet because no route led on; 2 packets because their time to live ran out.",
    ]);
  });

  it("marks values with their column, so that a page can link them", () => {
    const [main] = recordSentences(refused);
    expect(main?.filter((piece) => piece.column).map((piece) => [piece.column, piece.text])).toEqual([
      ["srcaddr", "167.71.109.229"],
      ["dstaddr", "10.10.1.10"],
      ["dstport", "port 8088/tcp"],
    ]);
  });
});
