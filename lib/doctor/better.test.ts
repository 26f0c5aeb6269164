import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { printFormat } from "@/lib/flow";
import { parseSetup, RECOMMENDED_FORMAT } from "@/lib/setup";
import { runThroughSdk } from "@/lib/setup/testing/run-commands";
import { type AwsFake, startAwsFake } from "@/lib/sources/testing";
import { besideRemedy } from "./better";
import { asByDefault, facts, flowLog, VPC } from "./testing/facts";

const ARCHIVE = { kind: "s3", bucket: "logs", prefix: "net", format: "parquet", hive: true, hourly: false } as const;

describe("the flow log beside", () => {
  it("goes to a log group that nobody uses, keeping the fields there are in their order", () => {
    const names = ["start", "srcaddr", "dstaddr", "reject-reason"];
    const old = flowLog({ names, traffic: "REJECT" });
    const taken = [{ name: "/vpc/main-flowglass", retention: null, bytes: 0 }];
    const { setup } = besideRemedy(facts({ flowLogs: [old], logGroups: taken }), old);
    const choice = parseSetup(new URLSearchParams(setup ?? ""));
    expect(choice).toMatchObject({ id: VPC, traffic: "ALL", interval: 60 });
    expect(choice.destination).toMatchObject({ kind: "cloudwatch", group: "/vpc/main-flowglass-2", existing: false });
    if (choice.fields.kind !== "own") throw new Error("not the recommended fields");
    expect(choice.fields.names.slice(0, 4)).toEqual(names);
    expect([...choice.fields.names].sort()).toEqual([...RECOMMENDED_FORMAT].sort());
  });

  it("goes to a folder of its own in a bucket", () => {
    const old = asByDefault({ place: ARCHIVE });
    const { setup, note } = besideRemedy(facts({ flowLogs: [old] }), old);
    expect(parseSetup(new URLSearchParams(setup ?? "")).destination).toMatchObject({
      bucket: "logs",
      prefix: "net-flowglass",
    });
    expect(note).toContain("net-flowglass");
  });

  it("is not offered for what Flowglass cannot set up", () => {
    const old = asByDefault({
      place: { kind: "other", arn: "arn:aws:firehose:eu-west-1:123456789012:deliverystream/x" },
    });
    expect(besideRemedy(facts(), old)).toEqual({ remedies: [], setup: null, note: null });
  });
});

describe("its commands", () => {
  let fake: AwsFake;
  beforeEach(async () => {
    fake = await startAwsFake();
  });
  afterEach(() => fake.close());

  const run = (old: ReturnType<typeof flowLog>) => {
    const [remedy] = besideRemedy(facts({ flowLogs: [old] }), old).remedies;
    expect(remedy?.text).toContain(`#   --flow-log-ids ${old.id}`);
    return runThroughSdk(remedy?.text ?? "", fake.env);
  };

  it("make the better flow log at AWS, with a role where the old one has none", async () => {
    await run(asByDefault({ place: { kind: "cloudwatch", group: "/vpc/main", roleArn: null } }));
    expect(fake.at().logs.groups.get("/vpc/main-flowglass")?.retentionInDays).toBe(30);
    expect(fake.at().flowLogs.list).toMatchObject([
      {
        resourceId: VPC,
        trafficType: "ALL",
        maxAggregationInterval: 60,
        logGroupName: "/vpc/main-flowglass",
        logFormat: printFormat(RECOMMENDED_FORMAT),
      },
    ]);
  });

  it("leave the role and the bucket's policy as they are", async () => {
    await run(asByDefault({ place: ARCHIVE }));
    expect(fake.calls.map(({ action }) => action)).toEqual(["CreateFlowLogs"]);
    expect(fake.at().flowLogs.list).toMatchObject([{ logDestination: "arn:aws:s3:::logs/net-flowglass/" }]);
  });
});
