import { describe, expect, it } from "vitest";
import { axisMoments, lanesOf, laneTotals } from "./lanes";

const request = {
  srcaddr: "10.0.0.1",
  dstaddr: "10.0.0.2",
  srcport: 50_000,
  dstport: 443,
  protocol: 6,
  start: 1000,
  end: 1060,
  action: "ACCEPT",
};
const reply = {
  ...request,
  srcaddr: "10.0.0.2",
  dstaddr: "10.0.0.1",
  srcport: 443,
  dstport: 50_000,
  start: 1001,
  end: 1061,
  action: "REJECT",
};

describe("lanesOf", () => {
  it("puts each record on its lane, in order of time", () => {
    const lanes = lanesOf(request, [reply, request]);
    expect(lanes).toMatchObject({ client: "10.0.0.1", server: "10.0.0.2" });
    expect(lanes.ticks.map((tick) => [tick.lane, tick.refused])).toEqual([
      ["to_server", false],
      ["to_client", true],
    ]);
    expect(laneTotals(lanes)).toEqual({ toServer: { accepted: 1, refused: 0 }, toClient: { accepted: 0, refused: 1 } });
  });

  it("keeps the lanes when the reply is the record in focus", () => {
    expect(lanesOf(reply, [request]).ticks[0]?.lane).toBe("to_server");
  });

  it("leaves air around a single record, and has an axis without any", () => {
    const single = lanesOf(request, [{ ...request, end: 1000 }]);
    expect(single.from).toBeLessThan(1000);
    expect(single.to).toBeGreaterThan(1000);
    const empty = lanesOf(request, []);
    expect(empty.to).toBeGreaterThan(empty.from);
  });

  it("skips records without a start and mends an end before the start", () => {
    const lanes = lanesOf(request, [
      { ...request, start: null },
      { ...request, end: 10 },
    ]);
    expect(lanes.ticks).toHaveLength(1);
    expect(lanes.ticks[0]).toMatchObject({ start: 1000, end: 1000 });
  });
});

describe("axisMoments", () => {
  it("gives round moments inside the axis, not more than asked", () => {
    for (const [from, to] of [
      [0, 1],
      [970, 1090],
      [1_587_700_000, 1_587_786_400],
      [0, 1e9],
    ] as const) {
      const moments = axisMoments(from, to, 4);
      expect(moments.length).toBeLessThanOrEqual(5);
      expect(moments.every((moment) => moment >= from && moment <= to)).toBe(true);
    }
    expect(axisMoments(970, 1090, 4)).toEqual([990, 1020, 1050, 1080]);
  });
});
