import type { Readable } from "node:stream";
import type { Layout } from "./layout";

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

/** Rows in a file of this machine, for a statement that takes them in. */
export interface RowsFile {
  readonly path: string;
  /** ClickHouse's name of its format. */
  readonly format: string;
  /** Its columns: `name Type, ...`. Written by our own code. */
  readonly structure: string;
}

/** ClickHouse, embedded or a server of its own: the rest of the program can hardly tell which. */
export interface Engine {
  readonly kind: "embedded" | "cluster";
  /** Where tables lie. */
  readonly layout: Layout;
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
  /**
   * Runs an INSERT whose SELECT takes in a file: the embedded engine reads it where it lies, a server is sent it.
   * @param sql gets what stands in FROM for the file's rows. @throws EngineError
   */
  load(file: RowsFile, sql: (from: string) => string, values?: BoundValues, options?: StatementOptions): Promise<void>;
  /** The engine's version, as it tells it. */
  version(): Promise<string>;
}

/** A ClickHouse server that runs elsewhere and sees none of our files. */
export interface ServerEngine extends Engine {
  readonly kind: "cluster";
  /**
   * Runs an INSERT that reads `input(...)`, and sends the rows with it.
   * @param sql begins with INSERT INTO and names no format. @throws EngineError
   */
  send(sql: string, format: string, rows: Readable, values?: BoundValues, options?: StatementOptions): Promise<void>;
}

/** Is the engine a server that has to be sent what it takes in? */
export const isServer = (engine: Engine): engine is ServerEngine => engine.kind === "cluster";
