import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { problem } from "@/lib/api/contract";
import { ENDPOINTS } from "@/lib/api/paths";
import type { Handler } from "@/lib/api/route";
import { startTestEngine } from "@/lib/engine/testing";
import { Intake } from "@/lib/ingest/intake";
import { ImportService } from "@/lib/ingest/service";
import { Upkeep } from "@/lib/ingest/upkeep";
import { RetentionService } from "@/lib/retention/service";
import { provideServices } from "@/lib/server/services";
import { readSettings } from "@/lib/settings";
import { newSources } from "@/lib/sources/open";
import { type AwsFake, startAwsFake } from "@/lib/sources/testing";

const PLACE = "region=eu-west-1&role_arn=&external_id=";
const ROUTES: Readonly<Record<string, { load: () => Promise<unknown>; query: string }>> = {
  "/api/aws/regions": { load: () => import("./regions/route"), query: "" },
  "/api/aws/flow-logs": { load: () => import("./flow-logs/route"), query: PLACE },
  "/api/aws/log-groups": { load: () => import("./log-groups/route"), query: `${PLACE}&search=vpc` },
  "/api/aws/buckets": { load: () => import("./buckets/route"), query: PLACE },
  "/api/aws/doctor": { load: () => import("./doctor/route"), query: PLACE },
};
const paths = Object.keys(ROUTES);

let store: Awaited<ReturnType<typeof startTestEngine>>;
let fake: AwsFake;
let folder: string;

function provide(token?: string): void {
  const { engine } = store;
  const environment: NodeJS.ProcessEnv = { NODE_ENV: "test", ...(token ? { FLOWGLASS_TOKEN: token } : {}) };
  const imports = new ImportService(engine, folder);
  provideServices({
    engine,
    settings: readSettings(environment, { data: folder }),
    imports,
    sources: newSources(engine, new Intake(engine, folder), imports, folder),
    retention: new RetentionService(engine),
    upkeep: new Upkeep(engine, () => false),
    root: process.cwd(),
    version: "1.2.3",
  });
}

beforeAll(async () => {
  [store, fake, folder] = await Promise.all([
    startTestEngine(),
    startAwsFake(),
    mkdtemp(join(tmpdir(), "flowglass-aws-")),
  ]);
  // Nothing answers for S3: what a server without a way to AWS sees.
  const nowhere = { AWS_ENDPOINT_URL_S3: "http://127.0.0.1:1" };
  for (const [name, value] of Object.entries({ ...fake.env, ...nowhere })) vi.stubEnv(name, value);
  fake.addFlowLog({ logGroupName: "/vpc/flow-logs" });
  fake.at().logs.ensureGroup("/vpc/flow-logs");
  provide();
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await Promise.all([store.close(), fake.close()]);
  await rm(folder, { recursive: true, force: true });
});

async function send(path: string, query: string, init: RequestInit = {}): Promise<Response> {
  const module = (await ROUTES[path]?.load()) as Partial<Record<string, Handler>>;
  const handler = module[init.method ?? "GET"];
  if (!handler) throw new Error(`${path} does not answer ${init.method}`);
  const headers = { host: "127.0.0.1:4480", ...init.headers };
  return handler(new Request(`http://127.0.0.1:4480${path}?${query}`, { ...init, headers }));
}

describe.each(paths)("%s", (path) => {
  const query = ROUTES[path]?.query ?? "";

  test("answers as its schema says", async () => {
    const response = await send(path, query);
    expect(response.status).toBe(200);
    const body: unknown = await response.json();
    const schema = ENDPOINTS.find((one) => one.path === path)?.answers[200];
    if (!schema || typeof schema === "string") throw new Error(`${path} has no schema`);
    const parsed = schema.safeParse(body);
    expect(parsed.error?.issues ?? []).toEqual([]);
    expect(parsed.data).toEqual(body);
  });

  test("is not asked by other sites' pages, under other names, by other methods, or without the token", async () => {
    const calls = fake.calls.length;
    const refused = async (init: RequestInit) => problem.parse(await (await send(path, query, init)).json()).status;
    expect(await refused({ headers: { "sec-fetch-site": "cross-site" } })).toBe(403);
    expect(await refused({ headers: { "sec-fetch-site": "same-site" } })).toBe(403);
    expect(await refused({ headers: { host: "evil.example" } })).toBe(403);
    expect(await refused({ method: "POST" })).toBe(405);
    provide("a long enough secret");
    try {
      expect(await refused({})).toBe(401);
    } finally {
      provide();
    }
    expect(fake.calls.length).toBe(calls);
  });
});

describe("a place", () => {
  test.each([
    ["", "The parameter region is missing."],
    ["region=", "region: Give a region, such as eu-west-1."],
    ["region=eu-west-1%2F..%2Fevil", 'region: "eu-west-1/../evil" is not a region\'s code; one is eu-west-1.'],
    ["region=eu-west-1&role_arn=me", "role_arn: A role's ARN looks like arn:aws:iam::123456789012:role/NAME."],
    [
      "region=eu-west-1&external_id=a%20b",
      "external_id: An external id has 2 to 1,224 letters, digits and + = , . @ : / - _.",
    ],
  ])("%s is refused with a sentence", async (query, detail) => {
    const response = await send("/api/aws/flow-logs", query);
    expect(problem.parse(await response.json())).toMatchObject({ status: 400, detail });
  });

  test("cannot name an endpoint", async () => {
    const calls = fake.calls.length;
    await send("/api/aws/flow-logs", "region=eu-west-1&endpoint=http://127.0.0.1:1&endpoint_url=http://127.0.0.1:1");
    expect(fake.calls.length).toBe(calls + 1);
  });
});
