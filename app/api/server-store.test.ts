import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ENDPOINTS } from "@/lib/api/paths";
import type { Handler } from "@/lib/api/route";
import { startTestServer } from "@/lib/engine/cluster/testing/server";
import type { Engine } from "@/lib/engine/engine";
import { migrate } from "@/lib/engine/migrate";
import { startTestEngine } from "@/lib/engine/testing";
import { Intake } from "@/lib/ingest/intake";
import { ImportService } from "@/lib/ingest/service";
import { Upkeep } from "@/lib/ingest/upkeep";
import { RETENTION_TABLE } from "@/lib/retention/rules";
import { RetentionService } from "@/lib/retention/service";
import { provideServices, type Services } from "@/lib/server/services";
import { readSettings } from "@/lib/settings";
import { newSources } from "@/lib/sources/open";
import { SOURCE_TABLES } from "@/lib/sources/tables";

const HOST = "addr=10.10.1.10";
const RANGE = "from=2020-04-24T14:00:00Z&to=2020-04-24T15:00:00Z";
const FILTERS = [
  "srcaddr:10.0.0.0/8 dstport:443 action:REJECT",
  "not addr:10.10.0.0/16 bytes:>1000",
  "protocol:(tcp or udp) dstport:(53 or 80 or 443) packets>10",
  "interface-id:eni-0f4a1c93b7e25d608 or port:22..1024",
  "vpc-id:vpc-0e61f2a9c8b74d350 flow-direction:ingress",
];
const filtered = FILTERS.map((q) => `q=${encodeURIComponent(q)}`);
const GROUPINGS = [
  "srcaddr",
  "dstaddr",
  "addr",
  "port",
  "pair",
  "service",
  "import",
  "action",
  "protocol",
  "subnet_id",
  "az_id",
];

/** Questions for every endpoint that asks the store; `{id}` is a record's. */
const QUESTIONS: Readonly<Record<string, readonly string[]>> = {
  "/api/summary": ["", RANGE, "source=imp-1", ...filtered],
  "/api/series": [...GROUPINGS.map((by) => `by=${by}&measure=flows`), "", `${RANGE}&interval=60`, ...filtered],
  "/api/top": [...GROUPINGS.map((by) => `by=${by}`), ...filtered.map((q) => `${q}&by=pair&measure=packets`)],
  "/api/compare": GROUPINGS.map((by) => `by=${by}&${RANGE}`),
  "/api/records": [
    "limit=50",
    "sort=bytes&limit=20",
    "sort=-srcaddr&limit=20",
    ...filtered.map((q) => `${q}&limit=20`),
  ],
  "/api/records/{id}": [""],
  "/api/related": ["id={id}"],
  "/api/conversation": [
    "a=10.10.1.10&b=167.71.109.229&protocol=tcp&port=443",
    "a=10.10.1.10&b=10.10.2.11",
    "a=eni-0f4a1c93b7e25d608&b=146.120.143.137",
  ],
  "/api/rejections": ["", "by=srcaddr", "by=dstaddr&sort=sources", "by=interface_id&noise=listed", "noise=only", RANGE],
  "/api/host": [HOST, "interface_id=eni-0f4a1c93b7e25d608", `${HOST}&${RANGE}`],
  "/api/host/series": [HOST, `${HOST}&measure=packets&max_points=20`],
  "/api/host/peers": [HOST],
  "/api/host/services": [`${HOST}&side=offered`, `${HOST}&side=used`],
  "/api/topology": [
    "",
    "group=interface",
    "group=cidr16&measure=flows",
    "group=subnet&outside=networks",
    `${filtered[0]}`,
  ],
  "/api/sankey": ["", "measure=flows", `${filtered[1]}`],
  "/api/values": ["field=dstport&prefix=4", "field=addr&prefix=10.", "field=interface_id", "field=service"],
  "/api/coverage": ["", RANGE],
  "/api/facts": ["q=action:REJECT%20dstport:443", `${filtered[0]}&${RANGE}`],
  "/api/bounds": ["", "source=imp-1"],
  "/api/export": ["format=csv", "format=ndjson", "format=parquet&columns=srcaddr,bytes", `format=csv&${filtered[0]}`],
  "/api/findings": [""],
  "/api/findings/settings": [""],
  "/api/retention": [""],
  "/api/imports": [""],
  "/api/imports/{id}": [""],
  "/api/sources": [""],
};

/** Endpoints that ask something else than the store, or are no question. */
const OTHERS = /^\/api\/(aws\/|fields|health|live|openapi|uploads|sources\/|demo)/;

/** Words that differ from run to run. */
const VARYING = new Set([
  "elapsed_ms",
  "records_per_second",
  "computed_at",
  "created_at",
  "started_at",
  "ended_at",
  "in_step_at",
]);

const load = async (path: string): Promise<Partial<Record<string, Handler>>> => {
  const place = path.slice("/api/".length).replace("{id}", "[id]");
  return import(/* @vite-ignore */ join(import.meta.dirname, place, "route.ts"));
};

async function ask(
  services: Services,
  path: string,
  query: string,
  id: string,
): Promise<{ status: number; body: unknown }> {
  provideServices(services);
  const handler = (await load(path)).GET;
  if (!handler) throw new Error(`${path} does not answer GET.`);
  const url = `http://127.0.0.1:4480${path.replace("{id}", id)}?${query.replace("{id}", id)}`;
  const request = new Request(url, { headers: { host: "127.0.0.1:4480" } });
  const response = await handler(request, { params: Promise.resolve(path.includes("{id}") ? { id } : {}) });
  const text = Buffer.from(await response.arrayBuffer()).toString("latin1");
  const isJson = response.headers.get("content-type")?.startsWith("application/json");
  // What is kept takes more or less room as parts were made.
  const varies = (key: string): boolean => VARYING.has(key) || (path === "/api/retention" && key === "bytes");
  const body: unknown = isJson ? JSON.parse(text, (key, value) => (varies(key) ? null : value)) : text;
  return { status: response.status, body };
}

async function openServices(engine: Engine, folder: string): Promise<Services> {
  await migrate(engine, [...SOURCE_TABLES, RETENTION_TABLE]);
  const imports = new ImportService(engine, folder);
  await imports.open();
  const samples = join(process.cwd(), "public/samples");
  for (const name of await readdir(samples)) {
    const { id } = await imports.add({ name, path: join(samples, name), owned: false });
    await imports.ended(id);
  }
  return {
    engine,
    imports,
    settings: readSettings({ NODE_ENV: "test" }, { data: folder }),
    sources: newSources(engine, new Intake(engine, folder), imports, folder),
    retention: new RetentionService(engine),
    upkeep: new Upkeep(engine, () => false),
    root: process.cwd(),
    version: "1.2.3",
  };
}

test("every question of the API is asked here", () => {
  const questions = ENDPOINTS.filter(({ method, path }) => method === "get" && !OTHERS.test(path));
  expect(Object.keys(QUESTIONS).sort()).toEqual(questions.map(({ path }) => path).sort());
});

let folder: string;
let local: Awaited<ReturnType<typeof startTestEngine>>;
let here: Services;
let recordId: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "flowglass-api-"));
  local = await startTestEngine();
  here = await openServices(local.engine, join(folder, "here"));
  const { body } = await ask(here, "/api/records", "limit=1", "");
  recordId = (body as { records: { id: string }[] }).records[0]?.id ?? "";
});
afterAll(async () => {
  await here.imports.close();
  await local.close();
  await rm(folder, { recursive: true, force: true });
});

describe.each([
  ["a server", false],
  ["a cluster", true],
])("on %s", (name, cluster) => {
  let server: Awaited<ReturnType<typeof startTestServer>>;
  let there: Services;
  beforeAll(async () => {
    server = await startTestServer(cluster);
    there = await openServices(server.engine, join(folder, name));
  });
  afterAll(async () => {
    await there.imports.close();
    await server.close();
  });

  test.each(Object.keys(QUESTIONS))("%s gives what the embedded engine gives", async (path) => {
    for (const query of QUESTIONS[path] ?? []) {
      const id = path.startsWith("/api/imports") ? "imp-1" : recordId;
      const [mine, theirs] = [await ask(here, path, query, id), await ask(there, path, query, id)];
      expect({ query, ...theirs }).toEqual({ query, ...mine });
      expect(theirs.status, query).toBe(200);
    }
  });
});
