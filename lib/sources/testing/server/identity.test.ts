import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  FilterLogEventsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { DescribeFlowLogsCommand } from "@aws-sdk/client-ec2";
import { fromTemporaryCredentials } from "@aws-sdk/credential-providers";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type AwsFake, startAwsFake } from "../aws-fake";
import { plainClients } from "../clients";
import { ACCESS_KEY_ID, SECRET_ACCESS_KEY } from "./identity";

const ROLE = "arn:aws:iam::210987654321:role/flow-reader";

let fake: AwsFake;
let clients: ReturnType<typeof plainClients>;

beforeEach(async () => {
  fake = await startAwsFake({ roles: [{ arn: ROLE, externalId: "flowglass" }] });
  clients = plainClients(fake.url);
});

afterEach(async () => {
  clients.destroy();
  await fake.close();
});

function asRole(externalId: string | undefined): CloudWatchLogsClient {
  return new CloudWatchLogsClient({
    endpoint: fake.url,
    region: "eu-west-1",
    maxAttempts: 1,
    credentials: fromTemporaryCredentials({
      params: { RoleArn: ROLE, RoleSessionName: "test", ExternalId: externalId },
      masterCredentials: { accessKeyId: ACCESS_KEY_ID, secretAccessKey: SECRET_ACCESS_KEY },
      clientConfig: { endpoint: fake.url, region: "eu-west-1" },
    }),
  });
}

test("a missing permission is refused with the name of the action", async () => {
  fake.put("/g", "s", []);
  fake.deny("logs:FilterLogEvents");
  fake.deny("ec2:DescribeFlowLogs");
  await expect(clients.logs.send(new FilterLogEventsCommand({ logGroupName: "/g" }))).rejects.toMatchObject({
    name: "AccessDeniedException",
    message: expect.stringContaining("logs:FilterLogEvents"),
  });
  await expect(clients.ec2.send(new DescribeFlowLogsCommand({}))).rejects.toMatchObject({
    name: "UnauthorizedOperation",
    message: expect.stringContaining("ec2:DescribeFlowLogs"),
    $metadata: { httpStatusCode: 403 },
  });
  await clients.logs.send(new DescribeLogGroupsCommand({}));
  fake.allow("logs:FilterLogEvents");
  await clients.logs.send(new FilterLogEventsCommand({ logGroupName: "/g" }));
});

test("expired credentials are refused until they are renewed, keys of somebody else always", async () => {
  fake.expireCredentials();
  await expect(clients.logs.send(new DescribeLogGroupsCommand({}))).rejects.toMatchObject({
    name: "ExpiredTokenException",
  });
  await expect(clients.ec2.send(new DescribeFlowLogsCommand({}))).rejects.toMatchObject({ name: "RequestExpired" });
  fake.renewCredentials();
  await clients.logs.send(new DescribeLogGroupsCommand({}));
  const stranger = new CloudWatchLogsClient({
    endpoint: fake.url,
    region: "eu-west-1",
    maxAttempts: 1,
    credentials: { accessKeyId: "AKIASTRANGER", secretAccessKey: "x" },
  });
  await expect(stranger.send(new DescribeLogGroupsCommand({}))).rejects.toMatchObject({
    name: "UnrecognizedClientException",
  });
  stranger.destroy();
});

test("a role leads to its own account, with the right external id only", async () => {
  fake.put("/home", "s", []);
  fake.put("/theirs", "s", [], { account: "210987654321" });
  const client = asRole("flowglass");
  const { logGroups } = await client.send(new DescribeLogGroupsCommand({}));
  expect(logGroups?.map((group) => group.logGroupName)).toEqual(["/theirs"]);
  fake.expireCredentials();
  await expect(client.send(new DescribeLogGroupsCommand({}))).rejects.toMatchObject({ name: "ExpiredTokenException" });
  fake.renewCredentials();
  const wrong = asRole("other");
  await expect(wrong.send(new DescribeLogGroupsCommand({}))).rejects.toMatchObject({
    name: "AccessDenied",
    message: expect.stringContaining("sts:AssumeRole"),
  });
  client.destroy();
  wrong.destroy();
});

test("an ordered failure comes as often as ordered, and a cut is no answer at all", async () => {
  fake.fail("DescribeLogGroups", { code: "ServiceUnavailableException", status: 503, times: 2 });
  for (let n = 0; n < 2; n++) {
    await expect(clients.logs.send(new DescribeLogGroupsCommand({}))).rejects.toMatchObject({
      name: "ServiceUnavailableException",
    });
  }
  await clients.logs.send(new DescribeLogGroupsCommand({}));
  fake.fail("DescribeLogGroups", { code: "", cut: true });
  await expect(clients.logs.send(new DescribeLogGroupsCommand({}))).rejects.toThrow();
  expect(fake.calls.map((call) => call.error)).toEqual([
    "ServiceUnavailableException",
    "ServiceUnavailableException",
    null,
    "cut",
  ]);
});
