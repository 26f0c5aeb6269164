import { randomUUID } from "node:crypto";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Engine } from "../engine/engine";
import { FIELDS } from "../flow";
import type { ImportEntry } from "./entry";
import { parquetRecords } from "./parquet";
import { type RejectedLine, recordsSelect, rejectedSelect } from "./parse-sql";
import type { Chunk, UnparsedRow } from "./shapes/types";
import { IMPORT_LIMITS, Staging } from "./staging";
import type { UnwrapWorker } from "./worker";

/** What a job works with. */
export interface JobTools {
  readonly engine: Engine;
  readonly worker: UnwrapWorker;
  /** A folder for chunks. */
  readonly spool: string;
  readonly chunkBytes: number;
}

/** Unparsed lines shown with an import; all are kept in the store, up to KEPT_UNPARSED. */
const SAMPLES = 20;
/** Unparsed lines kept per import; more are counted only. */
const KEPT_UNPARSED = 100_000;

const NAMES = FIELDS.map((field) => field.name);

/** A header in the middle of a chunk that names another order: the file has to be read line by line. */
class OtherHeader extends Error {}

/**
 * One import from a file to the staging table: the worker unwraps, the engine parses. Nothing is visible in
 * `flows` before `publish`.
 */
export class ImportJob {
  readonly staging: Staging;
  #records = 0;
  #careful = false;
  /** Field orders met so far. Chunks of different orders may share a range of lines. */
  readonly #orders = new Set<string>();
  readonly #spool: string;

  constructor(
    private readonly tools: JobTools,
    private readonly entry: ImportEntry,
    private readonly signal: AbortSignal,
  ) {
    this.staging = new Staging(tools.engine, entry.id);
    this.#spool = join(tools.spool, String(entry.id));
  }

  /**
   * Reads the whole file into the staging table and fills in the entry's counts.
   * @throws ShapeError when the file is refused; the signal's reason when cancelled; EngineError.
   */
  async read(): Promise<void> {
    try {
      await this.#attempt(false);
    } catch (error) {
      if (!(error instanceof OtherHeader)) throw error;
      await this.#attempt(true);
    } finally {
      await rm(this.#spool, { recursive: true, force: true });
    }
    const counts = await this.staging.counts();
    Object.assign(this.entry, counts);
  }

  async #attempt(careful: boolean): Promise<void> {
    const { entry, tools } = this;
    await mkdir(this.#spool, { recursive: true });
    await this.staging.create();
    await this.#forgetUnparsed();
    Object.assign(entry, { bytesRead: 0, flows: 0, unparsed: 0, unparsedSamples: [] });
    this.#records = 0;
    this.#careful = careful;
    this.#orders.clear();
    const request = {
      path: entry.path ?? "",
      name: entry.name,
      format: entry.format,
      spoolDir: this.#spool,
      chunkBytes: tools.chunkBytes,
      careful,
    };
    // Two chunks at a time keep both the reading and the sorting half of the engine's work busy.
    const running = new Set<Promise<void>>();
    let failure: unknown = null;
    for await (const event of tools.worker.unwrap(request, this.signal)) {
      this.signal.throwIfAborted();
      if (event.type === "recognised") {
        Object.assign(entry, {
          shape: event.shape,
          label: event.label,
          fields: event.fields,
          formatSource: event.formatSource,
        });
      } else if (event.type === "chunk") {
        this.#orders.add(event.fields.join(" "));
        const done: Promise<void> = this.#insert(event).then(
          () => void running.delete(done),
          (error: unknown) => {
            failure ??= error;
            running.delete(done);
          },
        );
        running.add(done);
        if (running.size >= 2) await Promise.race(running);
      } else if (event.type === "parquet") {
        await this.#insertParquet(event.path);
      } else if (event.type === "unparsed") {
        await this.#keepUnparsed(event.rows);
      } else if (event.type === "progress") {
        entry.bytesRead = Math.max(entry.bytesRead, event.bytesRead);
      } else if (event.truncated) {
        entry.error = { code: "truncated", message: event.truncated };
      }
      if (failure) break;
    }
    await Promise.all(running);
    if (failure) throw failure;
    entry.bytesRead = entry.bytesTotal;
  }

  async #insert(chunk: Chunk): Promise<void> {
    const { engine } = this.tools;
    const { columns, select } = recordsSelect(chunk, this.entry.id);
    const before = `toUInt64(${chunk.firstLine})`;
    const limits = { ...IMPORT_LIMITS, signal: this.signal };
    await engine.command(
      `INSERT INTO ${this.staging.table} (${columns.map((c) => `\`${c}\``).join(", ")}) ${select}`,
      {},
      limits,
    );
    const { rows } = await engine.query<{ n: string }>(
      `SELECT count() AS n FROM ${this.staging.table} WHERE line >= ${before} AND line < ${before} + ${chunk.lines}`,
    );
    const records = Number(rows[0]?.n ?? 0);
    if (records < chunk.lines || this.#orders.size > 1) await this.#reject(chunk);
    this.#records += records;
    this.entry.flows = this.#records;
    this.entry.bytesRead = Math.max(this.entry.bytesRead, chunk.bytesRead);
    await rm(chunk.path, { force: true });
  }

  async #reject(chunk: Chunk): Promise<void> {
    const { rows } = await this.tools.engine.query<RejectedLine>(
      `${rejectedSelect(chunk, NAMES)} ORDER BY line`,
      {},
      { ...IMPORT_LIMITS, signal: this.signal },
    );
    const same = chunk.fields.join(" ");
    const bad: UnparsedRow[] = [];
    for (const row of rows) {
      if (row.reason !== "header") bad.push({ line: Number(row.line), text: row.text, reason: row.reason });
      else if (namesOf(row.text).join(" ") === same) continue;
      else if (this.#careful)
        bad.push({ line: Number(row.line), text: row.text, reason: "names fields but is no header" });
      else throw new OtherHeader();
    }
    await this.#keepUnparsed(bad);
  }

  async #keepUnparsed(rows: readonly UnparsedRow[]): Promise<void> {
    if (rows.length === 0) return;
    const { entry, tools } = this;
    const kept = rows.slice(0, Math.max(0, KEPT_UNPARSED - entry.unparsed));
    entry.unparsed += rows.length;
    entry.unparsedSamples = [...entry.unparsedSamples, ...rows].sort((a, b) => a.line - b.line).slice(0, SAMPLES);
    if (kept.length === 0) return;
    const path = join(this.#spool, `unparsed-${randomUUID()}`);
    await writeFile(path, kept.map((row) => JSON.stringify(row)).join("\n"));
    await tools.engine.command(
      `INSERT INTO unparsed SELECT {input:UInt32}, line, text, reason
       FROM file({path:String}, 'JSONEachRow', 'line UInt64, text String, reason String')`,
      { input: entry.id, path },
    );
    await rm(path);
  }

  async #forgetUnparsed(): Promise<void> {
    await forgetUnparsed(this.tools.engine, this.entry.id);
  }

  async #insertParquet(path: string): Promise<void> {
    const { engine } = this.tools;
    const records = await parquetRecords(engine, path, this.entry.id);
    this.entry.fields = records.fields;
    const limits = { ...IMPORT_LIMITS, signal: this.signal };
    await engine.command(
      `INSERT INTO ${this.staging.table} (${records.columns.map((c) => `\`${c}\``).join(", ")}) ${records.select}`,
      {},
      limits,
    );
  }
}

/** Field names of a header line, as text names. */
function namesOf(header: string): string[] {
  return header
    .replace(/[\u00a0\ufeff]/g, " ")
    .trim()
    .toLowerCase()
    .replaceAll("_", "-")
    .split(/\s+/);
}

/** Removes an input's unparsed lines. */
export async function forgetUnparsed(engine: Engine, input: number): Promise<void> {
  const { rows } = await engine.query<{ n: string }>("SELECT count() AS n FROM unparsed WHERE input = {input:UInt32}", {
    input,
  });
  if (Number(rows[0]?.n ?? 0) === 0) return;
  await engine.command(
    "ALTER TABLE unparsed DELETE WHERE input = {input:UInt32}",
    { input },
    { settings: { mutations_sync: 1 } },
  );
}
