import { describe, expect, it } from "vitest";
import { facts, flowLog, found, LAB, PUBLIC, WEB } from "../testing/facts";
import { deliveredTwice } from "./delivered-twice";

const elsewhere = { kind: "s3", bucket: "logs", prefix: "", format: "plain-text", hive: false, hourly: false } as const;
const run = (...flowLogs: ReturnType<typeof flowLog>[]) => found(deliveredTwice, facts({ flowLogs }));

describe("delivered-twice", () => {
  it("is quiet for different resources", () => {
    expect(run(flowLog(), flowLog({ resourceId: LAB }))).toEqual([]);
  });

  it("is quiet for accepted and refused traffic apart", () => {
    expect(run(flowLog({ traffic: "ACCEPT" }), flowLog({ traffic: "REJECT" }))).toEqual([]);
  });

  it("finds records that are counted twice", () => {
    const [finding] = run(flowLog(), flowLog({ traffic: "REJECT" }));
    expect(finding).toMatchObject({ severity: "problem" });
    expect(finding?.details.join(" ")).toContain("twice");
  });

  it("finds traffic that is paid for twice", () => {
    expect(run(flowLog(), flowLog({ place: elsewhere }))).toMatchObject([{ severity: "advice" }]);
  });

  it("knows what lies in a VPC and in a subnet", () => {
    const subnet = flowLog({ resourceId: PUBLIC, resource: "subnet" });
    const card = flowLog({ resourceId: WEB, resource: "interface" });
    const [finding] = run(subnet, flowLog());
    expect(finding?.details[0]).toContain(`in which ${PUBLIC} lies`);
    expect(run(card, subnet)).toHaveLength(1);
    expect(run(card, flowLog())).toHaveLength(1);
    expect(run(card, flowLog({ resourceId: LAB }))).toEqual([]);
  });

  it("does not guess where a subnet lies", () => {
    const subnet = flowLog({ resourceId: PUBLIC, resource: "subnet" });
    expect(found(deliveredTwice, facts({ flowLogs: [subnet, flowLog()], subnets: null }))).toEqual([]);
  });
});
