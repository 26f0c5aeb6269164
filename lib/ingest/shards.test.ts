import { afterAll, beforeAll, expect, test } from "vitest";
import { DETECT_TABLE } from "../detect/documents";
import type { Engine } from "../engine/engine";
import { clusterLayout } from "../engine/layout";
import { migrate } from "../engine/migrate";
import { startTestEngine } from "../engine/testing";
import { applyRemovals } from "../retention/apply";
import { RETENTION_TABLE } from "../retention/rules";
import { SOURCE_TABLES } from "../sources/tables";
import { Staging } from "./staging";
import { Upkeep } from "./upkeep";

let running: Awaited<ReturnType<typeof startTestEngine>>;
beforeAll(async () => {
  running = await startTestEngine();
});
afterAll(() => running.close());

/** An engine that notes what a cluster would be told, and answers questions about parts with one day. */
function recorder(): { engine: Engine; told: string[] } {
  const told: string[] = [];
  const engine: Engine = {
    kind: "cluster",
    layout: clusterLayout("two_zones", "flow_logs"),
    command: async (sql) => {
      told.push(sql);
    },
    load: async () => undefined,
    stream: () => Promise.reject(new Error("Nothing is streamed.")),
    version: async () => "26.7",
    query: async <Row>(sql: string) => {
      told.push(sql);
      const rows = sql.includes("partition_id") ? [{ day: "20260101", missing: ["by_minute"] }] : [];
      return { rows: rows as Row[], stats: { elapsedMs: 0, rowsRead: 0, bytesRead: 0 } };
    },
  };
  return { engine, told };
}

test("the engine's own parser takes every statement that a cluster is told", async () => {
  const { engine, told } = recorder();
  await migrate(engine, [...SOURCE_TABLES, RETENTION_TABLE, DETECT_TABLE]);
  const staging = new Staging(engine, "staging_0");
  await staging.create();
  await staging.create();
  await staging.remove([{ input: 1, lines: { first: 1, last: 9 } }]);
  await staging.publish();
  await staging.finish([{ input: 1 }]);
  const upkeep = new Upkeep(engine, () => false);
  await upkeep.run();
  await upkeep.close();
  const removal = { day: "20260101", records: 1, bytes: 1 };
  const removals = [
    { ...removal, inputs: null },
    { ...removal, inputs: [1, 2] },
  ];
  await applyRemovals(engine, removals, [], new AbortController().signal);
  const changes = told.filter((sql) => !/^\s*SELECT/.test(sql));
  expect(changes.length).toBeGreaterThan(40);
  for (const sql of told) {
    const { rows } = await running.engine.query<{ sql: string }>("SELECT formatQuery({sql:String}) AS sql", { sql });
    expect(rows[0]?.sql.length, sql).toBeGreaterThan(10);
  }
  // Every change reaches all servers, or is about a table that is replicated to all of them.
  for (const sql of changes) expect(sql).toMatch(/ ON CLUSTER 'two_zones'/);
});

test("days are moved on a cluster, and what is published there already is not moved again", async () => {
  const { engine, told } = recorder();
  await new Staging(engine, "staging_0").finish([{ input: 7 }]);
  const at = (part: string): number => told.findIndex((sql) => sql.includes(part));
  const steps = [
    "SYSTEM SYNC REPLICA ON CLUSTER 'two_zones' staging_0_local",
    "SYSTEM SYNC REPLICA ON CLUSTER 'two_zones' flows_local",
    "ALTER TABLE staging_0_local ON CLUSTER 'two_zones' DELETE WHERE toYYYYMMDD(start) IN (SELECT DISTINCT toYYYYMMDD(start) FROM flows_local WHERE (input = 7))",
    "ALTER TABLE staging_0_local ON CLUSTER 'two_zones' MOVE PARTITION ID '20260101' TO TABLE flows_local",
    "DROP TABLE IF EXISTS staging_0_local ON CLUSTER 'two_zones' SYNC",
  ].map(at);
  expect(steps.every((step) => step >= 0)).toBe(true);
  expect(steps).toEqual([...steps].sort((a, b) => a - b));
});
