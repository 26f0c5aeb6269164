import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestEngine } from "../engine/testing";
import { DEFAULT_FORMAT } from "../flow";
import { type StoreChange, storeChanges } from "./changes";
import { ImportService } from "./service";

let running: Awaited<ReturnType<typeof startTestEngine>>;
let service: ImportService;
let folder: string;
beforeAll(async () => {
  running = await startTestEngine();
  folder = await mkdtemp(join(running.folder, "files-"));
  service = new ImportService(running.engine, running.folder);
  await service.open();
});
afterAll(async () => {
  await service.close();
  await running.close();
});

const HEADER = DEFAULT_FORMAT.join(" ");
const line = (n: number, day = 0): string => {
  const start = 1_700_000_000 + day * 86_400 + (n % 9000);
  return `2 123456789012 eni-0a1 10.0.0.1 10.0.${(n >> 8) & 255}.${n & 255} ${40_000 + (n % 20_000)} 443 6 1 ${n} ${start} ${start + 1} ACCEPT OK`;
};
const log = (from: number, count: number): string =>
  [HEADER, ...Array.from({ length: count }, (_, i) => line(from + i, i % 3))].join("\n");

async function add(name: string, content: string | Buffer) {
  const path = join(folder, name);
  await writeFile(path, content);
  return service.add({ name, path, owned: false });
}
async function stored(input: number): Promise<number> {
  const { rows } = await running.engine.query<{ n: string }>(`SELECT count() AS n FROM flows WHERE input = ${input}`);
  return Number(rows[0]?.n);
}

test("a file whose records were dropped in part is added again in full, and then counts as stored", async () => {
  const content = log(70_000, 300);
  const first = await service.ended((await add("kept.log", content)).id);
  expect(await stored(first.id)).toBe(300);
  await running.engine.command(
    "ALTER TABLE flows DELETE WHERE input = {id:UInt32} AND toDate(start) = '2023-11-15'",
    {
      id: first.id,
    },
    { settings: { mutations_sync: 1 } },
  );
  const left = await stored(first.id);
  expect(left).toBeGreaterThan(0);
  expect(left).toBeLessThan(300);
  const again = await service.ended((await add("again.log", content)).id);
  expect(again).toMatchObject({ state: "done", flows: 300, duplicateOf: null });
  expect(await stored(again.id)).toBe(300);
  expect(await stored(first.id)).toBe(0);
  const third = await service.ended((await add("third.log", content)).id);
  expect(third).toMatchObject({ state: "done", duplicateOf: again.id });
  expect(await stored(third.id)).toBe(0);
});

test("many small files, good and bad, each with its own outcome", async () => {
  const changes: StoreChange[] = [];
  const stop = storeChanges.on((change) => changes.push(change));
  const first = await add("0.log", log(0, 100));
  const added = await Promise.all([
    ...Array.from({ length: 30 }, (_, n) => add(`s${n}.log.gz`, gzipSync(log(n * 1000, 50 + n)))),
    add("bad.txt", "What is this?\nNo flow log at all.\n"),
    add("some-bad.log", `${log(50_000, 20)}\n2 only a few\n\n${line(50_100)}\n2 x`),
    add("twin-of-0.log", log(0, 100)),
    add("headers.log", `${log(60_000, 5)}\nversion srcaddr dstaddr start end\n2 1.2.3.4 5.6.7.8 1700000000 1700000001`),
  ]);
  const ended = await Promise.all([first, ...added].map(({ id }) => service.ended(id)));
  stop();
  const of = (name: string) => ended.find((entry) => entry.name === name);
  expect(of("0.log")).toMatchObject({ state: "done", flows: 100, unparsed: 0 });
  for (let n = 0; n < 30; n++) {
    const entry = of(`s${n}.log.gz`);
    expect(entry).toMatchObject({ state: "done", flows: 50 + n, unparsed: 0, error: null });
    expect(await stored(entry?.id ?? 0)).toBe(50 + n);
  }
  expect(of("bad.txt")).toMatchObject({ state: "failed", flows: 0, error: { code: "not_flow_log" } });
  expect(of("some-bad.log")).toMatchObject({ state: "done", flows: 21, unparsed: 2 });
  expect(of("some-bad.log")?.unparsedSamples.map((row) => row.line)).toEqual([22, 25]);
  expect(of("twin-of-0.log")).toMatchObject({ state: "done", duplicateOf: of("0.log")?.id, flows: 100 });
  expect(await stored(of("twin-of-0.log")?.id ?? 0)).toBe(0);
  expect(of("headers.log")).toMatchObject({ state: "done", flows: 6, unparsed: 0 });
  expect(new Set(changes.map((change) => change.input)).has(of("0.log")?.id ?? 0)).toBe(true);
});

test("the same bytes twice in one batch are stored once", async () => {
  const twins = await Promise.all([1, 2, 3].map((n) => add(`twin-${n}.log`, log(200_000, 40))));
  const ended = await Promise.all(twins.map(({ id }) => service.ended(id)));
  expect(ended.map(({ state }) => state)).toEqual(["done", "done", "done"]);
  expect(ended.filter(({ duplicateOf }) => duplicateOf === null)).toHaveLength(1);
  const counts = await Promise.all(ended.map(({ id }) => stored(id)));
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(40);
});

test("one import of a batch is cancelled, the others go on", async () => {
  const large = Array.from({ length: 6 }, (_, n) => log(1_000_000 + n * 100_000, 40_000));
  const entries = await Promise.all(large.map((content, n) => add(`c${n}.log`, content)));
  const victim = entries[4];
  if (!victim) throw new Error("no victim");
  await service.remove(victim.id);
  const ended = await Promise.all(entries.map(({ id }) => service.ended(id)));
  const outcome = service.get(victim.id)?.state;
  // It may have been done before it could be cancelled; then its records are all there.
  expect(["cancelled", "done"]).toContain(outcome);
  expect(await stored(victim.id)).toBe(outcome === "done" ? 40_000 : 0);
  for (const entry of ended.filter(({ id }) => id !== victim.id)) {
    expect(entry).toMatchObject({ state: "done", flows: 40_000 });
    expect(await stored(entry.id)).toBe(40_000);
  }
});

test("the engine dies in the middle, and every record is there once", async () => {
  const entries = await Promise.all(
    Array.from({ length: 4 }, (_, n) => add(`k${n}.log.gz`, gzipSync(log(5_000_000 + n * 300_000, 150_000)))),
  );
  const pid = running.pid();
  if (!pid) throw new Error("no engine");
  while (service.list().every(({ state }) => state !== "running"))
    await new Promise((resolve) => setImmediate(resolve));
  process.kill(pid, "SIGKILL");
  const ended = await Promise.all(entries.map(({ id }) => service.ended(id)));
  for (const entry of ended) {
    expect(entry).toMatchObject({ state: "done", flows: 150_000, error: null });
    expect(await stored(entry.id)).toBe(150_000);
  }
}, 60_000);

test("a removed import's number is not used again, nor one handed out", async () => {
  const entry = await add("gone.log", log(9_000_000, 3));
  await service.ended(entry.id);
  expect(await service.remove(entry.id)).toBe(true);
  expect(await stored(entry.id)).toBe(0);
  const id = await service.nextId();
  expect(id).toBeGreaterThan(entry.id);
  const again = new ImportService(running.engine, running.folder);
  await again.open();
  expect(await again.nextId()).toBeGreaterThan(id);
  await again.close();
  await rm(folder, { recursive: true });
});
