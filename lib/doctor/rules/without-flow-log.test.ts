import { describe, expect, it } from "vitest";
import { parseSetup } from "@/lib/setup";
import { facts, flowLog, found, LAB, PRIVATE, PUBLIC, VPC, WEB } from "../testing/facts";
import { withoutFlowLog } from "./without-flow-log";

const run = (...flowLogs: ReturnType<typeof flowLog>[]) => found(withoutFlowLog, facts({ flowLogs }));

describe("without-flow-log", () => {
  it("is quiet when each VPC has one, or all of its subnets", () => {
    expect(found(withoutFlowLog, facts())).toEqual([]);
    const lab = flowLog({ resourceId: LAB });
    const subnets = [PUBLIC, PRIVATE].map((resourceId) => flowLog({ resourceId, resource: "subnet" }));
    expect(run(lab, ...subnets)).toEqual([]);
  });

  it("finds a VPC that nothing watches, and says when it is the default one", () => {
    const [finding] = run(flowLog());
    expect(finding?.title).toBe(`The VPC ${LAB} has no flow log`);
    expect(finding?.details.join(" ")).toContain("default VPC");
  });

  it("finds subnets that were left out", () => {
    const [finding] = run(flowLog({ resourceId: LAB }), flowLog({ resourceId: PUBLIC, resource: "subnet" }));
    expect(finding?.title).toBe(`1 of 2 subnets of the VPC ${VPC} (main) has no flow log`);
    expect(finding?.about).toEqual([VPC, PRIVATE]);
    expect(parseSetup(new URLSearchParams(finding?.setup ?? ""))).toMatchObject({ scope: "subnet", id: PRIVATE });
  });

  it("does not take the flow log of one interface for one of the VPC", () => {
    const [finding] = run(flowLog({ resourceId: LAB }), flowLog({ resourceId: WEB, resource: "interface" }));
    expect(finding?.title).toContain(VPC);
    expect(finding?.details).toContain("One of its interfaces has one.");
  });

  it("starts a flow log that delivers where a good one does, in its format", () => {
    const names = ["version", "srcaddr", "dstaddr", "start", "end"];
    const [finding] = run(flowLog({ names }));
    expect(parseSetup(new URLSearchParams(finding?.setup ?? ""))).toMatchObject({
      account: "123456789012",
      region: "eu-west-1",
      id: LAB,
      destination: { group: "/vpc/main", existing: true, role: "arn:aws:iam::123456789012:role/delivery" },
      fields: { kind: "own", names },
    });
  });
});
