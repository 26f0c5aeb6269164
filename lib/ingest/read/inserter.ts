import { rm } from "node:fs/promises";
import type { Engine } from "../../engine/engine";
import type { Chunk, UnparsedRow } from "../shapes/types";
import { IMPORT_LIMITS, type Staging } from "../staging";
import type { UnparsedLines } from "../unparsed";
import { insertLines, type LineSource } from "./lines-source";
import { type LinesFile, recordsSelect } from "./parse-sql";
import type { Piece } from "./piece";
import { rejectedLines } from "./rejected";

/** Chunks up to this size wait for others, so that many small files cost one statement. */
const SMALL_BYTES = 8 * 2 ** 20;
/** What waits is inserted when it reaches this size, or this number of chunks. */
const GROUP_BYTES = 48 * 2 ** 20;
const GROUP_CHUNKS = 1000;
/** Two statements at a time keep both the reading and the sorting half of the engine's work busy. */
const AT_ONCE = 2;

/** A header in the middle of a chunk that names another order: the piece has to be read line by line. */
export class OtherHeader extends Error {}

/** A file of lines of a piece that is ready to be parsed. */
export interface PieceChunk {
  readonly piece: Piece;
  readonly chunk: Chunk;
  readonly bytes: number;
  /** True when other chunks may hold lines of the same stretch, so that a count of lines proves nothing. */
  readonly shared: boolean;
  /** True when the file is not ours to delete. */
  readonly borrowed: boolean;
  /** True when headers were looked for line by line already. */
  readonly careful: boolean;
}

/** Lets the engine parse chunks into a staging table, and finds the lines that are no records. */
export class Inserter {
  readonly #running = new Set<Promise<void>>();
  readonly #groups = new Map<string, PieceChunk[]>();
  readonly #failures = new Map<Piece, unknown>();

  constructor(
    private readonly engine: Engine,
    private readonly staging: Staging,
    private readonly unparsed: UnparsedLines,
    private readonly signal: AbortSignal,
  ) {}

  /** Takes a chunk; waits while enough others are being parsed. */
  async add(item: PieceChunk): Promise<void> {
    if (item.shared || item.bytes > SMALL_BYTES) return this.#begin([item]);
    const order = item.chunk.fields.join(" ");
    const group = this.#groups.get(order) ?? [];
    group.push(item);
    this.#groups.set(order, group);
    if (group.length < GROUP_CHUNKS && group.reduce((sum, { bytes }) => sum + bytes, 0) < GROUP_BYTES) return;
    this.#groups.delete(order);
    await this.#begin(group);
  }

  /** Runs a statement of its own beside the chunks. */
  async run(piece: Piece, work: () => Promise<void>): Promise<void> {
    await this.#slot([piece], work);
  }

  /** Waits until everything is in the staging table. */
  async drain(): Promise<void> {
    for (const [order, group] of [...this.#groups]) {
      this.#groups.delete(order);
      await this.#begin(group);
    }
    while (this.#running.size > 0) await Promise.race(this.#running);
  }

  /** What went wrong with a piece, once. */
  failureOf(piece: Piece): unknown {
    const failure = this.#failures.get(piece);
    this.#failures.delete(piece);
    return failure;
  }

  async #begin(group: readonly PieceChunk[]): Promise<void> {
    await this.#slot(
      group.map(({ piece }) => piece),
      () => this.#insert(group),
    );
  }

  async #slot(pieces: readonly Piece[], work: () => Promise<void>): Promise<void> {
    while (this.#running.size >= AT_ONCE) await Promise.race(this.#running);
    const done: Promise<void> = work()
      .catch((error: unknown) => {
        for (const piece of pieces) if (!this.#failures.has(piece)) this.#failures.set(piece, error);
      })
      .finally(() => this.#running.delete(done));
    this.#running.add(done);
  }

  async #insert(group: readonly PieceChunk[]): Promise<void> {
    const files = group.map(fileOf);
    const { columns } = recordsSelect(files);
    // A group serves several pieces: cancelling one of them must not stop the others.
    const [only] = group.length === 1 ? group : [];
    const signal = only ? AbortSignal.any([this.signal, only.piece.signal]) : this.signal;
    const into = await this.staging.into(columns);
    const sql = (source: LineSource): string => `${into} ${recordsSelect(files, source).select}`;
    await insertLines(this.engine, files, sql, { ...IMPORT_LIMITS, signal });
    const counts = await this.#recordsIn(files);
    for (const [at, item] of group.entries()) {
      const records = counts[at] ?? 0;
      try {
        if (records + item.chunk.blank < item.chunk.lines || item.shared) await this.#reject(item, signal);
      } catch (error) {
        this.#failures.set(item.piece, error);
      }
      item.piece.report.flows += records;
      item.piece.report.bytesRead = Math.max(item.piece.report.bytesRead, item.chunk.bytesRead);
    }
    await Promise.all(group.map(({ borrowed, chunk }) => (borrowed ? null : rm(chunk.path, { force: true }))));
  }

  /** The records that each file brought. */
  async #recordsIn(files: readonly LinesFile[]): Promise<number[]> {
    const [only] = files;
    const sql =
      files.length === 1 && only ? countOneSql(this.staging.table, only) : countEachSql(this.staging.table, files);
    const { rows } = await this.engine.query<{ at: string; n: string }>(sql, {}, IMPORT_LIMITS);
    const found = new Map(rows.map(({ at, n }) => [Number(at), Number(n)]));
    return files.map((_, at) => found.get(at) ?? 0);
  }

  async #reject(item: PieceChunk, signal: AbortSignal): Promise<void> {
    const { piece, chunk } = item;
    const file = { ...fileOf(item), firstLine: chunk.firstLine };
    const rows = await rejectedLines(this.engine, file, { ...IMPORT_LIMITS, signal });
    const same = chunk.fields.join(" ");
    const bad: UnparsedRow[] = [];
    for (const row of rows) {
      // Lines that end in a carriage return alone are told apart by the careful reading, as another header is.
      if (!item.careful && /\r(?!\s*$)/.test(row.text)) throw new OtherHeader();
      if (row.reason !== "header") bad.push({ line: Number(row.line), text: row.text, reason: row.reason });
      else if (namesOf(row.text).join(" ") === same) continue;
      else if (item.careful)
        bad.push({ line: Number(row.line), text: row.text, reason: "names fields but is no header" });
      else throw new OtherHeader();
    }
    await this.unparsed.add(piece, bad);
  }
}

const lastLine = ({ firstLine, lines }: LinesFile): number => firstLine + lines - 1;

function countOneSql(table: string, file: LinesFile): string {
  return `SELECT 0 AS at, count() AS n FROM ${table}
    WHERE input = ${file.input} AND line BETWEEN ${file.firstLine} AND ${lastLine(file)}`;
}

/** Counts the records of stretches of lines that do not overlap, in one pass. */
function countEachSql(table: string, files: readonly LinesFile[]): string {
  const stretches = files.map((file, at) => `(${at}, ${file.input}, ${file.firstLine}, ${lastLine(file)})`);
  const type = "at UInt32, input UInt32, first UInt64, last UInt64";
  return `SELECT at, count() AS n
    FROM (SELECT input, line FROM ${table} WHERE input IN (${files.map(({ input }) => input).join(", ")})) AS staged
    ASOF JOIN (SELECT * FROM VALUES('${type}', ${stretches.join(", ")})) AS stretch
      ON staged.input = stretch.input AND staged.line >= stretch.first
    WHERE line <= last GROUP BY at`;
}

const fileOf = ({ piece, chunk }: PieceChunk): LinesFile => ({
  path: chunk.path,
  fields: chunk.fields,
  firstLine: chunk.firstLine + piece.lineOffset,
  lines: chunk.lines,
  input: piece.input,
});

/** Field names of a header line, as text names. */
function namesOf(header: string): string[] {
  return header
    .replace(/[\u00a0\ufeff]/g, " ")
    .trim()
    .toLowerCase()
    .replaceAll("_", "-")
    .split(/\s+/);
}
