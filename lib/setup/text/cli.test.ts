import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseFormat } from "@/lib/flow";
import { checkChoice } from "../check";
import { fieldNames } from "../fields";
import {
  anyChoice,
  EXAMPLES,
  ofTransitGateway,
  toCloudWatch,
  toOldBucket,
  toS3,
  withOwnRole,
} from "../testing/choices";
import { awsCommand, shellCommands } from "../testing/shell-words";
import { cliText, commandGroups } from "./cli";

/** What a shell would run. */
const run = (text: string) => {
  const [first, ...rest] = shellCommands(text);
  expect(first).toEqual(["set", "-eu"]);
  return rest.map(awsCommand);
};
const actions = (text: string): string[] => run(text).map(({ action }) => action);

describe("the script", () => {
  it("is what it was meant to be to a shell, whatever the choice", () => {
    fc.assert(
      fc.property(anyChoice, (given) => {
        const result = checkChoice(given);
        if (!result.ok) throw new Error("not a choice");
        const meant = commandGroups(result.choice).flatMap(({ commands }) => commands);
        expect(run(cliText(result.choice))).toEqual(
          meant.map(({ words, options }) => ({
            action: words.slice(1).join(" "),
            options: Object.fromEntries(options),
          })),
        );
      }),
    );
  });

  it("creates the log group with its retention, the role with its policy, then the flow log", () => {
    expect(actions(cliText(toCloudWatch))).toEqual([
      "logs create-log-group",
      "logs put-retention-policy",
      "iam create-role",
      "iam put-role-policy",
      "ec2 create-flow-logs",
    ]);
  });

  it("creates the bucket, closes it, lets AWS in, then creates the flow log", () => {
    expect(actions(cliText(toS3))).toEqual([
      "s3api create-bucket",
      "s3api put-public-access-block",
      "s3api put-bucket-policy",
      "ec2 create-flow-logs",
    ]);
  });

  it("leaves what is there, and warns before it replaces a policy", () => {
    expect(actions(cliText(withOwnRole))).toEqual(["logs put-retention-policy", "ec2 create-flow-logs"]);
    expect(actions(cliText(toOldBucket))).toEqual(["s3api put-bucket-policy", "ec2 create-flow-logs"]);
    expect(cliText(toOldBucket)).toContain("takes the place of the policy");
  });

  it.each(EXAMPLES)("for %s asks for the fields in their order", (_, choice) => {
    const format = run(cliText(choice)).at(-1)?.options["log-format"];
    if (choice.fields.kind === "default") expect(format).toBeUndefined();
    else expect(parseFormat(format ?? "")).toEqual({ fields: fieldNames(choice) });
  });

  it("gives a transit gateway one minute and no traffic type", () => {
    const last = run(cliText(ofTransitGateway)).at(-1);
    expect(last?.options["max-aggregation-interval"]).toBe("60");
    expect(last?.options).not.toHaveProperty("traffic-type");
  });

  it("names a region's bucket location, but that of us-east-1", () => {
    const at = (region: string) => {
      const result = checkChoice({ ...toS3, region });
      return result.ok ? run(cliText(result.choice))[0]?.options["create-bucket-configuration"] : "";
    };
    expect(at("us-east-1")).toBeUndefined();
    expect(at("eu-west-1")).toBe("LocationConstraint=eu-west-1");
  });
});
