import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestEngine } from "../engine/testing";
import { MergeHold } from "./merge-hold";
import { removeRecords } from "./staging";

let running: Awaited<ReturnType<typeof startTestEngine>>;
beforeAll(async () => {
  running = await startTestEngine();
});
afterAll(() => running.close());

const held = async (): Promise<boolean> => {
  const { rows } = await running.engine.query<{ made: string }>(
    "SELECT create_table_query AS made FROM system.tables WHERE database = currentDatabase() AND name = 'flows'",
  );
  return rows[0]?.made.includes("max_bytes_to_merge_at_max_space_in_pool") ?? false;
};

test("holds merging back, and lets it go on", async () => {
  const merging = new MergeHold(running.engine);
  await merging.letGo();
  expect(await held()).toBe(false);
  await merging.hold();
  expect(await held()).toBe(true);
  expect(merging.overdue).toBe(false);
  await Promise.all([merging.letGo(), merging.hold(), merging.letGo()]);
  expect(await held()).toBe(false);
});

test("what an earlier run held back goes on after the next start", async () => {
  await new MergeHold(running.engine).hold();
  expect(await held()).toBe(true);
  await new MergeHold(running.engine).letGo();
  expect(await held()).toBe(false);
});

test("records can be removed meanwhile", async () => {
  const { engine } = running;
  const merging = new MergeHold(engine);
  await merging.hold();
  for (const input of [1, 2])
    await engine.command(
      `INSERT INTO flows (input, line, start, end) SELECT ${input}, number, 1700000000, 1700000001 FROM numbers(1000)`,
    );
  await removeRecords(engine, [{ input: 1 }]);
  const { rows } = await engine.query<{ input: number; n: string }>(
    "SELECT input, count() AS n FROM flows GROUP BY input",
  );
  expect(rows).toEqual([{ input: 2, n: "1000" }]);
  await merging.letGo();
});
