import { CloudWatchLogsClient, FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { afterEach, expect, test } from "vitest";
import { startAwsFake } from "./aws-fake";
import { startBadProxy } from "./bad-proxy";
import { plainClients } from "./clients";
import { ACCESS_KEY_ID, SECRET_ACCESS_KEY } from "./server/identity";

const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function fakeWithEvents(): Promise<string> {
  const fake = await startAwsFake();
  closing.push(fake.close);
  fake.put(
    "/g",
    "s",
    Array.from({ length: 2000 }, (_, n) => ({ timestamp: n, message: `line ${n}` })),
  );
  return fake.url;
}

test("an answer is cut in the middle on the connections that should be, and the SDK's retry gets it all", async () => {
  const proxy = await startBadProxy({
    target: await fakeWithEvents(),
    cutAfter: (connection) => (connection === 1 ? 5000 : null),
  });
  closing.push(proxy.close);
  const once = plainClients(proxy.url);
  closing.push(once.destroy);
  await expect(once.logs.send(new FilterLogEventsCommand({ logGroupName: "/g" }))).rejects.toThrow();
  expect(proxy.cuts).toBe(1);
  const patient = new CloudWatchLogsClient({
    endpoint: proxy.url,
    region: "eu-west-1",
    credentials: { accessKeyId: ACCESS_KEY_ID, secretAccessKey: SECRET_ACCESS_KEY },
  });
  closing.push(() => patient.destroy());
  const page = await patient.send(new FilterLogEventsCommand({ logGroupName: "/g" }));
  expect(page.events).toHaveLength(2000);
});

test("a connection can be refused, and a slow line still brings everything", async () => {
  const proxy = await startBadProxy({
    target: await fakeWithEvents(),
    refuse: (connection) => connection === 1,
    latencyMs: 1,
    bytesPerSecond: 5_000_000,
  });
  closing.push(proxy.close);
  const clients = plainClients(proxy.url);
  closing.push(clients.destroy);
  await expect(clients.logs.send(new FilterLogEventsCommand({ logGroupName: "/g" }))).rejects.toThrow();
  const page = await clients.logs.send(new FilterLogEventsCommand({ logGroupName: "/g" }));
  expect(page.events).toHaveLength(2000);
  expect(proxy.connections).toBe(2);
});
