import { copyFile, mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DEFAULT_FORMAT } from "../../flow";
import { ImportService } from "../../ingest/service";
import { Upkeep } from "../../ingest/upkeep";
import { applyRemovals } from "../../retention/apply";
import { Held } from "../../retention/held";
import { RETENTION_TABLE } from "../../retention/rules";
import { SOURCE_TABLES } from "../../sources/tables";
import { migrate } from "../migrate";
import { startTestEngine } from "../testing";
import { startTestServer, type TestServer } from "./testing/server";

/** All records and unparsed lines of a store, whatever the numbers of their imports. */
const CONTENT = `SELECT count() AS n, sum(cityHash64(* EXCEPT input)) AS hash FROM flows`;
const UNPARSED = `SELECT line, text, reason FROM unparsed ORDER BY ALL`;

const HEADER = DEFAULT_FORMAT.join(" ");
const line = (n: number): string => {
  const start = 1_700_000_000 + (n % 3) * 86_400 + (n % 9000);
  return `2 123456789012 eni-0a1 10.0.0.1 10.0.${(n >> 8) & 255}.${n & 255} ${40_000 + (n % 20_000)} 443 6 1 ${n} ${start} ${start + 1} ACCEPT OK`;
};
const lines = (from: number, count: number): string[] => Array.from({ length: count }, (_, i) => line(from + i));

/** Files of many shapes, with what goes wrong in them. */
async function writeFiles(folder: string): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const samples = join(process.cwd(), "public/samples");
  for (const name of await readdir(samples)) await copyFile(join(samples, name), join(folder, name));
  const contents: Record<string, string | Buffer> = {
    "plain.log": [HEADER, ...lines(0, 500)].join("\n"),
    "crlf.log": [HEADER, ...lines(500, 50), "2 bad \\ 'line'", "", ...lines(550, 50)].join("\r\n"),
    "bad.log": [HEADER, ...lines(1000, 20), "2 only a few", "", line(1100), "2 x", "é\tü"].join("\n"),
    "headers.log": [
      HEADER,
      ...lines(2000, 5),
      "version srcaddr dstaddr start end",
      "2 1.2.3.4 5.6.7.8 1700000000 1700000001",
    ].join("\n"),
    ...Object.fromEntries(
      Array.from({ length: 6 }, (_, n) => [`s${n}.log.gz`, gzipSync([HEADER, ...lines(n * 3000, 40 + n)].join("\n"))]),
    ),
  };
  for (const [name, content] of Object.entries(contents)) await writeFile(join(folder, name), content);
  return (await readdir(folder)).sort();
}

describe.each([false, true])("cluster: %s", (cluster) => {
  let server: TestServer;
  let local: Awaited<ReturnType<typeof startTestEngine>>;
  let service: ImportService;
  let localService: ImportService;
  beforeAll(async () => {
    server = await startTestServer(cluster);
    local = await startTestEngine();
    for (const { engine } of [server, local]) await migrate(engine, [...SOURCE_TABLES, RETENTION_TABLE]);
    service = new ImportService(server.engine, join(server.folder, "app"));
    localService = new ImportService(local.engine, join(local.folder, "app"));
    for (const one of [service, localService]) await one.open();
  });
  afterAll(async () => {
    for (const one of [service, localService]) await one.close();
    await server.close();
    await local.close();
  });

  test("migrating again changes nothing", async () => {
    const before = await server.engine.query(
      "SELECT name, engine, create_table_query FROM system.tables WHERE database = currentDatabase() ORDER BY name",
    );
    await migrate(server.engine, [...SOURCE_TABLES, RETENTION_TABLE]);
    const after = await server.engine.query(
      "SELECT name, engine, create_table_query FROM system.tables WHERE database = currentDatabase() ORDER BY name",
    );
    expect(after.rows).toEqual(before.rows);
  });

  test("files of all shapes give the same records, unparsed lines and outcomes", async () => {
    const outcomes = [];
    for (const [of, folder] of [
      [service, server.folder],
      [localService, local.folder],
    ] as const) {
      const names = await writeFiles(join(folder, "files"));
      const added = await Promise.all(
        names.map((name) => of.add({ name, path: join(folder, "files", name), owned: false })),
      );
      const ended = await Promise.all(added.map(({ id }) => of.ended(id)));
      outcomes.push(
        ended.map(({ name, state, flows, nodata, skipdata, unparsed, unparsedSamples, error }) => ({
          name,
          state,
          flows,
          nodata,
          skipdata,
          unparsed,
          unparsedSamples,
          error,
        })),
      );
    }
    expect(outcomes[0]).toEqual(outcomes[1]);
    for (const sql of [CONTENT, UNPARSED]) {
      const [there, here] = await Promise.all([server.engine.query(sql), local.engine.query(sql)]);
      expect(there.rows).toEqual(here.rows);
      expect(there.rows.length).toBeGreaterThan(0);
    }
  });

  test("a Parquet file, sent, gives the records that the engine reads from it in place", async () => {
    const columns =
      "version, account_id, srcaddr, dstaddr, srcport, dstport, protocol, packets, bytes, start, end, action";
    const text = columns.replace(/(\w+addr)/g, "toString($1) AS $1").replace(/\b(start|end)\b/g, "toUInt32($1) AS $1");
    const stream = await local.engine.stream(
      `SELECT ${text} FROM flows ORDER BY start, input, line LIMIT 3000`,
      "Parquet",
    );
    const bytes = await buffer(stream);
    const damaged = Buffer.concat([bytes.subarray(0, 200), bytes.subarray(-40)]);
    const ended = [];
    for (const [of, folder] of [
      [service, server.folder],
      [localService, local.folder],
    ] as const) {
      const path = join(folder, "rows.parquet");
      await writeFile(path, bytes);
      const whole = await of.ended((await of.add({ name: "rows.parquet", path, owned: false })).id);
      await writeFile(path, damaged);
      const broken = await of.ended((await of.add({ name: "broken.parquet", path, owned: false })).id);
      ended.push([whole, broken].map(({ state, flows, fields, error }) => ({ state, flows, fields, error })));
    }
    expect(ended[0]).toEqual(ended[1]);
    expect(ended[0]?.[0]).toMatchObject({ state: "done", flows: 3000 });
    expect(ended[0]?.[1]).toMatchObject({ state: "failed", error: { code: "not_flow_log" } });
    const [there, here] = await Promise.all([server.engine.query(CONTENT), local.engine.query(CONTENT)]);
    expect(there.rows).toEqual(here.rows);
  });

  test("the server goes away while files are imported, and comes back: each record is there once", async () => {
    const path = join(server.folder, "away.log");
    await writeFile(path, [HEADER, ...lines(7_000_000, 60_000)].join("\n"));
    const { id } = await service.add({ name: "away.log", path, owned: false });
    const seen = server.server.statements.length;
    while (server.server.statements.length === seen) await new Promise((resolve) => setImmediate(resolve));
    await server.stop();
    await expect(server.engine.query("SELECT 1")).rejects.toMatchObject({ kind: "unavailable", type: "SERVER_AWAY" });
    await server.start();
    expect(await service.ended(id)).toMatchObject({ state: "done", flows: 60_000, error: null });
    const { rows } = await server.engine.query<{ n: string }>(`SELECT count() AS n FROM flows WHERE input = ${id}`);
    expect(Number(rows[0]?.n)).toBe(60_000);
    await service.remove(id);
  });

  test("upkeep makes the large sums, and retention knows every day", async () => {
    const path = join(server.folder, "days.log");
    await writeFile(path, [HEADER, ...lines(9_000_000, 90_000)].join("\n"));
    const { id } = await service.add({ name: "days.log", path, owned: false });
    await service.ended(id);
    const upkeep = new Upkeep(server.engine, () => false);
    expect((await upkeep.run()).length).toBeGreaterThanOrEqual(3);
    expect(await upkeep.run()).toEqual([]);
    await upkeep.close();
    const days = await new Held(server.engine).days();
    const held = days.flatMap(({ holdings }) => holdings).filter(({ input }) => input === id);
    expect(held.reduce((sum, { records }) => sum + records, 0)).toBe(90_000);
    const done = await applyRemovals(
      server.engine,
      days.map(({ day, holdings }) => ({
        day,
        inputs: holdings.some(({ input }) => input !== id) ? [id] : null,
        records: 0,
        bytes: 0,
      })),
      days,
      new AbortController().signal,
    );
    expect(done).toHaveLength(days.length);
    const { rows } = await server.engine.query<{ n: string }>(`SELECT count() AS n FROM flows WHERE input = ${id}`);
    expect(rows).toEqual([{ n: "0" }]);
    const [there, here] = await Promise.all([server.engine.query(CONTENT), local.engine.query(CONTENT)]);
    expect(there.rows).toEqual(here.rows);
  });
});
