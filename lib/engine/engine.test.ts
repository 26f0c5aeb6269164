import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { EngineError } from "./errors";
import { startTestEngine } from "./testing";

let running: Awaited<ReturnType<typeof startTestEngine>>;
beforeAll(async () => {
  running = await startTestEngine();
});
afterAll(() => running.close());

test("bound values arrive as they were given", async () => {
  const nasty = 'it\'s \\ \t\n "x" {p0:String} \u0001 é';
  const { rows } = await running.engine.query<{ a: string; b: number; c: string[]; d: string | null; e: string[] }>(
    "SELECT {a:String} AS a, {b:UInt16} AS b, {c:Array(String)} AS c, {d:Nullable(String)} AS d, {e:Array(UInt64)} AS e",
    { a: nasty, b: 443, c: [nasty, "z"], d: null, e: [1, 18446744073709551615n] },
  );
  expect(rows).toEqual([{ a: nasty, b: 443, c: [nasty, "z"], d: null, e: ["1", "18446744073709551615"] }]);
});

test("an error tells ClickHouse's code and type", async () => {
  await expect(running.engine.query("SELECT nope")).rejects.toMatchObject({
    name: "EngineError",
    code: 47,
    type: "UNKNOWN_IDENTIFIER",
    kind: "other",
  });
});

test("a statement over its time is stopped and says so", async () => {
  const slow = running.engine.query(
    "SELECT sum(sleepEachRow(0.1)) FROM numbers(100) SETTINGS max_block_size = 1",
    {},
    { maxSeconds: 1 },
  );
  await expect(slow).rejects.toMatchObject({ kind: "timeout" });
});

test("a statement over its memory is stopped and says so", async () => {
  const large = running.engine.query(
    "SELECT groupArray(number) FROM numbers(100000000)",
    {},
    { maxMemory: 50_000_000 },
  );
  await expect(large).rejects.toMatchObject({ kind: "memory" });
});

test("statements with bound values run side by side", async () => {
  const running3 = Array.from({ length: 3 }, (_, n) =>
    running.engine.query("SELECT {mark:UInt64} + sum(sleepEachRow(0.2)) FROM numbers(10) SETTINGS max_block_size = 1", {
      mark: n,
    }),
  );
  const together = async () =>
    (
      await running.engine.query<{ n: number }>(
        "SELECT toUInt32(count()) AS n FROM system.processes WHERE query LIKE '%sleepEachRow(0.2)%' AND query NOT LIKE '%system.processes%'",
      )
    ).rows[0]?.n;
  await expect.poll(together, { timeout: 20_000, interval: 20 }).toBe(3);
  await Promise.all(running3);
});

test("a bound value may be long", async () => {
  const long = `it's ${"x".repeat(400_000)}`;
  const { rows } = await running.engine.query<{ same: number }>(
    "SELECT length({a:String}) = 400005 AND startsWith({a:String}, {b:String}) AS same",
    { a: long, b: long.slice(0, 30) },
  );
  expect(rows).toEqual([{ same: 1 }]);
});

test("aborting kills the statement in the engine", async () => {
  const controller = new AbortController();
  const endless = running.engine
    .query(
      "SELECT count() FROM numbers(1000000000000) WHERE cityHash64(number) = {a:UInt64}",
      { a: 1 },
      { signal: controller.signal, maxSeconds: 120 },
    )
    .catch((error: EngineError) => error.kind);
  const processes = async () =>
    (
      await running.engine.query<{ n: string }>(
        "SELECT concat(query,toString(elapsed),toString(is_cancelled)) AS n FROM system.processes WHERE query LIKE '%1000000000000%' AND query NOT LIKE '%system.processes%'",
      )
    ).rows[0]?.n;
  await expect.poll(processes, { timeout: 20_000 }).toBeTruthy();
  controller.abort();
  expect(await endless).toBe("cancelled");
  await expect.poll(processes, { timeout: 20_000 }).toBe(undefined);
});

test("a stream gives every row once under one header", async () => {
  const stream = await running.engine.stream("SELECT number AS n, 'a' AS a FROM numbers(300000)", "CSVWithNames");
  const lines = (await buffer(stream)).toString().trimEnd().split("\n");
  expect(lines[0]).toBe('"n","a"');
  expect(lines.length).toBe(300_001);
  expect(lines.filter((line) => line.startsWith('"n"')).length).toBe(1);
  const empty = await running.engine.stream("SELECT number AS n FROM numbers(0)", "CSVWithNames");
  expect((await buffer(empty)).toString()).toBe('"n"\n');
});

test("Parquet is a whole file", async () => {
  const bytes = await buffer(await running.engine.stream("SELECT number AS n FROM numbers(1000)", "Parquet"));
  expect(bytes.subarray(0, 4).toString()).toBe("PAR1");
  expect(bytes.subarray(-4).toString()).toBe("PAR1");
});

test("a killed host comes back with everything it held", async () => {
  await running.engine.command("CREATE TABLE kept (n UInt8) ENGINE = MergeTree ORDER BY n");
  await running.engine.command("INSERT INTO kept SELECT number FROM numbers(100)");
  const before = running.pid();
  process.kill(before ?? 0, "SIGKILL");
  const count = () =>
    running.engine.query<{ n: string }>("SELECT count() AS n FROM kept").then(
      ({ rows }) => rows[0]?.n,
      (error: EngineError) => error.kind,
    );
  await expect.poll(count, { timeout: 20_000 }).toBe("100");
  expect(running.pid()).not.toBe(before);
});
