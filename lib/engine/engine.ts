import type { Readable } from "node:stream";

/** What every statement may be limited by, and cancelled with. */
export interface StatementOptions {
  /** Aborting it kills the statement in the engine, not only the wait for it. */
  readonly signal?: AbortSignal;
  /** Seconds until the engine gives up. Default 30; 0 means no limit. */
  readonly maxSeconds?: number;
  /** Bytes of memory the statement may use. Default 2 GiB. */
  readonly maxMemory?: number;
  /** More ClickHouse settings, written by our own code. */
  readonly settings?: Readonly<Record<string, string | number>>;
}

/** What the engine read to answer a statement. */
export interface StatementStats {
  readonly elapsedMs: number;
  readonly rowsRead: number;
  readonly bytesRead: number;
}

/** Values bound to `{name:Type}` placeholders. */
export type BoundValues = Readonly<Record<string, unknown>>;

/** ClickHouse, embedded or a cluster: the rest of the program cannot tell which. */
export interface Engine {
  readonly kind: "embedded" | "cluster";
  /** Runs a SELECT and gives its rows. 64-bit integers arrive as decimal strings. @throws EngineError */
  query<Row>(
    sql: string,
    values?: BoundValues,
    options?: StatementOptions,
  ): Promise<{ rows: Row[]; stats: StatementStats }>;
  /** Runs a SELECT and streams its rows in a ClickHouse format (`CSVWithNames`, `JSONEachRow`, `Parquet`). @throws EngineError */
  stream(sql: string, format: string, values?: BoundValues, options?: StatementOptions): Promise<Readable>;
  /** Runs a statement that gives no rows. @throws EngineError */
  command(sql: string, values?: BoundValues, options?: StatementOptions): Promise<void>;
  /** The engine's version, as it tells it. */
  version(): Promise<string>;
}
