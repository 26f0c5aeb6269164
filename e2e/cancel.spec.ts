import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import type { ClosableEngine } from "../lib/engine/client";
import { removeFolder } from "./support/folder";
import { generateLog } from "./support/generate";
import { atRest, engineOf } from "./support/host";
import { startServer, type TestServer } from "./support/server";

let folder: string;
let server: TestServer;
let engine: ClosableEngine;
/** Milliseconds that a heavy question takes when it is let be. */
let whole: number;

test.beforeAll(async () => {
  test.setTimeout(240_000);
  folder = await mkdtemp(join(tmpdir(), "flowglass-cancel-"));
  const file = join(folder, "many.log.gz");
  await generateLog(file, 1_000_000);
  server = await startServer([file], join(folder, "data"));
  await atRest(server);
  engine = engineOf(server);
  const began = performance.now();
  expect((await fetch(question(1))).status).toBe(200);
  whole = performance.now() - began;
});
test.afterAll(async () => {
  await engine.close();
  await server.close();
  await removeFolder(folder);
});

/** A filter that takes long: each record is held against eighty networks, at both ends. `kind` makes another question of it. */
const heavy = (kind: number): string =>
  `${Array.from({ length: 80 }, (_, n) => `addr:9.${n}.${kind}.0/28`).join(" or ")} or bytes>${kind}`;

const question = (kind: number): string => `${server.url}/api/top?by=pair&q=${encodeURIComponent(heavy(kind))}`;

/** How many statements read records now. */
const running = async (): Promise<number> => {
  const { rows } = await engine.query<{ n: string }>(
    "SELECT count() AS n FROM system.processes WHERE query LIKE '%flows%' AND query NOT LIKE '%system.processes%'",
  );
  return Number(rows[0]?.n);
};

/** Milliseconds until a condition of the engine holds. */
async function until(wanted: (count: number) => boolean): Promise<number> {
  const began = performance.now();
  await expect.poll(async () => wanted(await running()), { intervals: [10], timeout: 30_000 }).toBe(true);
  return performance.now() - began;
}

const some = (count: number): boolean => count > 0;
const none = (count: number): boolean => count === 0;

test("a request that is given up frees the engine", async () => {
  const gone = new AbortController();
  const answer = fetch(question(2), { signal: gone.signal }).catch((error: Error) => error.name);
  await until(some);
  gone.abort();
  const freed = await until(none);
  expect(await answer).toBe("AbortError");
  console.log(`A question of ${Math.round(whole)} ms was stopped within ${Math.round(freed)} ms.`);
  expect(freed).toBeLessThan(whole / 2);
});

test("a question that two wait for goes on for the second, and stops when both are gone", async () => {
  const [first, second] = [new AbortController(), new AbortController()];
  const answers = [first, second].map(({ signal }) =>
    fetch(question(3), { signal }).catch((error: Error) => error.name),
  );
  await until(some);
  first.abort();
  expect(await answers[0]).toBe("AbortError");
  expect(await running()).toBeGreaterThan(0);
  second.abort();
  expect(await until(none)).toBeLessThan(whole / 2);
});

test("a page that is closed frees the engine", async ({ browser }) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${server.url}/?q=${encodeURIComponent(heavy(4))}`, { waitUntil: "commit" });
  await until(some);
  await page.close();
  const freed = await until(none);
  console.log(`The closed page's questions were stopped within ${Math.round(freed)} ms.`);
  expect(freed).toBeLessThan(whole);
  await context.close();
});
