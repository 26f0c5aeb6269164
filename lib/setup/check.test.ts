import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkChoice } from "./check";
import { DEFAULT_CHOICE, DEFAULT_CLOUDWATCH, DEFAULT_S3, type SetupChoice } from "./choice";
import { anyChoice } from "./testing/choices";

const full: SetupChoice = { ...DEFAULT_CHOICE, account: "123456789012", id: "vpc-0123456789abcdef0" };

function problemsOf(change: Partial<SetupChoice>) {
  const result = checkChoice({ ...full, ...change });
  return result.ok ? [] : result.problems.map(({ part, message }) => [part, message]);
}

describe("a choice", () => {
  it("passes when it keeps every rule", () => {
    fc.assert(fc.property(anyChoice, (choice) => checkChoice(choice).ok));
  });

  it("asks for what is missing, in the order of the page", () => {
    const result = checkChoice({ ...DEFAULT_CHOICE, destination: DEFAULT_S3 });
    expect(result.ok).toBe(false);
    if (!result.ok) {
      expect(result.problems.map(({ part, missing }) => [part, missing])).toEqual([
        ["account", true],
        ["id", true],
        ["bucket", true],
      ]);
    }
  });

  it("has one minute for a transit gateway", () => {
    expect(problemsOf({ scope: "transit-gateway", id: "tgw-0123456789abcdef0", interval: 600 })).toEqual([
      ["interval", "A transit gateway's flow log has an interval of 1 minute."],
    ]);
  });

  it("has only fields that its scope can have", () => {
    expect(problemsOf({ fields: { kind: "own", names: ["version", "tgw-id"] } })).toEqual([
      ["fields", "tgw-id is no field of a VPC's flow log."],
    ]);
    expect(problemsOf({ fields: { kind: "own", names: [] } })).toEqual([["fields", "Choose at least one field."]]);
    expect(problemsOf({ fields: { kind: "own", names: ["start", "start"] } })).toEqual([
      ["fields", "start is named twice."],
    ]);
    expect(problemsOf({ fields: { kind: "own", names: ["instance-tag"] } })).toHaveLength(1);
    expect(
      problemsOf({ scope: "transit-gateway", id: "tgw-0a1b2c3d", fields: { kind: "own", names: ["action"] } }),
    ).toEqual([["fields", "action is no field of a transit gateway's flow log."]]);
  });

  it("has a retention that CloudWatch Logs knows", () => {
    expect(problemsOf({ destination: { ...DEFAULT_CLOUDWATCH, retention: 31 } })).toEqual([
      ["retention", "CloudWatch Logs cannot keep events for 31 days."],
    ]);
  });

  it("delivers with a role of its own account", () => {
    const role = "arn:aws:iam::210987654321:role/x";
    expect(problemsOf({ destination: { ...DEFAULT_CLOUDWATCH, role } })).toEqual([
      ["role", "The role must be in the account 123456789012."],
    ]);
  });
});
