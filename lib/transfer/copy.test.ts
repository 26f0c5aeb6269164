import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DetectDocuments } from "../detect/documents";
import { startTestServer, type TestServer } from "../engine/cluster/testing/server";
import type { Engine } from "../engine/engine";
import { migrate } from "../engine/migrate";
import { startTestEngine } from "../engine/testing";
import { DEFAULT_FORMAT } from "../flow";
import { ImportService } from "../ingest/service";
import { RETENTION_TABLE } from "../retention/rules";
import { remember } from "../sources/cloudwatch/seen";
import { SourceLedger } from "../sources/ledger";
import { SOURCE_TABLES } from "../sources/tables";
import { copyStore } from "./copy";

const line = (n: number): string => {
  const start = 1_699_920_000 + (n % 4) * 86_400 + (n % 9000);
  return `2 123456789012 eni-0a1 10.0.0.1 2001:db8::${n % 9999} ${40_000 + (n % 20_000)} 443 6 1 ${n} ${start} ${start + 1} ${n % 7 ? "ACCEPT" : "REJECT"} OK`;
};

const SUMS = ["flows", "unparsed", "source_events", "retention", "detect_documents"].map(
  (table) => `SELECT count() AS n, sum(cityHash64(*)) AS hash FROM ${table}`,
);
const never = new AbortController().signal;

async function sums(engine: Engine): Promise<unknown[]> {
  const answers: unknown[] = [];
  for (const sql of SUMS) answers.push((await engine.query(sql)).rows);
  return answers;
}

describe.each([false, true])("cluster: %s", (cluster) => {
  let local: Awaited<ReturnType<typeof startTestEngine>>;
  let server: TestServer;
  let service: ImportService;
  beforeAll(async () => {
    local = await startTestEngine();
    server = await startTestServer(cluster);
    await migrate(local.engine, [...SOURCE_TABLES, RETENTION_TABLE]);
    service = new ImportService(local.engine, join(local.folder, "app"));
    await service.open();
    await mkdir(join(local.folder, "files"));
    for (const part of [0, 1]) {
      const path = join(local.folder, "files", `${part}.log`);
      const lines = Array.from({ length: 20_000 }, (_, i) => line(part * 20_000 + i));
      await writeFile(path, [DEFAULT_FORMAT.join(" "), ...lines, "2 it's \\ bad"].join("\n"));
      await service.ended((await service.add({ name: `${part}.log`, path, owned: false })).id);
    }
    const events = Array.from({ length: 50 }, (_, n) => ({
      key: String(n).padStart(32, "0"),
      time: 1_700_000_000_000 + n,
    }));
    await remember(local.engine, 9, 1, events, join(local.folder, "events"));
    await new DetectDocuments(local.engine).dismiss("a-1", { reason: "it's known", at: 1 });
    await service.close();
  });
  afterAll(async () => {
    await server.close();
    await local.close();
  });

  test("a copy that is cut short goes on, and the whole store is there", async () => {
    const stop = new AbortController();
    const said: string[] = [];
    const cut = copyStore(
      local.engine,
      server.engine,
      (text) => {
        said.push(text);
        if (said.length === 2) stop.abort(new Error("cut"));
      },
      stop.signal,
    );
    await expect(cut).rejects.toThrow("cut");
    expect(said[1]).toBe("20231115: 10,000 records (2 of 4 days, 50%)");
    // One day is there in part, as if the publishing had been cut short.
    const table = server.engine.layout.everywhere("flows").replace(/ ON CLUSTER.*/, "");
    await server.engine.command(
      `ALTER TABLE ${table} DELETE WHERE toYYYYMMDD(start) = 20231115 AND line % 3 = 0`,
      {},
      { settings: { mutations_sync: 2 } },
    );
    const sent = server.server.statements.length;
    const report = await copyStore(local.engine, server.engine, () => undefined, never);
    expect(report).toEqual({ days: 4, records: 40_000, daysThere: 1 });
    expect(
      server.server.statements.slice(sent).filter((sql) => sql.includes("staging_copy") && sql.includes("input(")),
    ).toHaveLength(3);
    expect(await sums(server.engine)).toEqual(await sums(local.engine));
  });

  test("the program goes on there as it was", async () => {
    const there = new ImportService(server.engine, join(local.folder, "app"));
    await there.open();
    expect(there.list()).toEqual(service.list());
    expect(await there.nextId()).toBe(3);
    await there.close();
  });

  test("a store that holds something already is left alone", async () => {
    await expect(copyStore(local.engine, server.engine, () => undefined, never)).rejects.toThrow(
      "The ClickHouse database holds a store already: the copy needs one that is empty.",
    );
    await new SourceLedger(server.engine).read();
  });
});
