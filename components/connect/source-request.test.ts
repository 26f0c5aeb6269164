import { describe, expect, it } from "vitest";
import { type AwsFlowLog, type Source, sourceRequest } from "@/lib/api/contract";
import { sourceOf, targetOf, toRequest } from "./source-request";

const here = { region: "eu-west-1", role_arn: "", external_id: "" };
const asRole = { ...here, role_arn: "arn:aws:iam::210987654321:role/reader", external_id: "flowglass" };
const home = { account: "123456789012", region: "eu-west-1" };

function to(destination: AwsFlowLog["destination"]): AwsFlowLog {
  return {
    id: "fl-0a1b2c3d",
    name: null,
    resource_id: "vpc-0a1b2c3d",
    resource_kind: "vpc",
    traffic_type: "ALL",
    destination,
    log_format: "",
    fields: [],
    max_aggregation_interval: 60,
    delivery_status: "SUCCESS",
    delivery_error: null,
    created_at: null,
  };
}
const bucket = (prefix: string, hive = false) =>
  to({
    kind: "s3",
    bucket: "logs",
    prefix,
    file_format: "parquet",
    hive_compatible_partitions: hive,
    per_hour_partition: false,
  });
const group = to({ kind: "cloudwatch", log_group: "/vpc/main", role_arn: null });

describe("where a flow log's records are", () => {
  it("is its log group", () => {
    expect(targetOf(group, home)).toEqual({ kind: "cloudwatch", log_group: "/vpc/main" });
  });

  it("is the folder of its account and region, and of no other folder that begins alike", () => {
    expect(targetOf(bucket(""), home)).toMatchObject({ prefix: "AWSLogs/123456789012/vpcflowlogs/eu-west-1/" });
    expect(targetOf(bucket("net", true), home)).toMatchObject({
      prefix: "net/AWSLogs/aws-account-id=123456789012/aws-service=vpcflowlogs/aws-region=eu-west-1/",
    });
    expect(targetOf(bucket("net"), { ...home, account: null })).toMatchObject({ prefix: "net/AWSLogs/" });
  });

  it("is nowhere that can be read for Firehose", () => {
    expect(targetOf(to({ kind: "other", arn: "arn:aws:firehose:x" }), home)).toBeNull();
  });
});

describe("the request for a source", () => {
  it.each([
    ["a log group", group],
    ["a bucket", bucket("net")],
  ])("for %s is one that the server takes", (_, flowLog) => {
    const target = targetOf(flowLog, home);
    if (!target) throw new Error("no target");
    for (const place of [here, asRole]) {
      expect(sourceRequest.safeParse(toRequest(place, target, "now-1d")).success).toBe(true);
    }
    expect(toRequest(here, target, "now-7d")).toMatchObject({ region: "eu-west-1", since: "now-7d", follow: true });
    expect(toRequest(here, target, "now-7d")).not.toHaveProperty("role_arn");
    expect(toRequest(asRole, target, "now-7d")).toMatchObject({
      role_arn: asRole.role_arn,
      external_id: "flowglass",
    });
  });

  it("names the region that a bucket is in", () => {
    const target = { kind: "s3", bucket: "logs", prefix: "", region: "us-east-1" } as const;
    expect(toRequest(here, target, "now-1d").region).toBe("us-east-1");
  });
});

describe("what is a source already", () => {
  const source = (facts: Partial<Source>) =>
    ({ role_arn: null, region: "eu-west-1", streams: null, ...facts }) as Source;
  const target = targetOf(bucket("net"), home);
  if (!target) throw new Error("no target");

  it("is found by its log group, region and role", () => {
    const known = source({ kind: "cloudwatch", log_group: "/vpc/main" });
    const log = { kind: "cloudwatch", log_group: "/vpc/main" } as const;
    expect(sourceOf([known], here, log)).toBe(known);
    expect(sourceOf([known], { ...here, region: "us-east-1" }, log)).toBeUndefined();
    expect(sourceOf([known], asRole, log)).toBeUndefined();
    expect(sourceOf([source({ ...known, streams: ["eni-1-all"] })], here, log)).toBeUndefined();
  });

  it("is found by a prefix that holds the folder", () => {
    const reading = (prefix: string) => source({ kind: "s3", bucket: "logs", prefix });
    for (const prefix of ["", "net/", target.kind === "s3" ? target.prefix : ""]) {
      expect(sourceOf([reading(prefix)], here, target)).toBeDefined();
    }
    for (const prefix of ["network/", "net/AWSLogs/210987654321/"]) {
      expect(sourceOf([reading(prefix)], here, target)).toBeUndefined();
    }
  });
});
