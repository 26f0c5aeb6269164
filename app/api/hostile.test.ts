import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { problem } from "@/lib/api/contract";
import type { Engine, StatementOptions } from "@/lib/engine/engine";
import { startTestEngine } from "@/lib/engine/testing";
import { Intake } from "@/lib/ingest/intake";
import { ImportService } from "@/lib/ingest/service";
import { Upkeep } from "@/lib/ingest/upkeep";
import { RetentionService } from "@/lib/retention/service";
import { provideServices } from "@/lib/server/services";
import { readSettings } from "@/lib/settings";
import { newSources } from "@/lib/sources/open";
import { GET as summary } from "./summary/route";
import { GET as top } from "./top/route";

const ROWS = 400_000;

let running: Awaited<ReturnType<typeof startTestEngine>>;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "flowglass-hostile-"));
  running = await startTestEngine();
  // Every record has a pair of addresses of its own, so that a group by pairs has as many groups as there are records.
  await running.engine.command(
    `INSERT INTO flows (srcaddr, dstaddr, srcport, dstport, protocol, bytes, packets, start, end, action, log_status, input, line)
     SELECT toIPv6(concat('10.', toString(intDiv(number, 65536)), '.', toString(intDiv(number, 256) % 256), '.', toString(number % 256))),
       toIPv6(concat('2001:db8::', lower(hex(cityHash64(number) % 65536)), ':', lower(hex(number % 65536)))),
       number % 60000, 443, 6, number, 1, toDateTime(1700000000 + number % 604800, 'UTC'), toDateTime(1700000060 + number % 604800, 'UTC'),
       'ACCEPT', 'OK', 1, number FROM numbers(${ROWS})`,
  );
  provide(running.engine);
});
afterAll(async () => {
  await running.close();
  await rm(folder, { recursive: true, force: true });
});

function provide(engine: Engine): void {
  const imports = new ImportService(engine, folder);
  provideServices({
    engine,
    imports,
    settings: readSettings({ NODE_ENV: "test" }, { data: folder }),
    sources: newSources(engine, new Intake(engine, folder), imports, folder),
    retention: new RetentionService(engine),
    upkeep: new Upkeep(engine, () => false),
    root: process.cwd(),
    version: "0",
  });
}

/** The same engine with tighter limits for every question, as a store a thousand times as large would need them. */
function limited(limits: Pick<StatementOptions, "maxMemory" | "maxSeconds">): { engine: Engine; asked: () => number } {
  const { engine } = running;
  let asked = 0;
  const tight: Engine = {
    kind: engine.kind,
    layout: engine.layout,
    query: (sql, values, options) => {
      asked += 1;
      // What spills to disk would need no memory, and end.
      const settings = { ...options?.settings, max_bytes_before_external_group_by: 0 };
      return engine.query(sql, values, { ...options, ...limits, settings });
    },
    stream: (...given) => engine.stream(...given),
    command: (...given) => engine.command(...given),
    load: (...given) => engine.load(...given),
    version: () => engine.version(),
  };
  return { engine: tight, asked: () => asked };
}

const ask = (handler: typeof summary, path: string): Promise<Response> =>
  handler(new Request(`http://127.0.0.1:4480${path}`, { headers: { host: "127.0.0.1:4480" } }));

/** Asks for all pairs over all time under limits, three times at once, and a quiet question beside them. */
async function askBoth(limits: Pick<StatementOptions, "maxMemory" | "maxSeconds">) {
  const tight = limited(limits);
  provide(tight.engine);
  const hostile = ["bytes", "packets", "flows"].map((measure) =>
    ask(top, `/api/top?by=pair&limit=1000&measure=${measure}&q=${encodeURIComponent("not port:22")}`),
  );
  await expect.poll(tight.asked).toBeGreaterThanOrEqual(hostile.length);
  provide(running.engine);
  const quiet = await ask(summary, "/api/summary?q=dstport:443");
  expect(quiet.status).toBe(200);
  expect(await quiet.json()).toMatchObject({ flows: ROWS });
  return Promise.all(hostile);
}

test("the question is answered where it fits", async () => {
  const response = await ask(top, "/api/top?by=pair&limit=3");
  expect(response.status).toBe(200);
});

test.each([
  ["memory", { maxMemory: 24_000_000 }, "The question needs more memory than the limit of 2 GiB."],
  ["time", { maxSeconds: 0.02 }, "The question took longer than the limit of 30 s."],
])("a question over its %s says so, and another is answered meanwhile", async (_, limits, sentence) => {
  for (const response of await askBoth(limits)) {
    expect(response.status).toBe(504);
    const body = problem.parse(await response.json());
    expect(body.detail).toBe(`${sentence} Choose a shorter range, a narrower filter, or a field with fewer values.`);
  }
  // Nothing of it goes on in the engine, and the next question finds it as it was.
  const left = () =>
    running.engine.query<{ n: string }>(
      "SELECT count() AS n FROM system.processes WHERE query NOT LIKE '%system.processes%'",
    );
  await expect.poll(async () => (await left()).rows, { timeout: 20_000 }).toEqual([{ n: "0" }]);
  expect((await ask(summary, "/api/summary")).status).toBe(200);
});
