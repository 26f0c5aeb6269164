import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Retention, retention as schema } from "@/lib/api/contract";
import { migrate } from "@/lib/engine/migrate";
import { startTestEngine } from "@/lib/engine/testing";
import { Intake } from "@/lib/ingest/intake";
import { ImportService } from "@/lib/ingest/service";
import { Upkeep } from "@/lib/ingest/upkeep";
import { RETENTION_TABLE } from "@/lib/retention/rules";
import { RetentionService } from "@/lib/retention/service";
import { provideServices } from "@/lib/server/services";
import { readSettings } from "@/lib/settings";
import { newSources } from "@/lib/sources/open";
import { SOURCE_TABLES } from "@/lib/sources/tables";
import { GET, POST } from "./route";

const DAY = 86_400;
/** Noon of a day in 2024; the service thinks it is noon of the last one. */
const noon = (day: number): number => Date.UTC(2024, 0, day, 12) / 1000;
const LAST = 20;

let folder: string;
let imports: ImportService;
let service: RetentionService;
let test: Awaited<ReturnType<typeof startTestEngine>>;
let end: () => Promise<void>;

/** Imports a file with so many records on each of some days. */
async function importDays(name: string, days: readonly number[], records: number): Promise<string> {
  const lines = days.flatMap((day) =>
    Array.from({ length: records }, (_, n) => {
      const start = noon(day) + n;
      return `2 123456789012 eni-0a1b2c3d 10.0.0.1 10.0.0.2 ${1024 + n} 443 6 1 40 ${start} ${start + 9} ACCEPT OK`;
    }),
  );
  const path = join(folder, name);
  await writeFile(path, `${lines.join("\n")}\n`);
  const { id } = await imports.add({ name, path, owned: false });
  expect((await imports.ended(id)).state).toBe("done");
  return `imp-${id}`;
}

const url = "http://127.0.0.1:4480/api/retention";
const headers = { host: "127.0.0.1:4480", "content-type": "application/json" };

async function ask(body?: unknown): Promise<Retention> {
  const response = body
    ? await POST(new Request(url, { method: "POST", headers, body: JSON.stringify(body) }))
    : await GET(new Request(url, { headers }));
  expect(response.status).toBe(200);
  return schema.strict().parse(await response.json());
}

async function daysOf(input: string): Promise<number[]> {
  const { rows } = await test.engine.query<{ day: number }>(
    "SELECT DISTINCT toDayOfMonth(start) AS day FROM flows WHERE input = {input:UInt32} ORDER BY day",
    { input: Number(input.slice(4)) },
  );
  return rows.map(({ day }) => day);
}

beforeAll(async () => {
  test = await startTestEngine();
  await migrate(test.engine, [...SOURCE_TABLES, RETENTION_TABLE]);
  folder = await mkdtemp(join(tmpdir(), "flowglass-retention-"));
  const { engine } = test;
  imports = new ImportService(engine, folder);
  await imports.open();
  const intake = new Intake(engine, folder);
  service = new RetentionService(engine, () => noon(LAST));
  await service.open();
  provideServices({
    engine,
    imports,
    sources: newSources(engine, intake, imports, folder),
    retention: service,
    upkeep: new Upkeep(engine, () => false),
    settings: readSettings({ NODE_ENV: "test" }, { data: folder }),
    root: process.cwd(),
    version: "1.2.3",
  });
  end = async () => {
    await service.close();
    await imports.close();
    intake.close();
    await test.close();
    await rm(folder, { recursive: true, force: true });
  };
});
afterAll(() => end());

describe("retention", () => {
  it("says what each input holds", async () => {
    expect(await ask()).toMatchObject({ rules: [], inputs: [], total: { records: 0, bytes: 0, from: null, to: null } });
    const first = await importDays("first.log", [5, 10, LAST], 300);
    const second = await importDays("second.log", [10], 100);
    const { inputs, total, due } = await ask();
    expect(inputs.map(({ id, records }) => [id, records])).toEqual([
      [first, 900],
      [second, 100],
    ]);
    const midnight = (day: number): number => noon(day) - DAY / 2;
    expect(inputs[0]).toMatchObject({ name: "first.log", kind: "import", from: midnight(5), to: midnight(LAST + 1) });
    expect(inputs[0]?.in_step_at).toBeGreaterThan(0);
    expect(inputs[1]).toMatchObject({ from: midnight(10), to: midnight(11) });
    expect(total.records).toBe(1000);
    expect(Number(total.bytes)).toBeGreaterThan(1000);
    expect(Number(inputs[0]?.bytes) + Number(inputs[1]?.bytes)).toBeCloseTo(Number(total.bytes), -1);
    expect(due).toMatchObject({ days: 0, records: 0 });
  });

  it("tells what rules would remove, and changes nothing", async () => {
    const rules = [{ source: null, days: 12 }];
    expect((await ask({ rules, dry_run: true })).due).toMatchObject({ days: 1, records: 300 });
    expect((await ask()).rules).toEqual([]);
    expect((await ask()).total.records).toBe(1000);
  });

  it("removes one input's days, and says so", async () => {
    const [first, second] = (await ask()).inputs.map(({ id }) => id);
    await ask({ rules: [{ source: first, days: 5 }] });
    await service.run();
    const after = await ask();
    expect(after.rules).toEqual([{ source: first, days: 5, bytes: null }]);
    expect(after.last_run).toMatchObject({ at: noon(LAST), days: 2, records: 600 });
    expect(await daysOf(first ?? "")).toEqual([LAST]);
    expect(await daysOf(second ?? "")).toEqual([10]);
    expect(after.inputs.map(({ records }) => records)).toEqual([300, 100]);
  });

  it("drops whole days for a rule about everything, at the next start too", async () => {
    await ask({ rules: [{ source: null, days: 1 }] });
    await service.run();
    const again = new RetentionService(test.engine, () => noon(LAST));
    await again.open();
    const view = await again.view();
    await again.close();
    expect(view.rules).toEqual([{ input: null, days: 1, bytes: null }]);
    expect(view.days.map(({ day }) => day)).toEqual(["20240120"]);
    expect((await ask()).total.records).toBe(300);
  });

  it("refuses rules that cannot be", async () => {
    for (const rules of [
      [{ source: "src-99", days: 1 }],
      [{ source: null, days: 0 }],
      [{ source: null, bytes: 5 }],
      [
        { source: null, days: 1 },
        { source: null, bytes: 5_000_000 },
      ],
      "all",
    ]) {
      const response = await POST(new Request(url, { method: "POST", headers, body: JSON.stringify({ rules }) }));
      expect(response.status, JSON.stringify(rules)).toBe(400);
    }
    expect((await ask()).rules).toEqual([{ source: null, days: 1, bytes: null }]);
  });
});
