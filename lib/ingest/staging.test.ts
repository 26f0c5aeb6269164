import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestEngine } from "../engine/testing";
import { engineIsBack } from "./lane";
import { Staging } from "./staging";

let running: Awaited<ReturnType<typeof startTestEngine>>;
beforeAll(async () => {
  running = await startTestEngine();
});
afterAll(() => running.close());

const DAYS = 4;
const PARTS = 12;
const ROWS = 3_000;

/** Fills a staging table with parts that each hold records of every day. */
async function fill(staging: Staging, input: number): Promise<void> {
  await staging.create();
  for (let part = 0; part < PARTS; part++) {
    await running.engine.command(
      `INSERT INTO ${staging.table} (start, end, input, line, bytes)
       SELECT 1700000000 + 86400 * (number % ${DAYS}) AS start, start, ${input}, ${part * ROWS} + number, 1 FROM numbers(${ROWS})`,
    );
  }
}

async function published(input: number): Promise<{ all: number; distinct: number }> {
  const { rows } = await running.engine.query<{ all: string; distinct: string }>(
    `SELECT count() AS all, uniqExact(line) AS distinct FROM flows WHERE input = ${input}`,
  );
  return { all: Number(rows[0]?.all), distinct: Number(rows[0]?.distinct) };
}

test("the engine killed at any moment of a publishing: each record is there once", async () => {
  const staging = new Staging(running.engine, "staging_killed");
  for (let round = 1; round <= 4; round++) {
    await fill(staging, round);
    const end = staging.publish().catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, round * 20));
    process.kill(running.pid() ?? 0, "SIGKILL");
    await end;
    await engineIsBack(running.engine);
    await staging.finish([{ input: round }]);
    expect(await published(round)).toEqual({ all: PARTS * ROWS, distinct: PARTS * ROWS });
  }
}, 120_000);

test("a table that an earlier version left is published, whatever columns it lacks", async () => {
  const staging = new Staging(running.engine, "staging_earlier");
  await fill(staging, 9);
  await running.engine.command("ALTER TABLE staging_earlier DROP COLUMN flow_direction, DROP COLUMN version");
  await staging.finish([{ input: 9 }]);
  expect(await published(9)).toEqual({ all: PARTS * ROWS, distinct: PARTS * ROWS });
});
