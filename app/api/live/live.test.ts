import { afterEach, beforeEach, expect, test } from "vitest";
import type { Engine } from "@/lib/engine/engine";
import { ONE_ENGINE } from "@/lib/engine/layout";
import { storeChanges } from "@/lib/ingest/changes";
import { Intake } from "@/lib/ingest/intake";
import { ImportService } from "@/lib/ingest/service";
import { Upkeep } from "@/lib/ingest/upkeep";
import { RetentionService } from "@/lib/retention/service";
import { provideServices } from "@/lib/server/services";
import { readSettings } from "@/lib/settings";
import { newSources } from "@/lib/sources/open";
import { GET, POST } from "./route";

/** Nothing here asks the engine. */
const idle = (): Promise<never> => Promise.reject(new Error("The engine is not asked."));
const ways = { query: idle, stream: idle, command: idle, load: idle, version: idle };
const engine: Engine = { kind: "embedded", layout: ONE_ENGINE, ...ways };

function provide(token?: string): void {
  const settings = readSettings({ NODE_ENV: "test", ...(token ? { FLOWGLASS_TOKEN: token } : {}) }, {});
  const root = process.cwd();
  const imports = new ImportService(engine, root);
  const sources = newSources(engine, new Intake(engine, root), imports, root);
  provideServices({
    engine,
    settings,
    imports,
    sources,
    retention: new RetentionService(engine),
    upkeep: new Upkeep(engine, () => false),
    root,
    version: "0",
  });
}

const stop = { controller: new AbortController() };
beforeEach(() => {
  stop.controller = new AbortController();
  provide();
});
afterEach(() => stop.controller.abort());

const ask = (headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
  GET(
    new Request("http://127.0.0.1:4480/api/live", {
      headers: { host: "127.0.0.1:4480", ...headers },
      signal: stop.controller.signal,
    }),
  );

test("a change of the store reaches whoever listens, uncompressed and unkept", async () => {
  const response = await ask();
  expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
  expect(response.headers.get("cache-control")).toBe("no-store, no-transform");
  const reader = response.body?.getReader();
  const next = async () => new TextDecoder().decode((await reader?.read())?.value);
  expect(await next()).toContain("event: hello");
  storeChanges.tell(7, { from: 100, to: 200 });
  expect(await next()).toContain('"inputs":[7],"from":100,"to":200');
});

test("other methods, other host names and strangers are refused", async () => {
  expect((await POST(new Request("http://127.0.0.1:4480/api/live", { method: "POST" }))).status).toBe(405);
  expect((await ask({ host: "evil.example" })).status).toBe(403);
  provide("a long enough secret");
  expect((await ask()).status).toBe(401);
  expect((await ask({ authorization: "Bearer a long enough secret" })).status).toBe(200);
});
