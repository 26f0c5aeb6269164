import { afterEach, expect, test, vi } from "vitest";
import { type AwsFake, type AwsFakeOptions, flowEvents, startAwsFake } from "../sources/testing";
import { answerLogStreams } from "./answers";

let fake: AwsFake | undefined;
afterEach(async () => {
  vi.unstubAllEnvs();
  await fake?.close();
  fake = undefined;
});

const { signal } = new AbortController();
const GROUP = "/vpc/many";
const here = { region: "eu-west-1", log_group: GROUP, search: "" };
const nameOf = (n: number): string => `eni-${n.toString(16).padStart(17, "0")}-${n % 2 === 0 ? "all" : "reject"}`;

async function start(streams: number, options: AwsFakeOptions = {}): Promise<AwsFake> {
  fake = await startAwsFake({ quotas: false, lastEventLagMs: 0, ...options });
  for (const [name, value] of Object.entries(fake.env)) vi.stubEnv(name, value);
  fake.at().logs.ensureGroup(GROUP);
  for (let n = 0; n < streams; n++) {
    const [, interfaceId = ""] = /^(eni-\w+)-/.exec(nameOf(n)) ?? [];
    const from = Math.floor(Date.now() / 1000) - 7200;
    fake.put(GROUP, nameOf(n), flowEvents({ interfaceId, from, seconds: 60, count: 1 }));
  }
  return fake;
}

test("hundreds of streams are listed, with the time of their last record", async () => {
  await start(230);
  const { streams, more, failures } = await answerLogStreams(here, signal);
  expect(failures).toEqual([]);
  expect(more).toBe(false);
  expect(streams?.map(({ name }) => name)).toEqual(Array.from({ length: 230 }, (_, n) => nameOf(n)));
  expect(streams?.[0]?.last_event).toBeGreaterThan(Date.now() / 1000 - 8000);
});

test("a search finds how a name begins in AWS, any other part here", async () => {
  const aws = await start(120);
  const begins = await answerLogStreams({ ...here, search: nameOf(7).slice(0, 21) }, signal);
  expect(begins.streams?.map(({ name }) => name)).toEqual([nameOf(7)]);
  expect(aws.calls.at(-1)?.input).toMatchObject({ logStreamNamePrefix: nameOf(7).slice(0, 21) });
  const part = await answerLogStreams({ ...here, search: "REJECT" }, signal);
  expect(part.streams).toHaveLength(60);
});

test("more streams than are read at once: says so", async () => {
  await start(1001);
  const { streams, more } = await answerLogStreams(here, signal);
  expect([streams?.length, more]).toEqual([1000, true]);
});

test("the missing permission is named; a group that is not there is said", async () => {
  const aws = await start(1, { deny: ["logs:DescribeLogStreams"] });
  const denied = await answerLogStreams(here, signal);
  expect(denied).toMatchObject({
    streams: null,
    failures: [{ kind: "permission", action: "logs:DescribeLogStreams" }],
  });
  aws.allow("logs:DescribeLogStreams");
  const gone = await answerLogStreams({ ...here, log_group: "/gone" }, signal);
  expect(gone).toMatchObject({ streams: null, failures: [{ kind: "other" }] });
});
