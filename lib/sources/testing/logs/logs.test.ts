import {
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  type FilterLogEventsCommandInput,
  GetLogEventsCommand,
  PutLogEventsCommand,
  PutRetentionPolicyCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type AwsFake, startAwsFake } from "../aws-fake";
import { plainClients } from "../clients";
import type { NewEvent } from "./store";

const GROUP = "/vpc/flow-logs";
const STREAM = "eni-1-all";
const START = Date.UTC(2026, 5, 1);

let now = START;
let fake: AwsFake;
let clients: ReturnType<typeof plainClients>;

beforeEach(async () => {
  now = START;
  fake = await startAwsFake({ now: () => now });
  clients = plainClients(fake.url);
});

afterEach(async () => {
  clients.destroy();
  await fake.close();
});

const events = (count: number, step = 1000, message = (n: number) => `line ${n}`): NewEvent[] =>
  Array.from({ length: count }, (_, n) => ({ timestamp: START + n * step, message: message(n) }));

interface Chain {
  readonly pages: readonly number[];
  readonly messages: readonly string[];
}

/** All pages of a question; a second goes by before each, so that the quota is kept. */
async function filterAll(input: Omit<FilterLogEventsCommandInput, "logGroupName">): Promise<Chain> {
  const pages: number[] = [];
  const messages: string[] = [];
  let nextToken: string | undefined;
  do {
    now += 1000;
    const page = await clients.logs.send(new FilterLogEventsCommand({ logGroupName: GROUP, ...input, nextToken }));
    pages.push(page.events?.length ?? 0);
    messages.push(...(page.events ?? []).map((event) => event.message ?? ""));
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return { pages, messages };
}

const filter = (input: Omit<FilterLogEventsCommandInput, "logGroupName">) =>
  clients.logs.send(new FilterLogEventsCommand({ logGroupName: GROUP, ...input }));

test("a page holds 10,000 events at most, the next one is empty and still has a token, and none is lost", async () => {
  fake.put(GROUP, STREAM, events(25_000, 1));
  const chain = await filterAll({});
  expect(chain.pages).toEqual([10_000, 0, 10_000, 5_000]);
  expect(new Set(chain.messages).size).toBe(25_000);
});

test("a page holds 1 MB at most", async () => {
  fake.put(
    GROUP,
    STREAM,
    events(30, 1, (n) => String(n).padEnd(100_000, ".")),
  );
  const chain = await filterAll({});
  expect(chain.pages).toEqual([10, 0, 10, 10]);
});

test("endTime is inclusive for FilterLogEvents and exclusive for GetLogEvents", async () => {
  fake.put(GROUP, STREAM, events(3));
  const range = { startTime: START + 1000, endTime: START + 2000 };
  const filtered = await filter(range);
  expect(filtered.events?.map((event) => event.message)).toEqual(["line 1", "line 2"]);
  const got = await clients.logs.send(
    new GetLogEventsCommand({ logGroupName: GROUP, logStreamName: STREAM, ...range, startFromHead: true }),
  );
  expect(got.events?.map((event) => event.message)).toEqual(["line 1"]);
});

test("names and prefix exclude each other, and 100 streams are the most", async () => {
  fake.put(GROUP, STREAM, events(1));
  await expect(filter({ logStreamNames: [STREAM], logStreamNamePrefix: "eni" })).rejects.toMatchObject({
    name: "InvalidParameterException",
  });
  const names = Array.from({ length: 101 }, (_, n) => `eni-${n}`);
  await expect(filter({ logStreamNames: names })).rejects.toMatchObject({
    name: "InvalidParameterException",
    message: expect.stringContaining("logStreamNames"),
  });
  fake.put(GROUP, "other", events(1));
  expect((await filter({ logStreamNamePrefix: "eni" })).events).toHaveLength(1);
});

test("more than five requests in a second are throttled, and the next second they are not", async () => {
  fake.put(GROUP, STREAM, events(1));
  for (let n = 0; n < 5; n++) await filter({});
  const refused = await filter({}).catch((error: unknown) => error);
  expect(refused).toMatchObject({ name: "ThrottlingException", $metadata: { httpStatusCode: 400 } });
  now += 200;
  await filter({});
  await expect(filter({})).rejects.toMatchObject({ name: "ThrottlingException" });
  // Another action and another region have quotas of their own.
  await clients.logs.send(new DescribeLogGroupsCommand({}));
  const elsewhere = plainClients(fake.url, "us-east-1");
  await elsewhere.logs.send(new DescribeLogGroupsCommand({}));
  elsewhere.destroy();
});

test("the answer to a throttled request names the exception in the header and in the body", async () => {
  const strict = await startAwsFake({ quotas: { DescribeLogGroups: 0 } });
  const authorization = "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260601/eu-west-1/logs/aws4_request";
  const answer = await fetch(strict.url, {
    method: "POST",
    headers: { "x-amz-target": "Logs_20140328.DescribeLogGroups", authorization },
    body: "{}",
  });
  expect(answer.status).toBe(400);
  expect(answer.headers.get("x-amzn-errortype")).toBe("ThrottlingException");
  expect(await answer.json()).toEqual({ __type: "ThrottlingException", message: "Rate exceeded" });
  await strict.close();
});

test("a token is for its own question, and not for ever", async () => {
  fake.put(GROUP, STREAM, events(2));
  const first = await filter({ limit: 1 });
  const { nextToken } = first;
  expect(nextToken).toBeDefined();
  await expect(filter({ limit: 1, nextToken, startTime: 5 })).rejects.toMatchObject({
    name: "InvalidParameterException",
  });
  fake.expireTokens();
  await expect(filter({ limit: 1, nextToken })).rejects.toMatchObject({ name: "InvalidParameterException" });
  const second = await filter({ limit: 1 });
  now += 25 * 3_600_000;
  await expect(filter({ limit: 1, nextToken: second.nextToken })).rejects.toMatchObject({
    name: "InvalidParameterException",
  });
});

test("a late event is there only after its delivery, and is missed by a chain that has passed it", async () => {
  fake.put(GROUP, STREAM, [
    { timestamp: START, message: "first" },
    { timestamp: START + 10, message: "late", deliveredAt: START + 60_000 },
    { timestamp: START + 20, message: "last" },
  ]);
  const early = await filterAll({ limit: 2 });
  expect(early.messages).toEqual(["first", "last"]);
  now = START + 60_000;
  expect((await filterAll({})).messages).toEqual(["first", "late", "last"]);
});

test("what is not there is not found: a group, a stream, and a stream that was deleted", async () => {
  await expect(filter({})).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  fake.put(GROUP, STREAM, events(1));
  fake.put(GROUP, "gone", events(1));
  expect((await filter({ logStreamNames: ["gone"] })).events).toHaveLength(1);
  fake.deleteStream(GROUP, "gone");
  await expect(filter({ logStreamNames: ["gone"] })).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  expect((await filter({})).events).toHaveLength(1);
});

test("GetLogEvents gives every event once in both directions and ends with the token that was sent", async () => {
  fake.put(GROUP, STREAM, events(25));
  for (const startFromHead of [true, false]) {
    const seen: string[] = [];
    let token: string | undefined;
    for (;;) {
      now += 1000;
      const page = await clients.logs.send(
        new GetLogEventsCommand({
          logGroupName: GROUP,
          logStreamName: STREAM,
          limit: 10,
          startFromHead,
          nextToken: token,
        }),
      );
      seen.push(...(page.events ?? []).map((event) => event.message ?? ""));
      const next = startFromHead ? page.nextForwardToken : page.nextBackwardToken;
      if (next === token) break;
      token = next;
    }
    expect(new Set(seen).size).toBe(25);
    expect(seen).toHaveLength(25);
  }
});

test("groups and streams are told 50 a page, the last event of a stream an hour late", async () => {
  for (let n = 0; n < 60; n++) fake.put(GROUP, `eni-${String(n).padStart(2, "0")}-all`, events(1));
  const first = await clients.logs.send(new DescribeLogStreamsCommand({ logGroupName: GROUP }));
  expect(first.logStreams).toHaveLength(50);
  expect(first.logStreams?.[0]).toMatchObject({ logStreamName: "eni-00-all", lastIngestionTime: START });
  expect(first.logStreams?.[0]?.lastEventTimestamp).toBeUndefined();
  const rest = await clients.logs.send(
    new DescribeLogStreamsCommand({ logGroupName: GROUP, nextToken: first.nextToken }),
  );
  expect(rest.logStreams).toHaveLength(10);
  expect(rest.nextToken).toBeUndefined();
  now += 3_600_000;
  const later = await clients.logs.send(new DescribeLogStreamsCommand({ logGroupName: GROUP, limit: 1 }));
  expect(later.logStreams?.[0]?.lastEventTimestamp).toBe(START);
  fake.put("/other", STREAM, events(1));
  const groups = await clients.logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: "/vpc" }));
  expect(groups.logGroups?.map((group) => group.logGroupName)).toEqual([GROUP]);
  expect(groups.logGroups?.[0]?.arn).toBe(`arn:aws:logs:eu-west-1:123456789012:log-group:${GROUP}:*`);
});

test("a group can be made, filled, and told how long to keep its events", async () => {
  await clients.logs.send(new CreateLogGroupCommand({ logGroupName: GROUP }));
  await expect(clients.logs.send(new CreateLogGroupCommand({ logGroupName: GROUP }))).rejects.toMatchObject({
    name: "ResourceAlreadyExistsException",
  });
  await clients.logs.send(new CreateLogStreamCommand({ logGroupName: GROUP, logStreamName: STREAM }));
  const put = await clients.logs.send(
    new PutLogEventsCommand({
      logGroupName: GROUP,
      logStreamName: STREAM,
      logEvents: [
        { timestamp: START, message: "kept" },
        { timestamp: START + 3 * 3_600_000, message: "too new" },
      ],
    }),
  );
  expect(put.rejectedLogEventsInfo).toEqual({ tooNewLogEventStartIndex: 1 });
  expect((await filter({})).events).toHaveLength(1);
  await expect(
    clients.logs.send(new PutRetentionPolicyCommand({ logGroupName: GROUP, retentionInDays: 2 })),
  ).rejects.toMatchObject({ name: "InvalidParameterException" });
  await clients.logs.send(new PutRetentionPolicyCommand({ logGroupName: GROUP, retentionInDays: 1 }));
  now += 2 * 86_400_000;
  expect((await filter({})).events).toHaveLength(0);
});
