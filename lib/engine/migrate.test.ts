import { afterAll, beforeAll, expect, test } from "vitest";
import { EARLY_PROJECTIONS, LATE_PROJECTIONS } from "./accelerators";
import { migrate } from "./migrate";
import { startTestEngine } from "./testing";

let running: Awaited<ReturnType<typeof startTestEngine>>;
beforeAll(async () => {
  running = await startTestEngine();
});
afterAll(() => running.close());

const kept = async (): Promise<string[]> => {
  const { rows } = await running.engine.query<{ name: string }>(
    "SELECT name FROM system.projections WHERE database = currentDatabase() AND table = 'flows' ORDER BY name",
  );
  return rows.map(({ name }) => name);
};

test("a store of an earlier version loses what is kept no more, gets what it lacks, and keeps its records", async () => {
  const { engine } = running;
  await migrate(engine);
  const now = await kept();
  expect(now).toEqual([...EARLY_PROJECTIONS, ...LATE_PROJECTIONS].map(({ name }) => name).sort());
  await engine.command(
    "ALTER TABLE flows ADD PROJECTION by_srcaddr (SELECT srcaddr, input, count() GROUP BY srcaddr, input)",
  );
  for (const name of ["refused", "at_srcaddr", "by_srcaddr_hour"])
    await engine.command(`ALTER TABLE flows DROP PROJECTION ${name}`);
  await engine.command(`INSERT INTO flows (srcaddr, dstaddr, action, log_status, input, line, start, end)
    SELECT toIPv6('::ffff:10.0.0.8'), toIPv6('::ffff:10.0.0.7'), if(number % 3 = 0, 'REJECT', 'ACCEPT'), 'OK', 1, number,
      1700000000 + number, 1700000001 + number FROM numbers(3000)`);
  await engine.command("ALTER TABLE flows RESET SETTING min_compress_block_size");
  await migrate(engine);
  expect(await kept()).toEqual(now);
  const { rows: tables } = await engine.query<{ create: string }>(
    "SELECT create_table_query AS create FROM system.tables WHERE database = currentDatabase() AND name = 'flows'",
  );
  expect(tables[0]?.create).toContain("min_compress_block_size = 16384");
  const { rows } = await engine.query<{ n: string; refused: string }>(
    "SELECT count() AS n, countIf(action = 'REJECT') AS refused FROM flows",
  );
  expect(rows).toEqual([{ n: "3000", refused: "1000" }]);
});
