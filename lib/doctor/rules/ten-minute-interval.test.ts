import { describe, expect, it } from "vitest";
import { facts, flowLog, found, LAB } from "../testing/facts";
import { tenMinuteInterval } from "./ten-minute-interval";

const run = (...flowLogs: ReturnType<typeof flowLog>[]) => found(tenMinuteInterval, facts({ flowLogs }));

describe("ten-minute-interval", () => {
  it("is quiet for a minute", () => expect(run(flowLog())).toEqual([]));

  it("finds ten minutes, and says which interfaces have a minute all the same", () => {
    const [finding] = run(flowLog({ interval: 600 }));
    expect(finding?.severity).toBe("advice");
    expect(finding?.details.join(" ")).toContain("Nitro");
  });

  it("is quiet when a finer one watches the same", () => {
    expect(run(flowLog({ interval: 600 }), flowLog())).toEqual([]);
    expect(run(flowLog({ interval: 600 }), flowLog({ resourceId: LAB }))).toHaveLength(1);
    expect(run(flowLog({ interval: 600 }), flowLog({ traffic: "REJECT" }))).toHaveLength(1);
  });
});
