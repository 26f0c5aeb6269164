import { randomUUID } from "node:crypto";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Engine } from "../engine/engine";
import { inRangeSql, type LineRange, type Piece } from "./read/piece";
import type { UnparsedRow } from "./shapes/types";

/** Unparsed lines shown with an import; all are kept in the store, up to KEPT. */
const SAMPLES = 20;
/** Unparsed lines kept per piece; more are counted only. */
const KEPT = 100_000;
/** Rows that wait in memory before they are written. */
const FLUSH = 10_000;

/** Collects the unparsed lines of a batch, and writes them to the store a few thousand at a time. */
export class UnparsedLines {
  #waiting: string[] = [];

  constructor(
    private readonly engine: Engine,
    private readonly spool: string,
  ) {}

  /** Notes unparsed lines of a piece: counts them in its report, and keeps them. Line numbers are the piece's own. */
  async add(piece: Piece, rows: readonly UnparsedRow[]): Promise<void> {
    if (rows.length === 0) return;
    const { report, input, lineOffset } = piece;
    const kept = rows.slice(0, Math.max(0, KEPT - report.unparsed));
    report.unparsed += rows.length;
    report.unparsedSamples = [...report.unparsedSamples, ...rows].sort((a, b) => a.line - b.line).slice(0, SAMPLES);
    for (const { line, text, reason } of kept)
      this.#waiting.push(JSON.stringify({ input, line: line + lineOffset, text, reason }));
    if (this.#waiting.length >= FLUSH) await this.flush();
  }

  /** Forgets the lines of some pieces, those that are written too. */
  async forget(ranges: readonly LineRange[]): Promise<void> {
    await this.flush();
    await forgetUnparsed(this.engine, ...ranges);
  }

  /** Writes what waits. */
  async flush(): Promise<void> {
    if (this.#waiting.length === 0) return;
    const rows = this.#waiting;
    this.#waiting = [];
    await mkdir(this.spool, { recursive: true });
    const path = join(this.spool, `unparsed-${randomUUID()}`);
    await writeFile(path, rows.join("\n"));
    const structure = "input UInt32, line UInt64, text String, reason String";
    await this.engine.load(
      { path, format: "JSONEachRow", structure },
      (from) => `INSERT INTO unparsed SELECT input, line, text, reason FROM ${from}`,
    );
    await rm(path);
  }
}

/** Removes the unparsed lines of inputs, or of some of their pieces. */
export async function forgetUnparsed(engine: Engine, ...ranges: readonly LineRange[]): Promise<void> {
  const which = ranges.map(inRangeSql).join(" OR ");
  const { rows } = await engine.query<{ n: string }>(`SELECT count() AS n FROM unparsed WHERE ${which}`);
  if (Number(rows[0]?.n ?? 0) === 0) return;
  await engine.command(
    `ALTER TABLE unparsed DELETE WHERE ${which}`,
    {},
    { maxSeconds: 0, settings: { mutations_sync: 1 } },
  );
}
