import { createServer as createHttp } from "node:http";
import { type AddressInfo, createServer, type Server } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ServerAddress } from "./address";
import { isAtLeast, openServer } from "./open";
import { startTestServer, type TestServer } from "./testing/server";
import { type StandIn, startStandIn } from "./testing/stand-in";

let running: TestServer;
beforeAll(async () => {
  running = await startTestServer();
});
afterAll(() => running.close());

/** The sentence that a wrong setting ends with. */
async function sentenceOf(change: Partial<ServerAddress>): Promise<string> {
  const failure = await openServer({ ...running.address, ...change }).then(
    () => "",
    (error: Error) => error.message,
  );
  expect(failure).not.toContain("\n");
  expect(failure).not.toContain(running.address.password);
  return failure;
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test("user, password, database and cluster are named when they are wrong", async () => {
  expect(await sentenceOf({ password: "wrong" })).toMatch(
    /^ClickHouse refuses the user flowglass: .*PASSWORD is wrong\.$/,
  );
  expect(await sentenceOf({ user: "nobody" })).toMatch(/^ClickHouse refuses the user nobody/);
  expect(await sentenceOf({ database: "nowhere" })).toMatch(/^ClickHouse has no database named nowhere: create it/);
  expect(await sentenceOf({ cluster: "three" })).toBe(
    "ClickHouse knows no cluster named three (FLOWGLASS_CLICKHOUSE_CLUSTER); it knows two_zones.",
  );
});

test("a server that cannot be reached, or is something else", async () => {
  expect(await sentenceOf({ url: "http://127.0.0.1:1" })).toMatch(/^Nothing listens on http:\/\/127\.0\.0\.1:1: /);
  expect(await sentenceOf({ url: "http://no-such-host.invalid:8123" })).toMatch(/^No host has the name in http/);
  expect(await sentenceOf({ url: running.address.url.replace("http:", "https:") })).toMatch(/ does not speak TLS/);
  const web = createHttp((_, response) => response.writeHead(404).end("<html>Not found</html>"));
  const shy = createServer((socket) => socket.destroy());
  try {
    expect(await sentenceOf({ url: `http://${await listen(web)}` })).toMatch(/does not answer as ClickHouse does/);
    expect(await sentenceOf({ url: `http://${await listen(shy)}` })).toMatch(/ closed the connection/);
  } finally {
    web.close();
    shy.close();
  }
});

test("an older server is refused", async () => {
  const old: StandIn = await startStandIn({ socket: "", folder: running.folder, version: "25.3.4.190" });
  try {
    expect(await sentenceOf({ url: old.url, user: "default", password: "" })).toBe(
      `ClickHouse at ${old.url} is version 25.3.4.190; Flowglass needs 26.7 or newer.`,
    );
  } finally {
    await old.close();
  }
  expect(["26.7", "26.7.1.1", "26.10.1", "27.1"].every((version) => isAtLeast(version, "26.7"))).toBe(true);
  expect(["26.6.9.9", "25.12", "9.9", ""].some((version) => isAtLeast(version, "26.7"))).toBe(false);
});
