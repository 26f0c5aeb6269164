import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { z } from "zod";
import { problem } from "@/lib/api/contract";
import { ENDPOINTS } from "@/lib/api/paths";
import type { Handler } from "@/lib/api/route";
import type { Engine } from "@/lib/engine/engine";
import { EngineError, type EngineErrorKind } from "@/lib/engine/errors";
import { ONE_ENGINE } from "@/lib/engine/layout";
import { Intake } from "@/lib/ingest/intake";
import { ImportService } from "@/lib/ingest/service";
import { Upkeep } from "@/lib/ingest/upkeep";
import { recordId } from "@/lib/query/record-row";
import { isFlow, sums } from "@/lib/query/testing/reference";
import { BEGIN, testRows } from "@/lib/query/testing/rows";
import { startTestStore, type TestStore } from "@/lib/query/testing/store";
import { RetentionService } from "@/lib/retention/service";
import { provideServices } from "@/lib/server/services";
import { readSettings } from "@/lib/settings";
import { newSources } from "@/lib/sources/open";

type Module = Partial<Record<string, Handler>>;

/** A path that a request can be sent to, for each endpoint that answers questions. */
const QUESTIONS: Readonly<Record<string, { load: () => Promise<unknown>; query: string }>> = {
  "/api/summary": { load: () => import("./summary/route"), query: "" },
  "/api/series": { load: () => import("./series/route"), query: "by=action&measure=flows" },
  "/api/top": { load: () => import("./top/route"), query: "by=srcaddr" },
  "/api/records": { load: () => import("./records/route"), query: "sort=-bytes&limit=5" },
  "/api/records/{id}": { load: () => import("./records/[id]/route"), query: "" },
  "/api/related": { load: () => import("./related/route"), query: "id={id}" },
  "/api/conversation": {
    load: () => import("./conversation/route"),
    query: "a=10.10.1.10&b=167.71.109.229&protocol=tcp&port=443",
  },
  "/api/values": { load: () => import("./values/route"), query: "field=dstport&prefix=4" },
  "/api/coverage": { load: () => import("./coverage/route"), query: "" },
  "/api/facts": { load: () => import("./facts/route"), query: "q=action:REJECT%20dstport:443" },
  "/api/bounds": { load: () => import("./bounds/route"), query: "" },
  "/api/export": { load: () => import("./export/route"), query: "format=csv" },
  "/api/fields": { load: () => import("./fields/route"), query: "" },
  "/api/health": { load: () => import("./health/route"), query: "" },
  "/api/openapi.json": { load: () => import("./openapi.json/route"), query: "" },
};

const rows = testRows(150, 5);
const known = rows.find((row) => isFlow(row) && row.start !== null && row.srcaddr !== null && row.dstaddr !== null);
const knownId = recordId({ input: Number(known?.input), line: String(known?.line), start: Number(known?.start) });

let store: TestStore;
let folder: string;

function provide(engine: Engine, token?: string): void {
  const environment: NodeJS.ProcessEnv = { NODE_ENV: "test", ...(token ? { FLOWGLASS_TOKEN: token } : {}) };
  const settings = readSettings(environment, { data: folder });
  const imports = new ImportService(engine, folder);
  provideServices({
    engine,
    settings,
    imports,
    sources: newSources(engine, new Intake(engine, folder), imports, folder),
    retention: new RetentionService(engine),
    upkeep: new Upkeep(engine, () => false),
    root: process.cwd(),
    version: "1.2.3",
  });
}

beforeAll(async () => {
  store = await startTestStore(rows);
  folder = await mkdtemp(join(tmpdir(), "flowglass-api-"));
  provide(store.asker.engine);
});
afterAll(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

/** Sends a request to a handler, as the server would. */
async function send(path: string, query = "", init: RequestInit = {}, id = knownId): Promise<Response> {
  const module = (await QUESTIONS[path]?.load()) as Module;
  const url = `http://127.0.0.1:4480${path.replace("{id}", id)}?${query.replace("{id}", id)}`;
  const handler = module[init.method ?? "GET"];
  if (!handler) throw new Error(`${path} does not answer ${init.method}.`);
  const request = new Request(url, { ...init, headers: { host: "127.0.0.1:4480", ...init.headers } });
  return handler(request, { params: Promise.resolve(path.includes("{id}") ? { id } : {}) });
}

/** Checks that an answer is a problem document, and gives it. */
async function problemIn(response: Response): Promise<z.infer<typeof problem>> {
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(response.headers.get("cache-control")).toBe("no-store");
  const body = problem.strict().parse(await response.json());
  expect(body.status).toBe(response.status);
  expect(body.detail.length).toBeGreaterThan(5);
  return body;
}

const paths = Object.keys(QUESTIONS);

describe.each(paths)("%s", (path) => {
  const query = QUESTIONS[path]?.query ?? "";
  const endpoint = ENDPOINTS.find((one) => one.method === "get" && one.path === path);

  test("answers as its schema says", async () => {
    const response = await send(path, query);
    expect(response.status).toBe(200);
    expect(response.headers.get("cache-control")).toBe("no-store");
    const schema = endpoint?.answers[200];
    if (typeof schema === "string") return;
    const body: unknown = await response.json();
    const parsed = schema?.safeParse(body);
    expect(parsed?.error?.issues ?? []).toEqual([]);
    // What is sent and not described would be unknown to other programs.
    if (path !== "/api/openapi.json") expect(parsed?.data).toEqual(body);
  });

  test("refuses other methods, strangers and other host names with a problem", async () => {
    for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
      const response = await send(path, query, { method });
      expect(response.headers.get("allow")).toBe("GET");
      expect((await problemIn(response)).status).toBe(405);
    }
    expect((await problemIn(await send(path, query, { headers: { host: "evil.example" } }))).status).toBe(403);
    provide(store.asker.engine, "a long enough secret");
    try {
      expect((await problemIn(await send(path, query))).status).toBe(401);
      const authorization = "Bearer a long enough secret";
      expect((await send(path, query, { headers: { authorization } })).status).toBe(200);
    } finally {
      provide(store.asker.engine);
    }
  });

  test.runIf(endpoint?.params?.shape.q)("says where a filter is wrong", async () => {
    const body = await problemIn(await send(path, `${query}&q=${encodeURIComponent("action:REJECT dstprt:443")}`));
    expect(body).toMatchObject({ status: 400, parameter: "q", type: "/problems/filter", suggestion: "dstport" });
    expect(body.position).toEqual({ from: 14, to: 20 });
    expect(body.alternatives?.length).toBeGreaterThan(0);
  });

  test.runIf(endpoint?.params?.shape.from)("says what is wrong with a range", async () => {
    expect(await problemIn(await send(path, `${query}&from=yesterday`))).toMatchObject({
      status: 400,
      parameter: "from",
    });
    expect(await problemIn(await send(path, `${query}&from=200&to=100`))).toMatchObject({
      status: 400,
      parameter: "to",
    });
    expect(await problemIn(await send(path, `${query}&source=../7`))).toMatchObject({
      status: 400,
      parameter: "source",
    });
  });

  const asksEngine = path !== "/api/fields" && path !== "/api/openapi.json";
  test.runIf(asksEngine)("says what the engine could not do, and nothing of its inside", async () => {
    const failing = (kind: EngineErrorKind): Engine => {
      const fail = () => Promise.reject(new EngineError("SELECT secret FROM flows", 1, "X", kind));
      const ways = { query: fail, stream: fail, command: fail, load: fail, version: fail };
      return { kind: "embedded", layout: ONE_ENGINE, ...ways };
    };
    const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const statuses = { timeout: 504, memory: 504, cancelled: 499, unavailable: 503, busy: 503, other: 500 } as const;
    try {
      for (const [kind, status] of Object.entries(statuses)) {
        provide(failing(kind as EngineErrorKind));
        const body = await problemIn(await send(path, query));
        expect(body.status).toBe(status);
        expect(body.detail).not.toContain("secret");
      }
      expect(log).toHaveBeenCalledTimes(1);
    } finally {
      log.mockRestore();
      provide(store.asker.engine);
    }
  });
});

describe("parameters", () => {
  test.each([
    ["/api/top", "", "by"],
    ["/api/top", "by=bytes", "by"],
    ["/api/top", "by=srcaddr&measure=pakets", "measure"],
    ["/api/top", "by=srcaddr&limit=0", "limit"],
    ["/api/records", "limit=1001", "limit"],
    ["/api/records", "limit=ten", "limit"],
    ["/api/records", "sort=nope", "sort"],
    ["/api/records", "cursor=nope", "cursor"],
    ["/api/series", "interval=0", "interval"],
    ["/api/series", "interval=1&from=0&to=now", "interval"],
    ["/api/export", "", "format"],
    ["/api/export", "format=xlsx", "format"],
    ["/api/conversation", "a=10.0.0.1", "b"],
    ["/api/conversation", "a=10.0.0.1&b=nope", "b"],
    ["/api/values", "field=nope", "field"],
  ])("%s?%s is refused, naming the parameter", async (path, query, parameter) => {
    expect(await problemIn(await send(path, query))).toMatchObject({ status: 400, parameter });
  });

  test("a record that is not there is 404", async () => {
    expect((await problemIn(await send("/api/records/{id}", "", {}, "9-9-9"))).status).toBe(404);
    expect((await problemIn(await send("/api/related", "id=9-9-9"))).status).toBe(404);
  });

  test("an unknown path is 404, whatever the method", async () => {
    const module = (await import("./[...path]/route")) as Module;
    for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"]) {
      const request = new Request("http://127.0.0.1/api/nope", { method, headers: { host: "127.0.0.1" } });
      const response = await module[method]?.(request, { params: Promise.resolve({ path: ["nope"] }) });
      expect((await problemIn(response as Response)).status).toBe(404);
    }
  });

  test("empty parameters are absent ones", async () => {
    const response = await send("/api/summary", "q=&from=&to=&source=");
    expect(await response.json()).toMatchObject({ flows: rows.filter(isFlow).length });
  });

  test("times, filter and source narrow the answer", async () => {
    const to = new Date((BEGIN + 3600) * 1000).toISOString();
    const response = await send("/api/summary", `q=action:REJECT&from=${BEGIN}&to=${to}&source=imp-12`);
    const meant = rows.filter(
      (row) =>
        isFlow(row) &&
        row.action === "REJECT" &&
        row.input === 12 &&
        Number(row.start) >= BEGIN &&
        Number(row.start) < BEGIN + 3600,
    );
    expect(await response.json()).toMatchObject(sums(meant));
  });

  test("an export is a download with one line for each record", async () => {
    const response = await send("/api/export", "format=csv&columns=start,bytes");
    expect(response.headers.get("content-disposition")).toContain("flow-records.csv");
    expect((await response.text()).trimEnd().split("\n").length).toBe(rows.length + 1);
  });
});

describe("the API's description", () => {
  test("lists every endpoint, and every endpoint is served", async () => {
    const response = await send("/api/openapi.json");
    const document = (await response.json()) as { openapi: string; paths: Record<string, Record<string, unknown>> };
    expect(document.openapi).toBe("3.1.0");
    for (const { path, method } of ENDPOINTS) expect(document.paths[path]?.[method]).toBeDefined();
    for (const path of paths) expect(document.paths[path]?.get).toBeDefined();
  });

  test("docs/api.md names every endpoint and every parameter", async () => {
    const text = await readFile("docs/api.md", "utf8");
    for (const { path, method, params } of ENDPOINTS) {
      expect(text).toContain(`${method.toUpperCase()} ${path}`);
      for (const name of Object.keys(params?.shape ?? {})) expect(text).toContain(`\`${name}\``);
    }
  });
});
