import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type AwsFake, type AwsFakeOptions, startAwsFake } from "@/lib/sources/testing";
import { answerDoctor, answerFlowLogs, answerLogGroups, answerRegions } from "./answers";

const ROLE = "arn:aws:iam::210987654321:role/flow-reader";
const signal = new AbortController().signal;
const here = { region: "eu-west-1" };
let fake: AwsFake | undefined;

/** Starts a stand-in and makes this process find it, as a person does: by the environment. */
async function start(options: AwsFakeOptions = {}): Promise<AwsFake> {
  fake = await startAwsFake(options);
  for (const [name, value] of Object.entries(fake.env)) vi.stubEnv(name, value);
  return fake;
}

beforeEach(() => vi.stubEnv("AWS_PROFILE", ""));
afterEach(async () => {
  vi.unstubAllEnvs();
  await fake?.close();
  fake = undefined;
});

describe("flow logs", () => {
  it("are told with what they watch, where they deliver and how that goes", async () => {
    const aws = await start();
    aws.addFlowLog({ logGroupName: "/vpc/flow-logs", name: "production", maxAggregationInterval: 60 });
    aws.addFlowLog({
      logDestination: "arn:aws:s3:::archive/net/vpc/",
      resourceId: "subnet-0a1b2c3d4e5f60101",
      trafficType: "REJECT",
      deliverLogsStatus: "FAILED",
      deliverLogsErrorMessage: "Access error",
      destinationOptions: { fileFormat: "parquet", hiveCompatiblePartitions: true, perHourPartition: false },
    });
    aws.addFlowLog({ logDestinationType: "kinesis-data-firehose", logDestination: "arn:aws:firehose:x" });
    const { flow_logs, failures, region } = await answerFlowLogs(here, signal);
    expect([failures, region]).toEqual([[], "eu-west-1"]);
    expect(flow_logs).toMatchObject([
      {
        name: "production",
        resource_kind: "vpc",
        traffic_type: "ALL",
        destination: { kind: "cloudwatch", log_group: "/vpc/flow-logs" },
        max_aggregation_interval: 60,
        delivery_status: "SUCCESS",
      },
      {
        name: null,
        resource_kind: "subnet",
        destination: { kind: "s3", bucket: "archive", prefix: "net/vpc", file_format: "parquet" },
        delivery_status: "FAILED",
        delivery_error: "Access error",
      },
      { destination: { kind: "other", arn: "arn:aws:firehose:x" } },
    ]);
    expect(flow_logs?.[0]?.fields).toHaveLength(14);
  });

  it("are all there when AWS gives them in pages", async () => {
    const aws = await start();
    for (let n = 0; n < 1203; n++) aws.addFlowLog({ logGroupName: `/vpc/${n}` });
    const { flow_logs } = await answerFlowLogs(here, signal);
    expect(new Set(flow_logs?.map(({ id }) => id)).size).toBe(1203);
  });

  it("can be those of another account, whose role is taken with an external id", async () => {
    const aws = await start({ roles: [{ arn: ROLE, externalId: "flowglass" }] });
    aws.addFlowLog({ logGroupName: "/theirs" }, { account: "210987654321" });
    const theirs = await answerFlowLogs({ ...here, role_arn: ROLE, external_id: "flowglass" }, signal);
    expect(theirs).toMatchObject({ account: "210987654321", flow_logs: [{ destination: { log_group: "/theirs" } }] });
    const wrong = await answerFlowLogs({ ...here, role_arn: ROLE, external_id: "other" }, signal);
    expect(wrong.flow_logs).toBeNull();
    expect(wrong.failures).toMatchObject([{ kind: "permission", action: "sts:AssumeRole" }]);
    expect(wrong.failures[0]?.message).toContain(ROLE);
  });
});

describe("what fails", () => {
  it("names the missing IAM action", async () => {
    await start({ deny: ["ec2:DescribeFlowLogs", "logs:DescribeLogGroups"] });
    expect((await answerFlowLogs(here, signal)).failures).toEqual([
      {
        kind: "permission",
        action: "ec2:DescribeFlowLogs",
        message: "The IAM action ec2:DescribeFlowLogs is not allowed.",
      },
    ]);
    expect(await answerLogGroups({ ...here, search: "x" }, signal)).toMatchObject({
      log_groups: null,
      failures: [{ action: "logs:DescribeLogGroups" }],
    });
  });

  it("is told when there are no credentials at all", async () => {
    await start();
    vi.stubEnv("AWS_ACCESS_KEY_ID", "");
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", "");
    const { failures } = await answerFlowLogs({ region: "eu-west-3" }, signal);
    expect(failures).toMatchObject([{ kind: "no_credentials" }]);
  });

  it("is told when they have expired, and works again once they are renewed", async () => {
    const aws = await start();
    aws.expireCredentials();
    expect((await answerFlowLogs(here, signal)).failures).toMatchObject([{ kind: "expired" }]);
    aws.renewCredentials();
    expect((await answerFlowLogs(here, signal)).failures).toEqual([]);
  });

  it("is told when nothing answers", async () => {
    await start();
    vi.stubEnv("AWS_ENDPOINT_URL_EC2", "http://127.0.0.1:1");
    expect((await answerFlowLogs({ region: "eu-west-2" }, signal)).failures).toMatchObject([{ kind: "network" }]);
  });

  it("is tried again when AWS is asked too often", async () => {
    const aws = await start();
    for (let n = 0; n < 2; n++) aws.fail("DescribeLogGroups", { code: "ThrottlingException", status: 400 });
    aws.at().logs.ensureGroup("/vpc/a");
    expect(await answerLogGroups({ ...here, search: "" }, signal)).toMatchObject({ failures: [], log_groups: [{}] });
  });
});

describe("log groups", () => {
  it("are found by a part of their name, whatever its case", async () => {
    const aws = await start({ quotas: false });
    for (const name of ["/vpc/main", "/app/VPC", "/other"]) aws.at().logs.ensureGroup(name);
    for (let n = 0; n < 120; n++) aws.at().logs.ensureGroup(`/many/${n}`);
    const { log_groups, more } = await answerLogGroups({ ...here, search: "vpc" }, signal);
    expect(log_groups?.map(({ name }) => name)).toEqual(["/app/VPC", "/vpc/main"]);
    expect(more).toBe(false);
    const many = await answerLogGroups({ ...here, search: "many" }, signal);
    expect([many.log_groups?.length, many.more]).toEqual([50, true]);
  });
});

describe("the doctor", () => {
  it("finds what is wrong in an account", async () => {
    const aws = await start();
    aws.at().logs.ensureGroup("/vpc/flow-logs");
    aws.addFlowLog({
      logGroupName: "/vpc/flow-logs",
      trafficType: "REJECT",
      deliverLogsStatus: "FAILED",
      deliverLogsErrorMessage: "Access error",
      deliverLogsPermissionArn: "arn:aws:iam::123456789012:role/delivery",
    });
    const { findings, failures, account } = await answerDoctor(here, signal);
    expect(failures).toEqual([]);
    expect(account).toBe("123456789012");
    expect(new Set(findings.map(({ rule }) => rule))).toEqual(
      new Set([
        "delivery-failed",
        "without-flow-log",
        "one-kind-of-traffic",
        "never-expires",
        "missing-fields",
        "ten-minute-interval",
      ]),
    );
  });

  it("goes on without what it may not see, and says what it could not check", async () => {
    const aws = await start({ deny: ["ec2:DescribeVpcs", "ec2:DescribeSubnets"] });
    aws.addFlowLog({ logGroupName: "/vpc/flow-logs" });
    const { findings, checks, failures } = await answerDoctor(here, signal);
    expect(failures.map(({ action }) => action)).toEqual(["ec2:DescribeVpcs", "ec2:DescribeSubnets"]);
    expect(checks.find(({ rule }) => rule === "without-flow-log")).toMatchObject({
      state: "not_checked",
      unknown: ["vpcs", "subnets"],
    });
    expect(findings.map(({ rule }) => rule)).toContain("missing-fields");
  });

  it("says one cause once", async () => {
    const aws = await start();
    aws.expireCredentials();
    expect((await answerDoctor(here, signal)).failures).toMatchObject([{ kind: "expired" }]);
  });
});

describe("regions", () => {
  it("come with the server's own", async () => {
    await start();
    const { regions, default: own } = await answerRegions();
    expect(regions.length).toBeGreaterThan(30);
    expect(own).toBe("eu-west-1");
  });
});
