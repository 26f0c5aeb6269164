import type { Engine, StatementOptions } from "../engine/engine";
import { flowsTable } from "../engine/schema";

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
    max_bytes_before_external_group_by: 0,
    max_bytes_before_external_sort: 0,
  },
};

/**
 * Where an import's records wait until all are there: a table with the structure of `flows`, whose
 * partitions are then moved into `flows` without being read again.
 */
export class Staging {
  readonly table: string;

  constructor(
    private readonly engine: Engine,
    readonly importId: number,
  ) {
    this.table = `staging_${importId}`;
  }

  /** Makes the table, empty. */
  async create(): Promise<void> {
    await this.drop();
    await this.engine.command(flowsTable(this.table).create);
  }

  async drop(): Promise<void> {
    await this.engine.command(`DROP TABLE IF EXISTS ${this.table} SYNC`);
  }

  /** Flow records, NODATA and SKIPDATA lines that wait in the table. */
  async counts(): Promise<{ flows: number; nodata: number; skipdata: number }> {
    const { rows } = await this.engine.query<{ flows: string; nodata: string; skipdata: string }>(
      `SELECT countIf(log_status IN ('OK', '')) AS flows, countIf(log_status = 'NODATA') AS nodata,
         countIf(log_status = 'SKIPDATA') AS skipdata FROM ${this.table}`,
    );
    const row = rows[0];
    return { flows: Number(row?.flows ?? 0), nodata: Number(row?.nodata ?? 0), skipdata: Number(row?.skipdata ?? 0) };
  }

  /**
   * Moves everything into `flows`, a day at a time. A day is in `flows` or here, except when a crash falls
   * between the two steps of one move; then the copy that is in `flows` already is removed first.
   */
  async publish(): Promise<void> {
    const days = await this.engine.query<{ day: string }>(
      `SELECT DISTINCT partition_id AS day FROM system.parts
       WHERE database = currentDatabase() AND table = {table:String} AND active ORDER BY day`,
      { table: this.table },
    );
    for (const { day } of days.rows) {
      await this.#removeHalfMoved(day);
      await this.engine.command(
        `ALTER TABLE ${this.table} MOVE PARTITION ID '${day}' TO TABLE flows`,
        {},
        IMPORT_LIMITS,
      );
    }
    await this.drop();
  }

  async #removeHalfMoved(day: string): Promise<void> {
    const { rows } = await this.engine.query<{ n: string }>(
      "SELECT count() AS n FROM flows WHERE _partition_id = {day:String} AND input = {input:UInt32}",
      { day, input: this.importId },
    );
    if (Number(rows[0]?.n ?? 0) === 0) return;
    await removeRecords(this.engine, this.importId, day);
  }
}

/** Removes an input's records from `flows`, for good: from one day, or from all. */
export async function removeRecords(engine: Engine, input: number, day?: string): Promise<void> {
  const place = day ? ` IN PARTITION ID '${day}'` : "";
  await engine.command(
    `ALTER TABLE flows DELETE${place} WHERE input = {input:UInt32}`,
    { input },
    { ...IMPORT_LIMITS, settings: { mutations_sync: 1 } },
  );
}

/** Names of the staging tables that exist, with the import that each belongs to. */
export async function stagingTables(engine: Engine): Promise<number[]> {
  const { rows } = await engine.query<{ name: string }>(
    "SELECT name FROM system.tables WHERE database = currentDatabase() AND name LIKE 'staging\\_%'",
  );
  return rows.map((row) => Number(row.name.slice("staging_".length))).filter(Number.isInteger);
}
