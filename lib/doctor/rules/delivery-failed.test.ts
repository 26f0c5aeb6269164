import { describe, expect, it } from "vitest";
import { awsCommand, shellCommands } from "@/lib/setup/testing/shell-words";
import { facts, flowLog, found } from "../testing/facts";
import { deliveryFailed } from "./delivery-failed";

const failed = (deliveryError: string | null, change = {}) =>
  found(deliveryFailed, facts({ flowLogs: [flowLog({ delivery: "FAILED", deliveryError, ...change })] }));

describe("delivery-failed", () => {
  it("is quiet while everything delivers, or nothing is known yet", () => {
    expect(found(deliveryFailed, facts({ flowLogs: [flowLog(), flowLog({ delivery: null })] }))).toEqual([]);
  });

  it("repeats AWS's reason and says what is likely behind it", () => {
    const [finding] = failed("Access error");
    expect(finding?.severity).toBe("problem");
    expect(finding?.title).toMatch(/^fl-\d+ cannot deliver to the log group \/vpc\/main$/);
    expect(finding?.details[0]).toBe("AWS says: Access error.");
    expect(finding?.details.join(" ")).toContain("role");
  });

  it("gives the role what it lacks, by commands", () => {
    const [finding] = failed("Access error");
    const commands = shellCommands(finding?.remedies[0]?.text ?? "").map(awsCommand);
    expect(commands.map(({ action }) => action)).toEqual(["iam update-assume-role-policy", "iam put-role-policy"]);
    for (const { options } of commands) expect(options["role-name"]).toBe("delivery");
    expect(commands[1]?.options["policy-document"]).toContain("log-group:/vpc/main");
  });

  it("shows the bucket's statements for a bucket", () => {
    const place = { kind: "s3", bucket: "logs", prefix: "a", format: "parquet", hive: false, hourly: false } as const;
    const [finding] = failed("Access error", { place });
    expect(finding?.details.join(" ")).toContain("bucket");
    expect(JSON.parse(finding?.remedies[0]?.text ?? "")).toHaveProperty("Statement");
  });

  it("tells a full quota and an unknown error apart", () => {
    expect(failed("Rate limited")[0]?.details.join(" ")).toContain("quota");
    expect(failed("Unknown error")[0]?.details.join(" ")).toContain("does not say why");
    expect(failed(null)[0]?.details[0]).toBe("AWS says: nothing about the reason.");
  });
});
