import type { Engine, StatementOptions } from "../engine/engine";
import { isLocalName } from "../engine/layout";
import { makeTable } from "../engine/migrate";
import { addFlowColumns, flowsTable, isExtraColumn } from "../engine/schema";
import { inRangeSql, type LineRange, UNIT_SQL } from "./read/piece";
import { publishedSql, synchronise } from "./shards";

/** Imports write large blocks: one part a day and chunk, whatever the chunk's size. */
export const IMPORT_LIMITS: StatementOptions = {
  maxSeconds: 0,
  maxMemory: 3 * 2 ** 30,
  settings: {
    max_insert_block_size: 4_000_000,
    min_insert_block_size_rows: 4_000_000,
    min_insert_block_size_bytes: 2 ** 30,
    max_partitions_per_insert_block: 4_000,
    input_format_parallel_parsing: 1,
    // Indexes are made with the large sums, after the import: while records come in they would take a tenth of the speed.
    materialize_skip_indexes_on_insert: 0,
    max_bytes_before_external_group_by: 0,
    max_bytes_before_external_sort: 0,
  },
};

/** ClickHouse refuses to remove more than 50 GB at once unless it is told to; what is removed here is in `flows`, or unwanted. */
const EMPTYING: StatementOptions = {
  maxSeconds: 0,
  settings: { max_table_size_to_drop: 0, max_partition_size_to_drop: 0 },
};

/** Records of one piece of one input that wait in a staging table. */
export interface StagedCount {
  readonly input: number;
  readonly unit: number;
  readonly flows: number;
  readonly nodata: number;
  readonly skipdata: number;
}

/**
 * Where records wait until all of a batch are there: a table of the columns that they have, whose partitions are then
 * linked into `flows` without being read again. One lane of imports uses one table over and over.
 *
 * Partitions are attached, not moved. A move takes the parts of a day out of the staging table one file at a time, so a
 * process that is killed then leaves some of them, and nothing tells them from a day that was never moved. While a batch
 * is being published its staging table stays whole, so that whatever is missing in `flows` can be made good from it.
 *
 * On the shards of a cluster it is the other way round: there Keeper takes all parts of a day over in one step, and a
 * replicated table refuses to attach a part that equals one it ever had, so days are moved.
 */
export class Staging {
  /** Columns beside those that every record has. */
  readonly #extra = new Set<string>();
  /** True when the table is on the shards of a cluster already. */
  #onShards = false;

  constructor(
    private readonly engine: Engine,
    readonly table: string,
  ) {}

  /** Makes an empty table. */
  async create(): Promise<void> {
    if (this.engine.layout.cluster) return this.#createOnShards();
    await this.drop();
    await makeTable(this.engine, flowsTable(this.table, "staging"));
    this.#extra.clear();
  }

  /** Making a replicated table takes long, so it is made once, with all columns. An earlier version's may lack some. */
  async #createOnShards(): Promise<void> {
    if (this.#onShards) return this.clear();
    await this.drop();
    await makeTable(this.engine, flowsTable(this.table, "whole staging"));
    this.#onShards = true;
  }

  /**
   * Makes the table ready for records.
   * @param columns the columns of `flows` that they have.
   * @returns the INSERT without its rows.
   */
  async into(columns: readonly string[]): Promise<string> {
    const extra = columns.filter((column) => isExtraColumn(column) && !this.#extra.has(column));
    if (extra.length > 0 && !this.engine.layout.cluster) {
      await this.engine.command(addFlowColumns(this.table, new Set(extra)));
      for (const column of extra) this.#extra.add(column);
    }
    return `INSERT INTO ${this.table} (${columns.map((column) => `\`${column}\``).join(", ")})`;
  }

  async drop(): Promise<void> {
    this.#onShards = false;
    const { layout } = this.engine;
    const over = layout.over(this.table);
    if (over) await this.engine.command(`DROP TABLE IF EXISTS ${over} SYNC`, {}, EMPTYING);
    await this.engine.command(`DROP TABLE IF EXISTS ${layout.everywhere(this.table)} SYNC`, {}, EMPTYING);
  }

  /** Removes everything that waits. */
  async clear(): Promise<void> {
    await this.engine.command(
      `TRUNCATE TABLE IF EXISTS ${this.engine.layout.everywhere(this.table)} SYNC`,
      {},
      EMPTYING,
    );
  }

  /** Removes the records of some pieces. */
  async remove(ranges: readonly LineRange[]): Promise<void> {
    await this.engine.command(
      `ALTER TABLE ${this.engine.layout.everywhere(this.table)} DELETE WHERE ${ranges.map(inRangeSql).join(" OR ")}`,
      {},
      { ...IMPORT_LIMITS, settings: { mutations_sync: 1 } },
    );
  }

  /** Flow records, NODATA and SKIPDATA lines that wait, by piece. */
  async counts(): Promise<StagedCount[]> {
    const { rows } = await this.engine.query<Record<keyof StagedCount, string>>(
      `SELECT input, ${UNIT_SQL} AS unit, countIf(log_status IN ('OK', '')) AS flows, countIf(log_status = 'NODATA') AS nodata,
         countIf(log_status = 'SKIPDATA') AS skipdata FROM ${this.table} GROUP BY input, unit ORDER BY input, unit`,
      {},
      IMPORT_LIMITS,
    );
    return rows.map((row) => ({
      input: Number(row.input),
      unit: Number(row.unit),
      flows: Number(row.flows),
      nodata: Number(row.nodata),
      skipdata: Number(row.skipdata),
    }));
  }

  /** The span of record starts that wait, in epoch seconds; null when nothing does. */
  async span(): Promise<{ from: number; to: number } | null> {
    const { rows } = await this.engine.query<{ from: number; to: number; n: string }>(
      `SELECT toUInt32(min(start)) AS from, toUInt32(max(start)) AS to, count() AS n FROM ${this.table}`,
    );
    const row = rows[0];
    return row && Number(row.n) > 0 ? { from: Number(row.from), to: Number(row.to) + 1 } : null;
  }

  /** Puts everything into `flows`, a day at a time, and then empties the table. */
  async publish(): Promise<void> {
    await this.#complete();
    await this.#publishDays();
    await this.clear();
  }

  async #publishDays(): Promise<void> {
    await synchronise(this.engine, this.table);
    for (const day of await this.#days()) await this.#attach(day);
  }

  /**
   * Publishes what a crash left half published: days that `flows` lacks, or has a part of. Doing it again changes nothing.
   * @param ranges what the batch held; anything else that waits is dropped with the table.
   */
  async finish(ranges: readonly LineRange[]): Promise<void> {
    const held = ranges.map(inRangeSql).join(" OR ");
    await this.#complete();
    await this.#keepOnly(held);
    await mutationsEnded(this.engine);
    if (this.engine.layout.cluster) await this.#finishShards(held);
    else await this.#finishDays(ranges, held);
    await this.drop();
  }

  /** On each shard a day is either in `flows` in full, or not at all: what is there goes from what waits. */
  async #finishShards(held: string): Promise<void> {
    await synchronise(this.engine, this.table);
    await synchronise(this.engine, "flows");
    await this.#delete(publishedSql(this.engine.layout, held));
    await this.#publishDays();
  }

  async #finishDays(ranges: readonly LineRange[], held: string): Promise<void> {
    for (const day of await this.#days()) {
      const waiting = await this.#countOf(this.table, day, held);
      const published = await this.#countOf("flows", day, held);
      // A table that is being emptied has fewer: then the whole batch is published.
      if (published >= waiting) continue;
      if (published > 0) await removeRecords(this.engine, ranges, day);
      await this.#attach(day);
    }
  }

  /** Gives the table the structure of `flows`. */
  async #complete(): Promise<void> {
    if (!this.engine.layout.cluster) await this.engine.command(addFlowColumns(this.table));
  }

  /** Removes what is not of the batch: the next one, that began before the ledger knew of this one's end. */
  async #keepOnly(held: string): Promise<void> {
    const { rows } = await this.engine.query<{ n: string }>(
      `SELECT count() AS n FROM ${this.table} WHERE NOT (${held})`,
    );
    if (Number(rows[0]?.n ?? 0) === 0) return;
    await this.#delete(`NOT (${held})`);
  }

  async #delete(condition: string): Promise<void> {
    await this.engine.command(
      `ALTER TABLE ${this.engine.layout.everywhere(this.table)} DELETE WHERE ${condition}`,
      {},
      { ...IMPORT_LIMITS, settings: { mutations_sync: 1 } },
    );
  }

  async #countOf(table: string, day: string, held: string): Promise<number> {
    const { rows } = await this.engine.query<{ n: string }>(
      `SELECT count() AS n FROM ${table} WHERE _partition_id = {day:String} AND (${held})`,
      { day },
      IMPORT_LIMITS,
    );
    return Number(rows[0]?.n ?? 0);
  }

  async #days(): Promise<string[]> {
    const { layout } = this.engine;
    const { rows } = await this.engine.query<{ day: string }>(
      `SELECT DISTINCT partition_id AS day FROM ${layout.system("parts")}
       WHERE database = ${layout.database} AND table = {table:String} AND active ORDER BY day`,
      { table: layout.local(this.table) },
    );
    return rows.map(({ day }) => day);
  }

  async #attach(day: string): Promise<void> {
    const { layout } = this.engine;
    const sql = layout.cluster
      ? `ALTER TABLE ${layout.everywhere(this.table)} MOVE PARTITION ID '${day}' TO TABLE ${layout.local("flows")}`
      : `ALTER TABLE flows ATTACH PARTITION ID '${day}' FROM ${this.table}`;
    await this.engine.command(sql, {}, IMPORT_LIMITS);
  }
}

/** How often the engine is asked whether it still removes records. */
const ASK_MS = 100;

/** Waits until no removal from `flows` is under way: the engine goes on with those that a crash interrupted. */
async function mutationsEnded(engine: Engine): Promise<void> {
  const { layout } = engine;
  for (;;) {
    const { rows } = await engine.query<{ n: string }>(
      `SELECT count() AS n FROM ${layout.system("mutations")}
       WHERE database = ${layout.database} AND table = {table:String} AND NOT is_done AND NOT is_killed AND command LIKE '%DELETE%'`,
      { table: layout.local("flows") },
    );
    if (Number(rows[0]?.n ?? 0) === 0) return;
    await new Promise((resolve) => setTimeout(resolve, ASK_MS));
  }
}

/** Removes records from `flows`, for good: from one day, or from all. */
export async function removeRecords(engine: Engine, ranges: readonly LineRange[], day?: string): Promise<void> {
  const place = day ? ` IN PARTITION ID '${day}'` : "";
  await engine.command(
    `ALTER TABLE ${engine.layout.everywhere("flows")} DELETE${place} WHERE ${ranges.map(inRangeSql).join(" OR ")}`,
    {},
    { ...IMPORT_LIMITS, settings: { mutations_sync: 1 } },
  );
}

/** Names of the tables that exist and begin with a prefix. */
export async function tablesNamed(engine: Engine, prefix: string): Promise<string[]> {
  const { rows } = await engine.query<{ name: string }>(
    "SELECT name FROM system.tables WHERE database = currentDatabase() AND startsWith(name, {prefix:String})",
    { prefix },
  );
  return rows.map((row) => row.name).filter((name) => !isLocalName(name));
}
