import {
  CreateFlowLogsCommand,
  type CreateFlowLogsCommandInput,
  DeleteFlowLogsCommand,
  DescribeFlowLogsCommand,
  DescribeInstancesCommand,
  DescribeNetworkInterfacesCommand,
  DescribeRegionsCommand,
  DescribeSubnetsCommand,
  DescribeTransitGatewaysCommand,
  DescribeVpcsCommand,
} from "@aws-sdk/client-ec2";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type AwsFake, startAwsFake } from "../aws-fake";
import { plainClients } from "../clients";
import { ACCESS_KEY_ID } from "../server/identity";
import { DEFAULT_LOG_FORMAT, logFormatOf } from "./flow-logs";

const FORMAT = logFormatOf(["version", "srcaddr"]);
const VPC = "vpc-0a1b2c3d4e5f60001";

let fake: AwsFake;
let clients: ReturnType<typeof plainClients>;

beforeEach(async () => {
  fake = await startAwsFake({ now: () => Date.UTC(2026, 5, 1) });
  clients = plainClients(fake.url);
});

afterEach(async () => {
  clients.destroy();
  await fake.close();
});

/** A call of IAM as its SDK would send it. */
async function iam(parameters: Readonly<Record<string, string>>): Promise<{ status: number; text: string }> {
  const answer = await fetch(fake.url, {
    method: "POST",
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=${ACCESS_KEY_ID}/20260601/us-east-1/iam/aws4_request`,
      "content-type": "application/x-www-form-urlencoded",
    },
    body: new URLSearchParams({ Version: "2010-05-08", ...parameters }),
  });
  return { status: answer.status, text: await answer.text() };
}

test("flow logs are told with all that AWS says of them, and can be asked for by group", async () => {
  fake.addFlowLog({ logGroupName: "/vpc/flow-logs", name: "main" });
  fake.addFlowLog({
    logDestination: "arn:aws:s3:::logs/prefix/",
    deliverLogsStatus: "FAILED",
    deliverLogsErrorMessage: "Access error",
    destinationOptions: { fileFormat: "parquet", hiveCompatiblePartitions: true, perHourPartition: false },
  });
  const all = await clients.ec2.send(new DescribeFlowLogsCommand({}));
  expect(all.FlowLogs).toHaveLength(2);
  expect(all.FlowLogs?.[1]).toMatchObject({
    LogDestinationType: "s3",
    DeliverLogsStatus: "FAILED",
    DeliverLogsErrorMessage: "Access error",
    DestinationOptions: { FileFormat: "parquet", HiveCompatiblePartitions: true, PerHourPartition: false },
  });
  const byGroup = await clients.ec2.send(
    new DescribeFlowLogsCommand({ Filter: [{ Name: "log-group-name", Values: ["/vpc/flow-logs"] }] }),
  );
  expect(byGroup.FlowLogs?.[0]).toMatchObject({
    LogGroupName: "/vpc/flow-logs",
    LogFormat: DEFAULT_LOG_FORMAT,
    TrafficType: "ALL",
    MaxAggregationInterval: 600,
    ResourceId: VPC,
    CreationTime: new Date(Date.UTC(2026, 5, 1)),
    Tags: [{ Key: "Name", Value: "main" }],
  });
  const page = await clients.ec2.send(new DescribeFlowLogsCommand({ MaxResults: 1 }));
  expect(page.FlowLogs).toHaveLength(1);
  const rest = await clients.ec2.send(new DescribeFlowLogsCommand({ MaxResults: 1, NextToken: page.NextToken }));
  expect(rest.FlowLogs?.[0]?.FlowLogId).toBe(all.FlowLogs?.[1]?.FlowLogId);
  expect(rest.NextToken).toBeUndefined();
});

test("a flow log to CloudWatch needs a role that exists, and the same one cannot be made twice", async () => {
  const command = new CreateFlowLogsCommand({
    ResourceType: "VPC",
    ResourceIds: [VPC, "vpc-0000000000000dead"],
    TrafficType: "ALL",
    LogDestinationType: "cloud-watch-logs",
    LogGroupName: "/vpc/flow-logs",
    DeliverLogsPermissionArn: `arn:aws:iam::${fake.account}:role/flow-logs`,
    LogFormat: FORMAT,
    MaxAggregationInterval: 60,
    TagSpecifications: [{ ResourceType: "vpc-flow-log", Tags: [{ Key: "Name", Value: "new" }] }],
  });
  await expect(clients.ec2.send(command)).rejects.toMatchObject({ name: "InvalidParameter" });
  const trust = JSON.stringify({ Statement: [] });
  expect(await iam({ Action: "CreateRole", RoleName: "flow-logs", AssumeRolePolicyDocument: trust })).toMatchObject({
    status: 200,
    text: expect.stringContaining(`arn:aws:iam::${fake.account}:role/flow-logs`),
  });
  expect(
    await iam({ Action: "PutRolePolicy", RoleName: "flow-logs", PolicyName: "write", PolicyDocument: trust }),
  ).toMatchObject({ status: 200 });
  expect(await iam({ Action: "CreateRole", RoleName: "x", AssumeRolePolicyDocument: "{" })).toMatchObject({
    status: 400,
  });
  expect(fake.roles.byName.get("flow-logs")?.policies.get("write")).toEqual({ Statement: [] });

  const made = await clients.ec2.send(command);
  expect(made.FlowLogIds).toHaveLength(1);
  expect(made.Unsuccessful?.[0]).toMatchObject({
    ResourceId: "vpc-0000000000000dead",
    Error: { Code: "InvalidResourceId.NotFound" },
  });
  const again = await clients.ec2.send(command);
  expect(again.Unsuccessful?.map((item) => item.Error?.Code)).toContain("FlowLogAlreadyExists");
  const { FlowLogs } = await clients.ec2.send(new DescribeFlowLogsCommand({ FlowLogIds: made.FlowLogIds }));
  expect(FlowLogs?.[0]).toMatchObject({ LogFormat: FORMAT, MaxAggregationInterval: 60 });
  await clients.ec2.send(new DeleteFlowLogsCommand({ FlowLogIds: made.FlowLogIds ?? [] }));
  expect((await clients.ec2.send(new DescribeFlowLogsCommand({}))).FlowLogs).toHaveLength(0);
});

test("a flow log of a transit gateway takes no traffic type and an interval of a minute only", async () => {
  const base = {
    ResourceType: "TransitGateway",
    ResourceIds: ["tgw-0a1b2c3d4e5f60401"],
    LogDestinationType: "s3",
    LogDestination: "arn:aws:s3:::logs",
  } satisfies CreateFlowLogsCommandInput;
  await expect(clients.ec2.send(new CreateFlowLogsCommand({ ...base, TrafficType: "ALL" }))).rejects.toMatchObject({
    name: "InvalidParameter",
  });
  await expect(
    clients.ec2.send(new CreateFlowLogsCommand({ ...base, MaxAggregationInterval: 600 })),
  ).rejects.toMatchObject({ name: "InvalidParameter" });
  const made = await clients.ec2.send(
    new CreateFlowLogsCommand({
      ...base,
      DestinationOptions: { FileFormat: "parquet", HiveCompatiblePartitions: true, PerHourPartition: true },
    }),
  );
  expect(made.FlowLogIds).toHaveLength(1);
  expect(fake.at().flowLogs.list[0]?.destinationOptions).toEqual({
    fileFormat: "parquet",
    hiveCompatiblePartitions: true,
    perHourPartition: true,
  });
});

test("the region's things can be listed, by id and by filter", async () => {
  const vpcs = await clients.ec2.send(new DescribeVpcsCommand({}));
  expect(vpcs.Vpcs?.map((vpc) => [vpc.VpcId, vpc.CidrBlock, vpc.Tags?.[0]?.Value])).toContainEqual([
    VPC,
    "10.20.0.0/16",
    "production",
  ]);
  const subnets = await clients.ec2.send(new DescribeSubnetsCommand({ Filters: [{ Name: "vpc-id", Values: [VPC] }] }));
  expect(subnets.Subnets).toHaveLength(3);
  const interfaces = await clients.ec2.send(
    new DescribeNetworkInterfacesCommand({
      Filters: [{ Name: "attachment.instance-id", Values: ["i-0a1b2c3d4e5f60201"] }],
    }),
  );
  expect(interfaces.NetworkInterfaces?.[0]).toMatchObject({
    PrivateIpAddress: "10.20.1.10",
    Association: { PublicIp: "198.51.100.10" },
    TagSet: [{ Key: "Name", Value: "web-1" }],
  });
  const instances = await clients.ec2.send(
    new DescribeInstancesCommand({ Filters: [{ Name: "tag:Name", Values: ["web-*"] }] }),
  );
  expect(instances.Reservations?.[0]?.Instances?.[0]?.InstanceId).toBe("i-0a1b2c3d4e5f60201");
  expect((await clients.ec2.send(new DescribeTransitGatewaysCommand({}))).TransitGateways).toHaveLength(1);
  expect((await clients.ec2.send(new DescribeRegionsCommand({}))).Regions?.length).toBeGreaterThan(1);
  await expect(clients.ec2.send(new DescribeVpcsCommand({ VpcIds: ["vpc-1"] }))).rejects.toMatchObject({
    name: "InvalidVpcID.NotFound",
  });
  await expect(
    clients.ec2.send(new DescribeVpcsCommand({ Filters: [{ Name: "colour", Values: ["red"] }] })),
  ).rejects.toMatchObject({ name: "InvalidParameterValue" });
});
