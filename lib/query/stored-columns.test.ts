import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Engine } from "@/lib/engine/engine";
import { startTestEngine } from "@/lib/engine/testing";
import { EMPTY_FILTER } from "@/lib/filter";
import type { Question } from "./question";
import { askRecords } from "./records";
import { storedColumns } from "./stored-columns";
import { flowMaker } from "./testing/flow";
import { insertRows } from "./testing/insert";

const START = 1_700_000_000;
const everything: Question = { filter: EMPTY_FILTER, from: null, to: null, input: null };

let running: Awaited<ReturnType<typeof startTestEngine>>;
beforeAll(async () => {
  running = await startTestEngine();
});
afterAll(() => running.close());

/** An engine that gives the answer of an equal statement again, as the server does until it hears of a change. */
function remembering(engine: Engine): Engine & { readonly asked: string[] } {
  const known = new Map<string, unknown>();
  const asked: string[] = [];
  const query: Engine["query"] = async (sql, values, options) => {
    const key = JSON.stringify([sql, values]);
    if (!sql.includes("system.parts_columns")) {
      asked.push(sql);
      return engine.query(sql, values, options);
    }
    if (!known.has(key)) known.set(key, await engine.query(sql, values, options));
    return known.get(key) as never;
  };
  return {
    asked,
    query,
    kind: engine.kind,
    layout: engine.layout,
    stream: engine.stream.bind(engine),
    command: engine.command.bind(engine),
    load: engine.load.bind(engine),
    version: engine.version.bind(engine),
  };
}

const flow = flowMaker(START);
const merge = () => running.engine.command("OPTIMIZE TABLE flows FINAL");

describe("columns that have values", () => {
  test("columns that are nowhere are not read, and are absent in the answer", async () => {
    await insertRows(running.engine, [
      flow("10.0.0.1", 40_000, "10.0.0.2", 443),
      flow("10.0.0.2", 443, "10.0.0.1", 40_000),
    ]);
    // Imports write no columns but those of their records' format.
    const clear = ["vpc_id", "tcp_flags"].map((column) => `CLEAR COLUMN ${column} IN PARTITION ID '20231114'`);
    await running.engine.command(`ALTER TABLE flows ${clear.join(", ")}`, {}, { settings: { mutations_sync: 1 } });
    const stored = await storedColumns({ engine: running.engine });
    expect(stored?.columns.has("srcaddr")).toBe(true);
    expect(stored?.columns.has("vpc_id")).toBe(false);
    const { records } = await askRecords({ engine: running.engine }, everything, { sort: "start", limit: 10 });
    expect(records.map(({ srcaddr, vpc_id, tcp_flags }) => ({ srcaddr, vpc_id, tcp_flags }))).toEqual([
      { srcaddr: "10.0.0.1", vpc_id: null, tcp_flags: null },
      { srcaddr: "10.0.0.2", vpc_id: null, tcp_flags: null },
    ]);
  });

  test("values that came since, in columns that were nowhere, are read", async () => {
    const engine = remembering(running.engine);
    await askRecords({ engine }, everything, { sort: "start", limit: 10 });
    await insertRows(running.engine, [flow("10.0.0.3", 40_001, "10.0.0.2", 443, { vpc_id: "vpc-1", tcp_flags: 2 })]);
    const options = { sort: "start", limit: 10 };
    const { records } = await askRecords({ engine }, everything, options);
    expect(records.at(-1)).toMatchObject({ srcaddr: "10.0.0.3", vpc_id: "vpc-1", tcp_flags: 2 });
    // What was learnt is kept: the next one reads once.
    const before = engine.asked.length;
    await askRecords({ engine }, everything, options);
    expect(engine.asked.length - before).toBe(1);
    await merge();
    const { records: merged } = await askRecords({ engine }, everything, options);
    expect(merged.at(-1)).toMatchObject({ srcaddr: "10.0.0.3", vpc_id: "vpc-1", tcp_flags: 2 });
  });

  test("records without any time keep their ids", async () => {
    await running.engine.command("TRUNCATE TABLE flows");
    await insertRows(running.engine, [flow("10.0.0.1", 1, "10.0.0.2", 443, { start: null, end: null })]);
    await insertRows(running.engine, [flow("10.0.0.1", 2, "10.0.0.2", 443, { start: null, end: null })]);
    await merge();
    const { records } = await askRecords({ engine: running.engine }, everything, { sort: "start", limit: 10 });
    expect(records.map(({ id, start }) => ({ id: id.replace(/-\d+-/, "-N-"), start }))).toEqual([
      { id: "1-N-0", start: null },
      { id: "1-N-0", start: null },
    ]);
  });
});
