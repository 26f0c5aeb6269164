import { describe, expect, it } from "vitest";
import { awsCommand, shellCommands } from "@/lib/setup/testing/shell-words";
import { facts, flowLog, found } from "../testing/facts";
import { neverExpires } from "./never-expires";

const group = (retention: number | null, name = "/vpc/main") => ({ name, retention, bytes: 5 * 2 ** 30 });

describe("never-expires", () => {
  it("is quiet for a retention, and for log groups that no flow log writes to", () => {
    expect(found(neverExpires, facts({ logGroups: [group(3653), group(null, "/app")] }))).toEqual([]);
  });

  it("finds a log group that keeps everything, with the command that ends it", () => {
    const [finding] = found(neverExpires, facts({ flowLogs: [flowLog()], logGroups: [group(null)] }));
    expect(finding?.title).toBe("The log group /vpc/main never expires");
    expect(finding?.details[0]).toContain("It holds 5.0 GiB now.");
    expect(shellCommands(finding?.remedies[0]?.text ?? "").map(awsCommand)).toEqual([
      {
        action: "logs put-retention-policy",
        options: { region: "eu-west-1", "log-group-name": "/vpc/main", "retention-in-days": "30" },
      },
    ]);
  });
});
