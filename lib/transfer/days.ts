import type { Engine, ServerEngine, StatementOptions } from "../engine/engine";
import { Staging } from "../ingest/staging";
import { type Column, columnsOf, countOf, namesSql, structureSql } from "./tables";

const STAGING = "staging_copy";
const FORMAT = "RowBinary";

/** Blocks are smaller than an import's: every field of a record travels. */
const COPY_LIMITS: StatementOptions = {
  maxSeconds: 0,
  maxMemory: 3 * 2 ** 30,
  settings: {
    max_insert_block_size: 1_000_000,
    min_insert_block_size_rows: 1_000_000,
    min_insert_block_size_bytes: 2 ** 29,
    materialize_skip_indexes_on_insert: 0,
  },
};

/** A day of records, and what they add up to. */
export interface Day {
  readonly day: string;
  readonly records: number;
  readonly bytes: string;
  readonly packets: string;
}

/** Every day that a store holds, oldest first. @throws EngineError */
export async function daysOf(engine: Engine): Promise<Day[]> {
  const { rows } = await engine.query<Omit<Day, "records"> & { records: string }>(
    `SELECT toString(toYYYYMMDD(start)) AS day, count() AS records, toString(sum(bytes)) AS bytes, toString(sum(packets)) AS packets
     FROM flows GROUP BY day ORDER BY day`,
    {},
    { maxSeconds: 0 },
  );
  return rows.map((row) => ({ ...row, records: Number(row.records) }));
}

/** Do two days hold the same, as far as their sums tell? */
export const sameDay = (a: Day, b: Day | undefined): boolean =>
  a.records === b?.records && a.bytes === b.bytes && a.packets === b.packets;

/** Copies days of records into a server's store, each at once. */
export class DayCopy {
  readonly #staging: Staging;
  #columns: readonly Column[] = [];

  constructor(
    private readonly from: Engine,
    private readonly to: ServerEngine,
  ) {
    this.#staging = new Staging(to, STAGING);
  }

  /**
   * Copies a day that the server lacks, or has a part of because a copy was cut short in the moment of publishing.
   * @throws EngineError; Error when not every record arrived.
   */
  async copy({ day, records }: Day, there: Day | undefined, signal: AbortSignal): Promise<void> {
    if (this.#columns.length === 0) this.#columns = await columnsOf(this.from, "flows");
    if (there) await this.#drop(day);
    await this.#staging.create();
    const names = namesSql(this.#columns);
    const rows = await this.from.stream(
      `SELECT ${names} FROM flows WHERE toYYYYMMDD(start) = {day:UInt32} ORDER BY start, input, line`,
      FORMAT,
      { day: Number(day) },
      { ...COPY_LIMITS, signal },
    );
    const into = await this.#staging.into(this.#columns.map(({ name }) => name));
    const sql = `${into} SELECT ${names} FROM input('${structureSql(this.#columns)}')`;
    await this.to.send(sql, FORMAT, rows, {}, { ...COPY_LIMITS, signal });
    const arrived = await countOf(this.to, STAGING);
    if (arrived !== records)
      throw new Error(`Of ${records} records of ${day}, ${arrived} arrived. Start the copy again.`);
    await this.#staging.publish();
  }

  /** Removes what the copy needed beside the records. */
  close(): Promise<void> {
    return this.#staging.drop();
  }

  async #drop(day: string): Promise<void> {
    const table = this.to.layout.everywhere("flows");
    await this.to.command(
      `ALTER TABLE ${table} DROP PARTITION ID '${day}'`,
      {},
      { maxSeconds: 0, settings: { max_partition_size_to_drop: 0 } },
    );
  }
}

/** Copies all rows of a small table, in place of what is there. @throws EngineError; Error when not every row arrived. */
export async function copyTable(from: Engine, to: ServerEngine, table: string): Promise<number> {
  const columns = await columnsOf(from, table);
  if (columns.length === 0) return 0;
  // A ledger's older revisions mean nothing; tables that keep none have no FINAL.
  const source = columns.some(({ name }) => name === "revision") ? `${table} FINAL` : table;
  const rows = await from.stream(`SELECT ${namesSql(columns)} FROM ${source}`, FORMAT, {}, COPY_LIMITS);
  const on = to.layout.cluster ? ` ON CLUSTER '${to.layout.cluster}'` : "";
  await to.command(`TRUNCATE TABLE ${table}${on}`);
  const sql = `INSERT INTO ${table} (${namesSql(columns)}) SELECT * FROM input('${structureSql(columns)}')`;
  await to.send(sql, FORMAT, rows, {}, COPY_LIMITS);
  const [wanted, arrived] = [await countOf(from, source), await countOf(to, source)];
  if (wanted !== arrived) throw new Error(`Of ${wanted} rows of ${table}, ${arrived} arrived. Start the copy again.`);
  return arrived;
}
