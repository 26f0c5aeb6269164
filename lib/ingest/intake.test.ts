import { mkdtemp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestEngine } from "../engine/testing";
import { DEFAULT_FORMAT } from "../flow";
import { Intake, type PendingDelivery, type StagedDelivery } from "./intake";
import { unitOffset } from "./read/piece";

let running: Awaited<ReturnType<typeof startTestEngine>>;
let intake: Intake;
let folder: string;
beforeAll(async () => {
  running = await startTestEngine();
  folder = await mkdtemp(join(running.folder, "files-"));
  intake = new Intake(running.engine, running.folder);
});
afterAll(async () => {
  intake.close();
  await running.close();
});

const line = (n: number, day = 0): string => {
  const start = 1_700_000_000 + day * 86_400 + n;
  return `2 123456789012 eni-0a1 10.0.0.1 10.0.0.2 ${40_000 + n} 443 6 1 ${n} ${start} ${start + 1} ACCEPT OK`;
};
const lines = (count: number): string[] => Array.from({ length: count }, (_, n) => line(n, n % 2));

async function file(name: string, content: string | Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}
async function linesOf(input: number): Promise<number[]> {
  const { rows } = await running.engine.query<{ line: string }>(
    `SELECT line FROM flows WHERE input = ${input} ORDER BY line`,
  );
  return rows.map((row) => Number(row.line));
}
const go = new AbortController().signal;

test("lines and files of one delivery, one of them set aside", async () => {
  const staged = await intake.stage(
    5,
    [
      { unit: 1, path: await file("a", lines(10).join("\n")), name: "a", kind: "lines", fields: DEFAULT_FORMAT },
      {
        unit: 2,
        path: await file("b.gz", gzipSync([DEFAULT_FORMAT.join(" "), ...lines(7), "2 bad"].join("\n"))),
        name: "b.gz",
        kind: "file",
      },
      { unit: 3, path: await file("c", "no flow log"), name: "c", kind: "file" },
    ],
    go,
  );
  expect(await linesOf(5)).toEqual([]);
  expect(staged.items).toMatchObject([
    { unit: 1, flows: 10, unparsed: 0, error: null },
    { unit: 2, flows: 7, unparsed: 1, error: null },
    { unit: 3, flows: 0, unparsed: 0, error: { code: "not_flow_log" } },
  ]);
  await staged.publish();
  const numbers = await linesOf(5);
  expect(numbers).toHaveLength(17);
  expect(numbers[0]).toBe(unitOffset(1) + 1);
  expect(numbers[10]).toBe(unitOffset(2) + 2);
});

test("a delivery that is discarded leaves nothing", async () => {
  const item = {
    unit: 1,
    path: await file("d", lines(4).join("\n")),
    name: "d",
    kind: "lines" as const,
    fields: DEFAULT_FORMAT,
  };
  const staged = await intake.stage(6, [item], go);
  await staged.discard();
  expect(await linesOf(6)).toEqual([]);
  const again = await intake.stage(6, [item], go);
  await again.publish();
  expect(await linesOf(6)).toHaveLength(4);
});

const COLUMNS = "input, line, start, end, log_status, bytes";

async function stagedOf(input: number): Promise<StagedDelivery> {
  const path = await file(`half-${input}`, lines(6).join("\n"));
  // Killed, it never gives its lane back.
  const killed = new Intake(running.engine, running.folder);
  return killed.stage(input, [{ unit: 9, path, name: "e", kind: "lines", fields: DEFAULT_FORMAT }], go);
}
/** What a new process does with a delivery that the ledger calls pending. */
async function finishTwice(pending: PendingDelivery): Promise<Intake> {
  const restarted = new Intake(running.engine, running.folder);
  await restarted.finish(pending);
  await restarted.finish(pending);
  return restarted;
}

test("a crash after one day of two, and in the middle of the next: each record is there once", async () => {
  const { pending } = await stagedOf(7);
  const some = (condition: string) =>
    running.engine.command(
      `INSERT INTO flows (${COLUMNS}) SELECT ${COLUMNS} FROM ${pending.staging} WHERE ${condition}`,
    );
  await some("toDate(start) = '2023-11-14'");
  await some("toDate(start) = '2023-11-15' AND line % 4 = 0");
  const restarted = await finishTwice(pending);
  expect(await linesOf(7)).toHaveLength(6);
  await restarted.removeInput(7);
  expect(await linesOf(7)).toEqual([]);
  restarted.close();
});

test("a crash while the staging table is emptied: each record is there once", async () => {
  const { pending } = await stagedOf(8);
  await running.engine.command(`INSERT INTO flows (${COLUMNS}) SELECT ${COLUMNS} FROM ${pending.staging}`);
  const now = { settings: { mutations_sync: 1 } };
  await running.engine.command(`ALTER TABLE ${pending.staging} DELETE WHERE line % 3 = 0`, {}, now);
  const restarted = await finishTwice(pending);
  expect(await linesOf(8)).toHaveLength(6);
  restarted.close();
});

test("a crash when the staging table holds some of the next delivery already: only what is pending is published", async () => {
  const { pending } = await stagedOf(10);
  await running.engine.command(
    `INSERT INTO ${pending.staging} SELECT * REPLACE (11 AS input) FROM ${pending.staging} WHERE line % 2 = 0`,
  );
  const restarted = await finishTwice(pending);
  expect(await linesOf(10)).toHaveLength(6);
  expect(await linesOf(11)).toEqual([]);
  restarted.close();
});
