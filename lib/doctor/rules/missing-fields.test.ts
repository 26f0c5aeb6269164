import { describe, expect, it } from "vitest";
import { DEFAULT_FORMAT, TRANSIT_GATEWAY_FORMAT } from "@/lib/flow";
import { RECOMMENDED_FORMAT } from "@/lib/setup";
import { facts, flowLog, found, LAB } from "../testing/facts";
import { missingFields } from "./missing-fields";

const run = (...flowLogs: ReturnType<typeof flowLog>[]) => found(missingFields, facts({ flowLogs }));

describe("missing-fields", () => {
  it("is quiet with the recommended fields, in any order, and with more", () => {
    expect(run(flowLog({ names: [...RECOMMENDED_FORMAT].reverse() }))).toEqual([]);
    expect(run(flowLog({ names: [...RECOMMENDED_FORMAT, "ecs-task-id"] }))).toEqual([]);
  });

  it("is quiet for a transit gateway's own fields, and where the format is not known", () => {
    expect(run(flowLog({ resource: "transit-gateway", names: TRANSIT_GATEWAY_FORMAT, traffic: null }))).toEqual([]);
    expect(run({ ...flowLog(), fields: null })).toEqual([]);
  });

  it("says page by page what the default fields leave out", () => {
    const [finding] = run(flowLog({ names: DEFAULT_FORMAT }));
    expect(finding?.title).toMatch(/lacks 13 fields/);
    expect(finding?.details).toContainEqual(expect.stringMatching(/^Topology goes without a map by subnet/));
    expect(finding?.details.join(" ")).toContain("(tcp-flags");
  });

  it("is quiet when a richer one watches the same", () => {
    expect(run(flowLog({ names: DEFAULT_FORMAT }), flowLog())).toEqual([]);
    expect(run(flowLog({ names: DEFAULT_FORMAT }), flowLog({ resourceId: LAB }))).toHaveLength(1);
  });
});
