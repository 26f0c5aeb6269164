import { spawnSync } from "node:child_process";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type AwsFake, startAwsFake } from "@/lib/sources/testing";
import { printFormat } from "../flow";
import { type CheckedChoice, DEFAULT_CLOUDWATCH, DEFAULT_S3 } from "./choice";
import { RECOMMENDED_FORMAT } from "./fields";
import { bucketPolicy } from "./policy/bucket";
import { deliveryPolicy, trustPolicy } from "./policy/delivery-role";
import { checked } from "./testing/choices";
import { startRecorder } from "./testing/recorder";
import { runThroughSdk, runWithCli } from "./testing/run-commands";
import { cliText } from "./text/cli";

const place = { account: "123456789012", region: "eu-west-1", id: "vpc-0a1b2c3d4e5f60001" };
const toCloudWatch = checked(place);
const toS3 = checked({
  ...place,
  traffic: "REJECT",
  interval: 600,
  destination: { ...DEFAULT_S3, bucket: "my-flow-logs", prefix: "net/vpc", format: "parquet", hive: true },
});
const ofTransitGateway = checked({
  ...place,
  scope: "transit-gateway",
  id: "tgw-0a1b2c3d4e5f60401",
  destination: { ...DEFAULT_S3, bucket: "my-flow-logs" },
});

const hasCli = spawnSync("aws", ["--version"]).status === 0;
const ways = [
  ["through the SDK", runThroughSdk] as const,
  ...(hasCli ? [["by the AWS CLI", runWithCli] as const] : []),
];

let fake: AwsFake;
let s3: Awaited<ReturnType<typeof startRecorder>>;
beforeEach(async () => {
  [fake, s3] = await Promise.all([startAwsFake(), startRecorder()]);
});
afterEach(() => Promise.all([fake.close(), s3.close()]));

describe.each(ways)("the script, run %s", (_, run) => {
  const perform = (choice: CheckedChoice) => run(cliText(choice), { ...fake.env, AWS_ENDPOINT_URL_S3: s3.url });

  it("makes a log group that expires, a role and a flow log that delivers with it", async () => {
    await perform(toCloudWatch);
    const { logs, flowLogs } = fake.at();
    expect(logs.groups.get(DEFAULT_CLOUDWATCH.group)?.retentionInDays).toBe(DEFAULT_CLOUDWATCH.retention);
    const role = fake.roles.byName.get(DEFAULT_CLOUDWATCH.role);
    expect(role?.trust).toEqual(trustPolicy(toCloudWatch));
    expect([...(role?.policies.values() ?? [])]).toEqual([deliveryPolicy(toCloudWatch, DEFAULT_CLOUDWATCH.group)]);
    expect(flowLogs.list).toHaveLength(1);
    expect(flowLogs.list[0]).toMatchObject({
      resourceId: place.id,
      trafficType: "ALL",
      maxAggregationInterval: 60,
      logDestinationType: "cloud-watch-logs",
      logGroupName: DEFAULT_CLOUDWATCH.group,
      deliverLogsPermissionArn: role?.arn,
      logFormat: printFormat(RECOMMENDED_FORMAT),
    });
  });

  it("makes a closed bucket that AWS may deliver into, and a flow log that does", async () => {
    await perform(toS3);
    const paths = s3.requests.map(({ method, path }) => `${method} ${path.replace(/=?&?$/, "")}`);
    expect(paths).toEqual([
      expect.stringMatching(/^PUT \/my-flow-logs\/?$/),
      expect.stringMatching(/^PUT \/my-flow-logs\/?\?publicAccessBlock/),
      expect.stringMatching(/^PUT \/my-flow-logs\/?\?policy/),
    ]);
    expect(s3.requests[0]?.body).toContain("<LocationConstraint>eu-west-1</LocationConstraint>");
    expect(s3.requests[1]?.body.match(/>true</g)).toHaveLength(4);
    if (toS3.destination.kind !== "s3") throw new Error("not S3");
    expect(JSON.parse(s3.requests[2]?.body ?? "")).toEqual(bucketPolicy(toS3, toS3.destination));
    expect(fake.at().flowLogs.list).toMatchObject([
      {
        trafficType: "REJECT",
        maxAggregationInterval: 600,
        logDestinationType: "s3",
        logDestination: "arn:aws:s3:::my-flow-logs/net/vpc/",
        destinationOptions: { fileFormat: "parquet", hiveCompatiblePartitions: true, perHourPartition: false },
      },
    ]);
  });

  it("makes a transit gateway's flow log, which takes no traffic type", async () => {
    await perform(ofTransitGateway);
    expect(fake.at().flowLogs.list).toMatchObject([{ resourceId: ofTransitGateway.id, maxAggregationInterval: 60 }]);
  });

  it.each([
    ["transit-gateway-attachment", "tgw-attach-0a1b2c3d4e5f60411", undefined],
    ["regional-nat-gateway", "nat-0a1b2c3d4e5f60501", "REJECT"],
  ] as const)("makes the flow log of a %s", async (scope, id, trafficType) => {
    await perform(
      checked({ ...place, scope, id, traffic: "REJECT", destination: { ...DEFAULT_S3, bucket: "my-flow-logs" } }),
    );
    const [made] = fake.at().flowLogs.list;
    expect([made?.resourceId, made?.trafficType, made?.maxAggregationInterval]).toEqual([id, trafficType, 60]);
  });

  it("stops at the first command that fails", async () => {
    fake.deny("iam:CreateRole");
    await expect(perform(toCloudWatch)).rejects.toThrow(/iam:CreateRole/);
    expect(fake.at().flowLogs.list).toEqual([]);
  });
});
