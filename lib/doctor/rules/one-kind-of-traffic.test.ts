import { describe, expect, it } from "vitest";
import { facts, flowLog, found, LAB, PUBLIC } from "../testing/facts";
import { oneKindOfTraffic } from "./one-kind-of-traffic";

const run = (...flowLogs: ReturnType<typeof flowLog>[]) => found(oneKindOfTraffic, facts({ flowLogs }));

describe("one-kind-of-traffic", () => {
  it("is quiet for all traffic, and for a transit gateway, which has no kinds", () => {
    const hub = flowLog({ resource: "transit-gateway", resourceId: "tgw-0a1b2c3d4e5f60401", traffic: null });
    expect(run(flowLog(), hub)).toEqual([]);
  });

  it("finds what is left out, each way", () => {
    expect(run(flowLog({ traffic: "REJECT" }))[0]?.details[0]).toContain("totals are far too low");
    expect(run(flowLog({ traffic: "ACCEPT" }))[0]?.details[0]).toContain("Rejections");
  });

  it("is quiet when another flow log has the rest", () => {
    expect(run(flowLog({ traffic: "REJECT" }), flowLog({ traffic: "ACCEPT" }))).toEqual([]);
    expect(run(flowLog({ traffic: "REJECT", resource: "subnet", resourceId: PUBLIC }), flowLog())).toEqual([]);
  });

  it("is not quiet because of another VPC's", () => {
    expect(run(flowLog({ traffic: "REJECT" }), flowLog({ resourceId: LAB }))).toHaveLength(1);
  });
});
