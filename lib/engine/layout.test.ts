import { expect, test } from "vitest";
import { DETECT_TABLE } from "../detect/documents";
import { RETENTION_TABLE } from "../retention/rules";
import { SOURCE_TABLES } from "../sources/tables";
import { clusterLayout, ONE_ENGINE } from "./layout";
import { flowsTable, TABLES } from "./schema";

test("one engine has every table under its own name", () => {
  for (const table of [...TABLES, ...SOURCE_TABLES, RETENTION_TABLE, DETECT_TABLE])
    expect(ONE_ENGINE.create(table)).toEqual([table.create]);
  expect([ONE_ENGINE.local("flows"), ONE_ENGINE.everywhere("flows"), ONE_ENGINE.over("flows")]).toEqual([
    "flows",
    "flows",
    null,
  ]);
});

test("a cluster has records on its shards, and everything else on every server", () => {
  const { create } = clusterLayout("two_zones", "flow_logs");
  const [local = "", over = "", ...none] = create(flowsTable("flows"));
  expect(none).toEqual([]);
  expect(local).toMatch(/^CREATE TABLE IF NOT EXISTS flows_local ON CLUSTER 'two_zones' \(/);
  expect(local).toContain(
    "ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/flow_logs/flows_local', '{replica}')\nPARTITION BY",
  );
  expect(local).toContain("PROJECTION by_minute");
  expect(local).toContain("INDEX has_srcaddr");
  expect(over).toBe(
    "CREATE TABLE IF NOT EXISTS flows ON CLUSTER 'two_zones' AS flows_local\nENGINE = Distributed('two_zones', 'flow_logs', 'flows_local', rand())",
  );
  expect(create(RETENTION_TABLE)[0]).toContain(
    "ENGINE = ReplicatedReplacingMergeTree('/clickhouse/tables/flow_logs/retention', '{shard}-{replica}', revision)",
  );
  expect(() => create({ name: "odd", create: "CREATE TABLE odd (n UInt8) ENGINE = Log" })).toThrow(RangeError);
});
