import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { insights as insightsAnswer, type Source, sourceInfo } from "@/lib/api/contract";
import type { Handler } from "@/lib/api/route";
import { startTestEngine } from "@/lib/engine/testing";
import { Intake } from "@/lib/ingest/intake";
import { ImportService } from "@/lib/ingest/service";
import { Upkeep } from "@/lib/ingest/upkeep";
import { RetentionService } from "@/lib/retention/service";
import { provideServices } from "@/lib/server/services";
import { readSettings } from "@/lib/settings";
import { newSources } from "@/lib/sources/open";
import type { SourceService } from "@/lib/sources/service";
import { SOURCE_TABLES } from "@/lib/sources/tables";
import { type AwsFake, flowEvents, INTERFACES, startAwsFake, streamOf } from "@/lib/sources/testing";
import { GET as records } from "../records/route";
import { GET as summary } from "../summary/route";
import { GET as top } from "../top/route";
import { POST as pause } from "./[id]/pause/route";
import { POST as resume } from "./[id]/resume/route";
import { DELETE as remove, GET as show } from "./[id]/route";
import { POST as insights } from "./insights/route";
import { POST as create, GET as list } from "./route";

const GROUP = "/vpc/flow-logs";
let fake: AwsFake;
let sources: SourceService;
let end: () => Promise<void>;

beforeAll(async () => {
  fake = await startAwsFake();
  for (const [name, value] of Object.entries(fake.env)) vi.stubEnv(name, value);
  const { engine, close } = await startTestEngine();
  for (const table of SOURCE_TABLES) await engine.command(table.create);
  const folder = await mkdtemp(join(tmpdir(), "flowglass-api-"));
  const imports = new ImportService(engine, folder);
  await imports.open();
  const intake = new Intake(engine, folder);
  sources = newSources(engine, intake, imports, folder);
  await sources.open();
  const settings = readSettings({ NODE_ENV: "test" }, { data: folder });
  provideServices({
    engine,
    settings,
    imports,
    sources,
    retention: new RetentionService(engine),
    upkeep: new Upkeep(engine, () => false),
    root: process.cwd(),
    version: "1.2.3",
  });
  end = async () => {
    await sources.close();
    await imports.close();
    intake.close();
    await close();
    await fake.close();
    await rm(folder, { recursive: true, force: true });
  };
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await end();
});

async function call(handler: Handler, method: string, id?: string, body?: unknown, query = "") {
  const request = new Request(`http://127.0.0.1:4480/api/x${query}`, {
    method,
    headers: { host: "127.0.0.1:4480" },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const response = await handler(request, { params: Promise.resolve(id ? { id } : {}) });
  return { status: response.status, body: response.status === 204 ? null : await response.json() };
}

const until = (id: string, wanted: (source: Source) => boolean): Promise<Source> =>
  new Promise((resolve, reject) => {
    const look = async (): Promise<void> => {
      const source = sourceInfo.parse((await call(show, "GET", id)).body);
      if (!wanted(source)) return;
      stop();
      resolve(source);
    };
    const stop = sources.subscribe(() => void look().catch(reject));
    look().catch(reject);
  });

const now = (): number => Math.floor(Date.now() / 1000);

describe("the API of sources", () => {
  test("a log group is added, read, asked about, paused, resumed and removed", async () => {
    const events = INTERFACES.flatMap((interfaceId, n) => {
      const made = flowEvents({ interfaceId, from: now() - 7200, seconds: 7000, count: 700, seed: n });
      fake.put(GROUP, streamOf(interfaceId), made);
      return made;
    });
    fake.addFlowLog({ logGroupName: GROUP });
    const request = { kind: "cloudwatch", region: fake.region, log_group: GROUP, since: "now-1d", follow: true };
    const created = await call(create, "POST", undefined, request);
    expect(created.status).toBe(201);
    const source = sourceInfo.parse(created.body);
    expect(source).toMatchObject({ id: expect.stringMatching(/^src-\d+$/), kind: "cloudwatch", state: "reading" });
    const done = await until(source.id, ({ state }) => state === "following");
    expect(done).toMatchObject({
      flows: events.length,
      unparsed: 0,
      failed: [],
      error: null,
      format_source: "flow_log",
    });
    expect(done.fields).toContain("srcaddr");
    expect(done.lag_seconds).toBeLessThan(60);
    expect(done.read).toHaveLength(1);
    const totals = await call(summary, "GET", undefined, undefined, `?source=${source.id}`);
    expect(totals.body.flows).toBe(events.length);
    const filtered = await call(summary, "GET", undefined, undefined, `?q=source:${source.id}`);
    expect(filtered.body.flows).toBe(events.length);
    const page = await call(records, "GET", undefined, undefined, "?limit=1");
    expect(page.body.records[0].source).toBe(source.id);
    const groups = await call(top, "GET", undefined, undefined, "?by=source");
    expect(groups.body.rows.map(({ key }: { key: string }) => key)).toEqual([source.id]);
    expect((await call(list, "GET")).body.sources.map(({ id }: Source) => id)).toEqual([source.id]);

    const body = { source: source.id, from: "now-1d", by: "dstport", measure: "flows" };
    const inPlace = await call(insights, "POST", undefined, body);
    expect(insightsAnswer.parse(inPlace.body)).toMatchObject({ in_place: true, totals: { flows: events.length } });
    const nowhere = await call(insights, "POST", undefined, { from: "now-1d" });
    expect(nowhere).toMatchObject({ status: 400, body: { parameter: "source" } });

    expect((await call(pause, "POST", source.id)).body.state).toBe("paused");
    expect((await call(resume, "POST", source.id)).body.state).toBe("reading");
    await until(source.id, ({ state }) => state === "following");

    expect((await call(remove, "DELETE", source.id)).status).toBe(204);
    expect((await call(show, "GET", source.id)).status).toBe(404);
    const after = await call(summary, "GET", undefined, undefined, `?source=${source.id}`);
    expect(after.body.flows).toBe(0);
  });

  test("the same request again is answered with the source that reads it already, also by the group's ARN", async () => {
    const request = { kind: "cloudwatch", region: fake.region, log_group: GROUP, since: "now-1h", follow: true };
    const arn = `arn:aws:logs:${fake.region}:${fake.account}:log-group:${GROUP}:*`;
    const answers = await Promise.all(
      [request, request, { ...request, log_group: arn }].map((body) => call(create, "POST", undefined, body)),
    );
    expect(answers.map(({ status }) => status)).toEqual([201, 200, 200]);
    const [id, ...others] = answers.map(({ body }) => body.id as string);
    expect(others).toEqual([id, id]);
    expect(answers[2]?.body).toMatchObject({ log_group: GROUP, notices: [] });
    await call(pause, "POST", id);
    const resumed = await call(create, "POST", undefined, request);
    expect(resumed).toMatchObject({ status: 200, body: { id, state: "reading" } });

    const wider = await call(create, "POST", undefined, { ...request, since: "now-1d" });
    expect(wider.status).toBe(201);
    const [, first] = (await call(list, "GET")).body.sources as Source[];
    expect(first?.notices).toMatchObject([{ code: "read_twice", message: expect.stringContaining(wider.body.id) }]);
    for (const one of [id, wider.body.id]) await call(remove, "DELETE", one);
  });

  test("what is wrong with a request is said in a sentence, and names the member", async () => {
    const good = { kind: "cloudwatch", region: "eu-west-1", log_group: "/a", since: "now-7d", follow: false };
    const wrong: readonly (readonly [unknown, string | undefined])[] = [
      ["{", undefined],
      [{ ...good, kind: "kafka" }, "kind"],
      [{ ...good, region: "Frankfurt" }, "region"],
      [{ ...good, log_group: undefined }, "log_group"],
      [{ ...good, since: undefined }, "since"],
      [{ ...good, since: "yesterday" }, "since"],
      [{ ...good, until: "now-8d" }, "until"],
      [{ ...good, format: "srcaddr nonsense" }, "format"],
      [{ ...good, role_arn: "my-role" }, "role_arn"],
      [{ ...good, streams: Array.from({ length: 101 }, (_, n) => `s${n}`) }, "streams"],
    ];
    for (const [body, parameter] of wrong) {
      const answer = await call(create, "POST", undefined, body);
      expect(answer.status, JSON.stringify(body)).toBe(400);
      expect(answer.body.parameter).toBe(parameter);
      expect(answer.body.detail).not.toMatch(/invalid input|expected/i);
    }
    expect((await call(list, "GET")).body.sources).toEqual([]);
  });

  test("an id that names no source is 404", async () => {
    for (const handler of [show, remove, pause, resume]) {
      for (const id of ["src-999", "imp-1", "x"]) expect((await call(handler, "GET", id)).status).toBe(404);
    }
  });
});
