import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { EARLY_PROJECTIONS, LATE_PROJECTIONS } from "../engine/accelerators";
import type { Engine } from "../engine/engine";
import { EngineError } from "../engine/errors";
import { startTestEngine } from "../engine/testing";
import { storeChanges } from "./changes";
import { Upkeep } from "./upkeep";

let running: Awaited<ReturnType<typeof startTestEngine>>;
beforeAll(async () => {
  running = await startTestEngine();
});
afterAll(() => running.close());

const made = async (): Promise<string[]> => {
  const { rows } = await running.engine.query<{ name: string }>(
    "SELECT DISTINCT name FROM system.projection_parts WHERE database = currentDatabase() AND table = 'flows' AND active",
  );
  return rows.map(({ name }) => name).sort();
};

test("makes what is missing, once, and answers stay the same", async () => {
  const { engine } = running;
  await engine.command("ALTER TABLE flows MODIFY SETTING materialize_projections_on_insert = 0");
  await engine.command(`INSERT INTO flows (srcaddr, dstaddr, bytes, packets, action, log_status, input, line, start, end)
    SELECT toIPv6(concat('::ffff:10.0.0.', toString(number % 50))), toIPv6('::ffff:10.0.0.7'), number, 1, if(number % 10 = 0 AND number < 80000, 'REJECT', 'ACCEPT'), 'OK', 1, number,
      1700000000 + number, 1700000001 + number FROM numbers(100000)`);
  const ask = async () =>
    (await engine.query("SELECT srcaddr, sum(bytes) AS v, count() AS n FROM flows GROUP BY srcaddr ORDER BY srcaddr"))
      .rows;
  const before = await ask();
  expect(await made()).toEqual([]);
  const upkeep = new Upkeep(engine, () => false);
  // The first and the last day have too few records to be worth it.
  expect(await upkeep.run()).toEqual(["20231115"]);
  expect(await made()).toEqual([...EARLY_PROJECTIONS, ...LATE_PROJECTIONS].map(({ name }) => name).sort());
  expect(await ask()).toEqual(before);
  expect(await upkeep.run()).toEqual([]);
  await upkeep.close();
});

test("a part without a rejected record needs no projection of these", async () => {
  const { engine } = running;
  await engine.command("CREATE TABLE flows_kept AS flows");
  await engine.command("EXCHANGE TABLES flows AND flows_kept");
  await engine.command(`INSERT INTO flows (srcaddr, dstaddr, action, log_status, input, line, start, end)
    SELECT toIPv6('::ffff:10.0.0.8'), toIPv6('::ffff:10.0.0.7'), 'ACCEPT', 'OK', 1, number, 1700100000, 1700100001
    FROM numbers(30000)`);
  const upkeep = new Upkeep(engine, () => false);
  await upkeep.run();
  expect(await made()).toEqual(
    [...EARLY_PROJECTIONS, ...LATE_PROJECTIONS]
      .map(({ name }) => name)
      .filter((name) => name !== "refused")
      .sort(),
  );
  expect(await upkeep.run()).toEqual([]);
  await upkeep.close();
  await engine.command("EXCHANGE TABLES flows AND flows_kept");
});

const partsOf = async (day: string): Promise<number> => {
  const { rows } = await running.engine.query<{ n: string }>(
    "SELECT count() AS n FROM system.parts WHERE database = currentDatabase() AND table = 'flows' AND active AND partition_id = {day:String}",
    { day },
  );
  return Number(rows[0]?.n);
};

test("a new day becomes one part; one that was finished is not written anew for what comes to it", async () => {
  const { engine } = running;
  const add = (input: number, records: number) =>
    engine.command(
      `INSERT INTO flows (action, log_status, input, line, start, end)
         SELECT 'ACCEPT', 'OK', ${input}, number, 1700300000, 1700300001 FROM numbers(${records})`,
      {},
      { settings: { max_insert_block_size: 1_000_000 } },
    );
  await engine.command("SYSTEM STOP MERGES flows");
  await add(1, 90_000);
  await add(2, 30_000);
  await engine.command("SYSTEM START MERGES flows");
  const upkeep = new Upkeep(engine, () => false);
  expect(await upkeep.run()).toEqual(["20231118"]);
  expect(await partsOf("20231118")).toBe(1);
  // What the engine itself would merge by and by is left alone here, so that the test sees what the upkeep does.
  await engine.command("ALTER TABLE flows MODIFY SETTING max_bytes_to_merge_at_max_space_in_pool = 1");
  await add(3, 30_000);
  expect(await upkeep.run()).toEqual(["20231118"]);
  expect(await partsOf("20231118")).toBe(2);
  await upkeep.close();
  await engine.command("ALTER TABLE flows RESET SETTING max_bytes_to_merge_at_max_space_in_pool");
});

test("a new day becomes one part where a few of its parts have some of the sums already", async () => {
  const { engine } = running;
  await engine.command("SYSTEM STOP MERGES flows");
  const add = async (input: number, records: number, late: 0 | 1) => {
    await engine.command(`ALTER TABLE flows MODIFY SETTING materialize_projections_on_insert = ${late}`);
    await engine.command(
      `INSERT INTO flows (srcaddr, dstaddr, action, log_status, input, line, start, end)
         SELECT toIPv6('::ffff:10.0.0.8'), toIPv6('::ffff:10.0.0.7'), 'REJECT', 'OK', ${input}, number, 1700400000, 1700400001
         FROM numbers(${records})`,
      {},
      { settings: { max_insert_block_size: 1_000_000 } },
    );
  };
  await add(1, 90_000, 0);
  await add(2, 30_000, 1);
  await add(3, 60_000, 0);
  await add(4, 1_000, 1);
  await engine.command("ALTER TABLE flows MODIFY SETTING materialize_projections_on_insert = 0");
  await engine.command("SYSTEM START MERGES flows");
  const upkeep = new Upkeep(engine, () => false);
  expect(await upkeep.run()).toEqual(["20231119"]);
  expect(await partsOf("20231119")).toBe(1);
  const { rows } = await engine.query<{ n: string }>(
    "SELECT count() AS n FROM flows WHERE toYYYYMMDD(start) = 20231119",
  );
  expect(rows).toEqual([{ n: "181000" }]);
  expect(await upkeep.run()).toEqual([]);
  await upkeep.close();
});

test("a new day becomes one part where all of its parts have one of the large sums", async () => {
  const { engine } = running;
  await engine.command("ALTER TABLE flows MODIFY SETTING max_bytes_to_merge_at_max_space_in_pool = 1");
  for (const input of [1, 2, 3]) {
    await engine.command(`INSERT INTO flows (srcaddr, action, log_status, input, line, start, end)
      SELECT toIPv6('::ffff:10.0.0.8'), 'REJECT', 'OK', ${input}, number, 1700500000, 1700500001 FROM numbers(40000)`);
  }
  const make = "ALTER TABLE flows MATERIALIZE PROJECTION refused IN PARTITION ID '20231120'";
  await engine.command(make, {}, { settings: { mutations_sync: 1 } });
  const upkeep = new Upkeep(engine, () => false);
  expect(await upkeep.run()).toEqual(["20231120"]);
  expect(await partsOf("20231120")).toBe(1);
  await upkeep.close();
  await engine.command("ALTER TABLE flows RESET SETTING max_bytes_to_merge_at_max_space_in_pool");
});

test("a rush of records holds merging back until the store is left alone", async () => {
  const { engine } = running;
  const held = async (): Promise<boolean> => {
    const { rows } = await engine.query<{ made: string }>(
      "SELECT create_table_query AS made FROM system.tables WHERE database = currentDatabase() AND name = 'flows'",
    );
    return rows[0]?.made.includes("max_bytes_to_merge_at_max_space_in_pool") ?? false;
  };
  const upkeep = new Upkeep(engine, () => false);
  upkeep.open();
  await vi.waitFor(async () => {
    storeChanges.tell(1);
    expect(await held()).toBe(true);
  }, 20_000);
  await vi.waitFor(async () => expect(await held()).toBe(false), 20_000);
  await upkeep.close();
});

test("waits while imports run", async () => {
  const upkeep = new Upkeep(running.engine, () => true);
  await running.engine.command("ALTER TABLE flows CLEAR PROJECTION by_srcaddr_hour IN PARTITION ID '20231115'");
  expect(await upkeep.run()).toEqual([]);
  await upkeep.close();
});

test("what failed is tried again without anything new coming", async () => {
  const { engine } = running;
  await engine.command("ALTER TABLE flows CLEAR PROJECTION by_srcaddr_hour IN PARTITION ID '20231115'");
  let refused = 0;
  const command: Engine["command"] = (sql, ...more) => {
    if (!sql.includes("MATERIALIZE") || refused++ > 0) return engine.command(sql, ...more);
    return Promise.reject(new EngineError("Memory limit exceeded.", 241, "MEMORY_LIMIT_EXCEEDED", "memory"));
  };
  const short = Object.assign(Object.create(engine) as Engine, { command });
  const complaints = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const upkeep = new Upkeep(short, () => false, 1);
  upkeep.open();
  await vi.waitFor(() => expect(upkeep.state).toBe("done"), 30_000);
  expect(refused).toBeGreaterThan(1);
  expect(complaints).toHaveBeenCalledOnce();
  expect(await upkeep.run()).toEqual([]);
  await upkeep.close();
  complaints.mockRestore();
});
