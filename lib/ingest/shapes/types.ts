/** The words that the shapes room shares: what it is given, what it tells, and how it refuses. */
import type { Limits } from "./limits";

/** The file to read. */
export interface PrepareInput {
  /** Where its bytes are. */
  readonly path: string;
  /** What the user calls it. For messages only: the shape is told from the content. */
  readonly name: string;
  /** The field order of its lines, as text names, when the user gave one. A header in the file wins over it. */
  readonly format?: readonly string[];
}

export interface PrepareOptions {
  /** A folder for the chunks; whoever takes a chunk deletes it. */
  readonly spoolDir: string;
  /** What the chunks' names begin with, when several files share the folder. */
  readonly chunkPrefix?: string;
  /** The size at which a chunk is closed, in bytes. */
  readonly chunkBytes?: number;
  /** Look at every line, so that a header in mid-file switches the field order. */
  readonly careful?: boolean;
  readonly limits?: Partial<Limits>;
  /** Stops the reading; the generator then throws the signal's reason. */
  readonly signal?: AbortSignal;
}

/** Where the field order comes from. Null where columns or keys carry the names themselves. */
export type FormatSource = "header" | "given" | "inferred" | "default" | null;

/** What the file is. Told once, before the first chunk. */
export interface Recognised {
  readonly type: "recognised";
  readonly shape: string;
  /** What to call it in a sentence: "CloudWatch Logs events (filter-log-events)". */
  readonly label: string;
  readonly fields: readonly string[] | null;
  readonly formatSource: FormatSource;
}

/**
 * A file of flow-log lines in one field order. Line i of it (from 0) is line `firstLine + i` of the input; blank
 * lines only keep the count. A name in `fields` that is no known field is a column to skip.
 */
export interface Chunk {
  readonly type: "chunk";
  readonly path: string;
  readonly fields: readonly string[];
  readonly firstLine: number;
  readonly lines: number;
  /** Of these, lines that were headers and are blank now. */
  readonly blank: number;
  readonly bytesRead: number;
}

/** A Parquet file, whole as far as its first and last bytes tell. The engine reads it in place. */
export interface Parquet {
  readonly type: "parquet";
  readonly path: string;
  readonly columns: readonly { readonly name: string; readonly field: string }[];
}

export interface UnparsedRow {
  readonly line: number;
  /** At most 1,000 characters. */
  readonly text: string;
  readonly reason: string;
}

/** Lines that reach no chunk. `count` is the length of `rows`. */
export interface Unparsed {
  readonly type: "unparsed";
  readonly rows: readonly UnparsedRow[];
  readonly count: number;
}

export interface Progress {
  readonly type: "progress";
  /** Bytes of the file as it lies on disk. */
  readonly bytesRead: number;
}

/**
 * The end. `truncated` is a sentence when the file was cut off or broken and only its beginning was read, `passedOver`
 * one when all records were read and something else in the file was not.
 */
export interface End {
  readonly type: "end";
  readonly truncated: string | null;
  readonly passedOver: string | null;
}

export type PrepareEvent = Recognised | Chunk | Parquet | Unparsed | Progress | End;

export type ShapeErrorCode =
  | "empty"
  | "not_flow_log"
  | "format_needed"
  | "nested_gzip"
  | "too_large"
  | "ratio"
  | "nesting"
  /** The process that reads files ended while it read this one. */
  | "reader_ended"
  | "truncated";

/** A guess at the order of a headerless file, with the lines it was made from. */
export interface Proposal {
  readonly fields: readonly string[];
  readonly lines: readonly string[];
}

/** The file cannot be imported. The message is one sentence for the user. */
export class ShapeError extends Error {
  override readonly name = "ShapeError";
  constructor(
    readonly code: ShapeErrorCode,
    message: string,
    readonly proposal?: Proposal,
  ) {
    super(message);
  }
}
