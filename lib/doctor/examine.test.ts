import { describe, expect, it } from "vitest";
import { examine, RULES } from "./examine";
import { asByDefault, facts, flowLog } from "./testing/facts";

describe("an examination", () => {
  it("finds nothing in an account in which all is well", () => {
    const { findings, checks } = examine(facts());
    expect(findings).toEqual([]);
    expect(checks.map(({ state }) => state)).toEqual(RULES.map(() => "fine"));
  });

  it("puts the gravest first", () => {
    const { findings } = examine(facts({ flowLogs: [asByDefault(), flowLog({ delivery: "FAILED" })] }));
    const severities = findings.map(({ severity }) => severity);
    expect(severities).toEqual(["problem", "problem", "warning"]);
    expect(findings.map(({ rule }) => rule)).toEqual(["delivery-failed", "delivered-twice", "without-flow-log"]);
  });

  it("says which checks could not be made, and makes the others", () => {
    const { findings, checks } = examine(facts({ flowLogs: [asByDefault()], vpcs: null, logGroups: null }));
    expect(checks.filter(({ state }) => state === "not_checked")).toEqual([
      expect.objectContaining({ rule: "without-flow-log", unknown: ["vpcs"] }),
      expect.objectContaining({ rule: "never-expires", unknown: ["logGroups"] }),
    ]);
    expect(findings.map(({ rule }) => rule)).toEqual(["missing-fields", "ten-minute-interval"]);
  });

  it("knows nothing without permissions, and claims nothing", () => {
    const { findings, checks } = examine(
      facts({ flowLogs: null, vpcs: null, subnets: null, interfaces: null, logGroups: null }),
    );
    expect(findings).toEqual([]);
    expect(checks.every(({ state }) => state === "not_checked")).toBe(true);
  });
});
