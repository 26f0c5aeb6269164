import { execFileSync } from "node:child_process";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { removeFolder } from "./support/folder";
import { generateLog, type Truth } from "./support/generate";
import { startServer, type TestServer } from "./support/server";

interface ImportAnswer {
  readonly state: string;
  readonly phase: string | null;
  readonly flows: number;
}

let folder: string;
let file: string;
let truth: Truth;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "flowglass-crash-"));
  file = join(folder, "large.log.gz");
  truth = await generateLog(file, 2_000_000);
});
test.afterAll(() => removeFolder(folder));

const get = async <T>(server: TestServer, path: string): Promise<T> =>
  (await fetch(server.url + path)).json() as Promise<T>;

const theImport = async (server: TestServer): Promise<ImportAnswer | undefined> =>
  (await get<{ imports: ImportAnswer[] }>(server, "/api/imports")).imports[0];

/** Process ids of a process and all below it. */
function family(pid: number): number[] {
  let children = "";
  try {
    children = execFileSync("pgrep", ["-P", String(pid)], { encoding: "utf8" });
  } catch {
    return [pid];
  }
  return [
    pid,
    ...children
      .trim()
      .split("\n")
      .flatMap((child) => family(Number(child))),
  ];
}

const killAll = (pids: readonly number[]): void => {
  for (const pid of pids) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It ended by itself, with its parent.
    }
  }
};

async function expectWhole(server: TestServer): Promise<void> {
  await expect.poll(async () => (await theImport(server))?.state, { timeout: 80_000 }).toBe("done");
  const summary = await get<{ flows: number; bytes: number }>(server, "/api/summary");
  expect({ flows: summary.flows, bytes: summary.bytes }).toEqual(truth);
}

test("server and engine host killed while reading: every record is there once", async () => {
  const data = join(folder, "reading");
  const first = await startServer([file], data);
  await expect
    .poll(async () => (await theImport(first))?.flows ?? 0, { timeout: 60_000, intervals: [50] })
    .toBeGreaterThan(0);
  killAll(family(first.process.pid ?? 0));
  const second = await startServer([], data);
  await expectWhole(second);
  await second.close();
});

test("server and engine host killed while publishing: every record is there once", async () => {
  const data = join(folder, "publishing");
  const first = await startServer([file], data);
  await expect
    .poll(async () => (await theImport(first))?.phase !== "reading" && (await theImport(first))?.phase !== "waiting", {
      timeout: 60_000,
      intervals: [1],
    })
    .toBe(true);
  killAll(family(first.process.pid ?? 0));
  const second = await startServer([], data);
  await expectWhole(second);
  await second.close();
});

test("the engine host alone killed: the server goes on and the import ends whole", async () => {
  const server = await startServer([file], join(folder, "host"));
  await expect
    .poll(async () => (await theImport(server))?.flows ?? 0, { timeout: 60_000, intervals: [50] })
    .toBeGreaterThan(0);
  const host = execFileSync("pgrep", ["-P", String(server.process.pid), "-f", "engine-host"], { encoding: "utf8" });
  process.kill(Number(host.trim()), "SIGKILL");
  await expectWhole(server);
  expect(server.process.exitCode).toBeNull();
  await server.close();
});

test("the same bytes twice add nothing", async () => {
  const server = await startServer([file], join(folder, "twice"));
  await expectWhole(server);
  const { readFile } = await import("node:fs/promises");
  const answer = await fetch(`${server.url}/api/imports?name=again.log.gz&wait=true`, {
    method: "POST",
    body: await readFile(file),
  });
  expect(answer.status).toBe(201);
  expect(await answer.json()).toMatchObject({ state: "done", duplicate_of: "imp-1" });
  await expectWhole(server);
  await server.close();
});
