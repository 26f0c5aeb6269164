import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestEngine } from "../../engine/testing";
import { ImportService } from "../service";

let running: Awaited<ReturnType<typeof startTestEngine>>;
let service: ImportService;

beforeAll(async () => {
  running = await startTestEngine();
  service = new ImportService(running.engine, running.folder);
  await service.open();
});
afterAll(async () => {
  await service.close();
  await running.close();
});

const NAMES = ["srcaddr", "dstaddr", "srcport", "bytes", "start", "end", "action", "log_status"];
const row = (values: readonly (string | number | null)[]): string =>
  `(${values.map((value) => (value === null ? "NULL" : `'${value}'`)).join(", ")})`;

/** Imports a Parquet file with these rows; `types` gives each column's. */
async function importRows(
  name: string,
  rows: readonly (readonly (string | number | null)[])[],
  casts: readonly string[],
) {
  const structure = NAMES.map((column) => `${column} Nullable(String)`).join(", ");
  const columns = NAMES.map((column, i) => (casts[i] ? `CAST(${column}, '${casts[i]}') AS ${column}` : column));
  const sql = `SELECT ${columns.join(", ")} FROM (SELECT * FROM VALUES('${structure}', ${rows.map(row).join(", ")}))`;
  const path = join(running.folder, name);
  await writeFile(path, await buffer(await running.engine.stream(sql.replaceAll("''", "\\'"), "Parquet")));
  return service.ended((await service.add({ name, path, owned: false })).id);
}

const GOOD = ["10.0.0.1", "10.0.0.2", 443, 900, 1600000000, 1600000060, "ACCEPT", "OK"];

test("rows that are no records are counted and kept with their number and reason", async () => {
  const changed = (at: number, value: string | number | null) => GOOD.map((one, i) => (i === at ? value : one));
  const rows = [
    GOOD,
    changed(0, "10.0.0"),
    changed(2, 70000),
    changed(0, null),
    changed(3, "-"),
    changed(4, null),
    changed(6, "DROP"),
    changed(7, "NODATA"),
  ];
  const ended = await importRows("bad.parquet", rows, []);
  expect(ended).toMatchObject({ state: "done", flows: 3, nodata: 1, unparsed: 4 });
  expect(ended.unparsedSamples.map(({ line, reason }) => [line, reason])).toEqual([
    [2, "srcaddr is not an IP address"],
    [3, "srcport is not a number from 0 to 65535"],
    [6, "start is not a time in Unix seconds"],
    [7, "action is none of ACCEPT, REJECT"],
  ]);
  expect(ended.unparsedSamples[0]?.text).toBe("10.0.0 10.0.0.2 443 900 1600000000 1600000060 ACCEPT OK");
});

test("times may be timestamps, and numbers of any width", async () => {
  const time = "Nullable(DateTime64(3, \\'UTC\\'))";
  const casts = ["", "", "Nullable(Int32)", "Nullable(Int64)", time, time];
  const ended = await importRows("times.parquet", [GOOD], casts);
  expect(ended).toMatchObject({ state: "done", flows: 1, unparsed: 0 });
  const { rows } = await running.engine.query(
    "SELECT toUInt32(max(start)) AS s, toUInt32(max(end)) AS e, max(bytes) AS b FROM flows",
  );
  expect(rows).toEqual([{ s: 1600000000, e: 1600000060, b: "900" }]);
});

test("columns may have the names that Athena tables and other tools give them, and a field's own name counts first", async () => {
  const path = join(running.folder, "aliases.parquet");
  const sql = `SELECT '10.0.0.1' AS sourceaddress, '10.9.9.9' AS src_ip, '10.0.0.2' AS dstaddr, '10.8.8.8' AS dst_ip,
    700 AS numbytes, 1600000100 AS start_time, 1600000160 AS end_time, 'ACCEPT' AS action`;
  await writeFile(path, await buffer(await running.engine.stream(sql, "Parquet")));
  const ended = await service.ended((await service.add({ name: "aliases", path, owned: false })).id);
  expect(ended).toMatchObject({ state: "done", flows: 1, unparsed: 0 });
  const { rows } = await running.engine.query(
    "SELECT toString(srcaddr) AS src, toString(dstaddr) AS dst, bytes, toUInt32(start) AS s, toUInt32(end) AS e FROM flows WHERE bytes = 700",
  );
  expect(rows).toEqual([
    { src: "::ffff:10.0.0.1", dst: "::ffff:10.0.0.2", bytes: "700", s: 1600000100, e: 1600000160 },
  ]);
});

test("a file that is damaged inside is refused in a sentence that names no path of the server", async () => {
  const whole = await importRows("whole.parquet", [GOOD, ["10.0.0.9", ...GOOD.slice(1)]], []);
  expect(whole.state).toBe("done");
  const bytes = await readFile(join(running.folder, "whole.parquet"));
  bytes.fill(0xaa, 30, 90);
  const path = join(running.folder, "damaged.parquet");
  await writeFile(path, bytes);
  const ended = await service.ended((await service.add({ name: "damaged", path, owned: false })).id);
  expect(ended).toMatchObject({ state: "failed", flows: 0, error: { code: "not_flow_log" } });
  expect(ended.error?.message).toBe(
    "This Parquet file is damaged inside, so nothing of it was taken; fetch it again and upload it.",
  );
});
