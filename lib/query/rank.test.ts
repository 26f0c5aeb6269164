import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestEngine } from "@/lib/engine/testing";
import { EMPTY_FILTER, parseFilter } from "@/lib/filter";
import { groupingNamed } from "./grouping";
import type { Question } from "./question";
import { rank } from "./rank";

let running: Awaited<ReturnType<typeof startTestEngine>>;
beforeAll(async () => {
  running = await startTestEngine();
});
afterAll(() => running.close());

const everything: Question = { filter: EMPTY_FILTER, from: null, to: null, input: null };
const pair = groupingNamed("pair");

/** Records between two addresses out of many: `bytes` is SQL over `number`. */
async function fill(rows: number, source: string, destination: string, bytes: string): Promise<void> {
  await running.engine.command("TRUNCATE TABLE flows");
  await running.engine.command(`INSERT INTO flows (srcaddr, dstaddr, bytes, packets, action, log_status, input, line, start, end)
    SELECT toIPv6(concat('::ffff:10.1.', toString(intDiv(${source}, 250)), '.', toString((${source}) % 250))),
      toIPv6(concat('::ffff:10.2.', toString(intDiv(${destination}, 250)), '.', toString((${destination}) % 250))),
      ${bytes}, 1, 'ACCEPT', 'OK', 1, number, 1700000000 + number % 7200, 1700000001 FROM numbers(${rows})`);
}

/** The same by adding up every pair. */
async function plainly(limit: number, from = 0, to = 2 ** 32 - 1): Promise<[string, string, bigint][]> {
  const { rows } = await running.engine.query<{ a: string; b: string; v: string }>(
    `SELECT toString(least(srcaddr, dstaddr)) AS a, toString(greatest(srcaddr, dstaddr)) AS b, sum(bytes) AS v
     FROM flows WHERE start >= ${from} AND start < ${to} GROUP BY a, b ORDER BY v DESC, a, b LIMIT ${limit}`,
  );
  return rows.map(({ a, b, v }) => [a, b, BigInt(v)]);
}

const ranked = async (question: Question, limit: number) => {
  const { keys, groups } = await rank({ engine: running.engine }, question, {
    grouping: pair,
    measure: "bytes",
    limit,
  });
  return { keys: keys.map(({ stored, value }) => [stored[0], stored[1], value]), groups };
};

describe("the largest pairs", () => {
  test("a few large among many small are found without adding up all", async () => {
    await fill(
      60_000,
      "number % 2000",
      "intDiv(number, 3) % 3000",
      "if(number % 97 = 0, 1000000 + number, number % 50)",
    );
    await running.engine.command(`INSERT INTO flows (srcaddr, dstaddr, bytes, packets, action, log_status, input, line, start, end)
      SELECT toIPv6('::ffff:10.9.0.1'), toIPv6(concat('::ffff:10.9.1.', toString(number))), 900000000000 - number * 1000000, 1,
        'ACCEPT', 'OK', 1, number, 1700000000, 1700000001 FROM numbers(20)`);
    const { keys, groups } = await ranked(everything, 8);
    expect(keys).toEqual(await plainly(8));
    expect(groups).toBeNull();
  });

  test("when all are alike, every pair is added up", async () => {
    await fill(40_000, "number % 2000", "number % 1999", "1000 + number % 7919");
    const { keys, groups } = await ranked(everything, 8);
    expect(keys.map(([, , value]) => value)).toEqual((await plainly(8)).map(([, , value]) => value));
    expect(groups).toBe(40_000);
  });

  test("of whole hours, of the records beside them, and of both", async () => {
    await fill(
      60_000,
      "number % 2000",
      "intDiv(number, 3) % 3000",
      "if(number % 97 = 0, 1000000 + number, number % 50)",
    );
    const hour = 1_700_002_800;
    const ranges = [
      [hour, hour + 3600],
      [hour - 1200, hour + 900],
      [hour + 60, hour + 1800],
      [hour - 600, hour + 3600 + 300],
    ] as const;
    for (const [from, to] of ranges) {
      const { keys } = await ranked({ ...everything, from, to }, 8);
      expect(keys, `${from} to ${to}`).toEqual(await plainly(8, from, to));
    }
  });

  test("a pair that is large only by many small records is not missed", async () => {
    await fill(50_000, "if(number % 5 = 0, 7, number % 1500)", "if(number % 5 = 0, 9, number % 1777)", "100");
    const { keys } = await ranked(everything, 1);
    expect(keys).toEqual(await plainly(1));
  });

  test("of one host", async () => {
    const filter = parseFilter("addr:10.1.0.7");
    if (!filter.ok) throw new Error(filter.error.message);
    const { keys } = await ranked({ ...everything, filter: filter.filter }, 1);
    expect(keys[0]?.slice(0, 2)).toEqual(["::ffff:10.1.0.7", "::ffff:10.2.0.9"]);
  });
});
