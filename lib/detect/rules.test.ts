import { describe, expect, it } from "vitest";
import { hourWindows } from "./hours";
import { findingId, isFindingId } from "./id";
import { connectionsOf, rhythmOf } from "./kinds/beaconing";
import { connectionsOf as loginsOf } from "./kinds/brute-force";
import { burstsOf } from "./kinds/exfiltration";
import { towardsServer } from "./kinds/port-scan";

const RULE = { mads: 6, buckets: 12, bytes: 100e6, growth: 1.5, gap: 1800 };
const hoursOf = (count: number, value: number) => new Map(Array.from({ length: count }, (_, at) => [at, value]));

describe("which way probes go", () => {
  const probe = (srcport: number, dstport: number, flagged = 0) => ({ srcport, dstport, sure: 0, opens: 0, flagged });
  const many = Array.from({ length: 30 }, (_, at) => at);

  it("a service that answers many ports of one client is no scan", () => {
    expect(
      towardsServer(
        many.map((at) => probe(50_051, 40_000 + at)),
        5,
      ),
    ).toEqual([]);
  });

  it("its late packets are none either, when the log has flags", () => {
    expect(
      towardsServer(
        many.map((at) => probe(50_051, 40_000 + at, 1)),
        undefined,
      ),
    ).toEqual([]);
  });

  it("one port that tries many, and is never answered, is one", () => {
    expect(
      towardsServer(
        many.map((at) => probe(50_051, 40_000 + at)),
        undefined,
      ),
    ).toHaveLength(30);
  });
});

describe("connections", () => {
  it("are client ports without flags, openings with them", () => {
    const flow = (t: number, client_port: number, opens = 0) => ({ t, client_port, opens, bytes: 10, back: 0 });
    expect(connectionsOf([flow(0, 1), flow(60, 1), flow(120, 2)])).toMatchObject([
      { t: 0, bytes: 20 },
      { t: 120, bytes: 10 },
    ]);
    // The second is a window of a connection that began before the log.
    expect(connectionsOf([flow(0, 1, 1), flow(10, 2), flow(60, 1), flow(4000, 1, 1)])).toHaveLength(2);
  });

  it("count a reply of the same second, in whatever order it comes", () => {
    const flow = (t: number, client_port: number, back: number) => ({
      t,
      client_port,
      opens: 1 - back,
      bytes: 10,
      back,
    });
    const replies = [flow(0, 1, 1), flow(0, 1, 0), flow(300, 2, 0), flow(300, 2, 1)];
    expect(connectionsOf(replies)).toMatchObject([{ bytes: 20 }, { bytes: 20 }]);
  });

  it("of a login are counted once, with both directions", () => {
    const flow = (t: number, client_port: number, back: number) => ({ t, client_port, opens: 0, bytes: "100", back });
    expect(loginsOf([flow(0, 1, 0), flow(1, 1, 1), flow(60, 1, 0)])).toMatchObject([{ key: 1, bytes: 300 }]);
  });

  it("have a rhythm", () => {
    const even = Array.from({ length: 10 }, (_, at) => ({ t: at * 300 + (at % 2) * 10, bytes: 500 + (at % 3) * 20 }));
    expect(rhythmOf(even)).toMatchObject({ connections: 10, period: 310 });
    expect(rhythmOf(even).intervalSpread).toBeLessThan(0.15);
    const human = [0, 20, 400, 420, 430, 2000, 2100, 5000, 5300, 9000].map((t) => ({ t, bytes: 500 }));
    expect(rhythmOf(human).intervalSpread).toBeGreaterThan(0.15);
  });
});

describe("exfiltration", () => {
  it("sees an hour that lies across two of the clock", () => {
    const minutes = new Map(Array.from({ length: 40 }, (_, at) => [20 * 60 + 40 + at, 3e6]));
    expect(hourWindows(minutes)[0]).toMatchObject({ bytes: 120e6 });
    expect(burstsOf(minutes, hoursOf(20, 1e6), 0, RULE)).toMatchObject([
      { first: (20 * 60 + 40) * 60, last: (20 * 60 + 79) * 60, peak: 120e6 },
    ]);
  });

  it("needs twelve hours of history, and more than the pair ever moved", () => {
    const burst = (minute: number, bytes: number) => [minute, bytes] as const;
    expect(burstsOf(new Map([burst(11 * 60, 500e6)]), hoursOf(11, 1e6), 0, RULE)).toEqual([]);
    const nightly = new Map([burst(2 * 60, 500e6), burst(26 * 60, 600e6), burst(50 * 60, 900e6)]);
    const found = burstsOf(nightly, hoursOf(50, 1e6), 0, RULE);
    expect(found.map(({ peak }) => peak)).toEqual([]);
    expect(burstsOf(new Map([...nightly, burst(60 * 60, 2000e6)]), hoursOf(60, 1e6), 0, RULE)).toHaveLength(1);
  });

  it("leaves out what the pair moved as usual before and after", () => {
    const usual = Array.from({ length: 300 }, (_, at) => [15 * 60 + at, 10_000] as const);
    const minutes = new Map([...usual, ...Array.from({ length: 10 }, (_, at) => [18 * 60 + at, 20e6] as const)]);
    expect(burstsOf(minutes, hoursOf(18, 600_000), 0, RULE)).toMatchObject([
      { first: 18 * 3600, last: 18 * 3600 + 9 * 60 },
    ]);
  });
});

describe("ids", () => {
  it("depend on what and when, and on nothing else", () => {
    const id = findingId("port_scan", "a b 6", 100);
    expect(id).toBe(findingId("port_scan", "a b 6", 100));
    expect(id).not.toBe(findingId("port_scan", "a b 6", 101));
    expect(isFindingId(id)).toBe(true);
    expect(isFindingId("x'; DROP TABLE flows")).toBe(false);
  });
});
