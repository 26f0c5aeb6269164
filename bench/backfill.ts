import { join } from "node:path";
import { CloudWatchLogsClient, FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import type { Source } from "@/lib/api/contract";
import { type AwsFake, flowEvents, INTERFACES, startAwsFake, streamOf } from "@/lib/sources/testing";
import { startServer } from "./server";

const GROUP = "/vpc/flow-logs";
const DAY = 86_400;
const REQUESTS_PER_SECOND = 5;
const LATENCY_MS = 200;
const LOOK_MS = 20;

/** How long reading a log group took, and how long AWS's quota alone would need for it. */
export interface Backfill {
  readonly events: number;
  readonly seconds: number;
  /** Requests that one chain of page tokens over the whole range takes. */
  readonly pages: number;
  readonly requests: number;
  readonly throttled: number;
  /** The time for `pages` at the quota. */
  readonly quotaSeconds: number;
}

const settings = { latencyMs: LATENCY_MS } as const;

function fill(fake: AwsFake, events: number, from: number): void {
  fake.addFlowLog({ logGroupName: GROUP });
  for (const [seed, interfaceId] of INTERFACES.entries()) {
    const count = Math.floor(events / INTERFACES.length) + (seed < events % INTERFACES.length ? 1 : 0);
    fake.put(GROUP, streamOf(interfaceId), flowEvents({ interfaceId, from, seconds: DAY - 600, count, seed }));
  }
}

/** Pages of the whole range in one chain, asked of a server without a quota. */
async function pagesInAll(events: number, from: number): Promise<number> {
  const fake = await startAwsFake({ quotas: false });
  fill(fake, events, from);
  const { AWS_ACCESS_KEY_ID = "", AWS_SECRET_ACCESS_KEY = "" } = fake.env;
  const client = new CloudWatchLogsClient({
    region: fake.region,
    endpoint: fake.url,
    credentials: { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY },
  });
  let pages = 0;
  let nextToken: string | undefined;
  do {
    const page = await client.send(
      new FilterLogEventsCommand({ logGroupName: GROUP, ...(nextToken && { nextToken }) }),
    );
    nextToken = page.nextToken;
    pages += 1;
  } while (nextToken);
  client.destroy();
  await fake.close();
  return pages;
}

async function post(url: string, body: unknown): Promise<Source> {
  const headers = { "content-type": "application/json" };
  const response = await fetch(`${url}/api/sources`, { method: "POST", headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`The source was refused: ${await response.text()}`);
  return (await response.json()) as Source;
}

/**
 * Reads a day of events through AWS's limits (5 requests a second, 1 MB or 10,000 events a page, empty pages, 200 ms an
 * answer), with the product itself, and compares with the time that the quota allows.
 * @param folder for the store. @throws Error when anything is missing or there twice.
 */
export async function measureBackfill(folder: string, events: number): Promise<Backfill> {
  const from = Math.floor(Date.now() / 1000) - DAY;
  const pages = await pagesInAll(events, from);
  const fake = await startAwsFake(settings);
  Object.assign(process.env, fake.env);
  fill(fake, events, from);
  const server = await startServer(join(folder, "backfill"));
  try {
    const began = performance.now();
    const request = { kind: "cloudwatch", region: fake.region, log_group: GROUP, since: from, follow: false };
    const { id } = await post(server.url, request);
    let source: Source;
    do {
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      source = (await (await fetch(`${server.url}/api/sources/${id}`)).json()) as Source;
      if (source.state === "failed") throw new Error(`The source failed: ${source.error?.message}`);
    } while (source.state !== "done");
    const seconds = (performance.now() - began) / 1000;
    const summary = (await (await fetch(`${server.url}/api/summary?source=${id}`)).json()) as { flows: number };
    if (summary.flows !== events) throw new Error(`${events} events became ${summary.flows} records.`);
    const calls = fake.calls.filter((call) => call.action === "FilterLogEvents");
    const throttled = calls.filter((call) => call.error === "ThrottlingException").length;
    const quotaSeconds = pages / REQUESTS_PER_SECOND;
    return { events, seconds, pages, requests: calls.length, throttled, quotaSeconds };
  } finally {
    await server.stop();
    await fake.close();
  }
}
