import { join } from "node:path";
import type { Engine } from "../engine/engine";
import { EngineError } from "../engine/errors";
import type { ImportEntry } from "./entry";
import { Batch } from "./read/batch";
import type { Piece } from "./read/piece";
import { UnwrapWorker } from "./read/worker";
import { Staging } from "./staging";

/** What lanes work with. */
export interface LaneTools {
  readonly engine: Engine;
  /** A folder for chunks. */
  readonly spool: string;
  readonly chunkBytes: number;
}

/** A staging table and a worker, used by one batch after another. */
export class Lane {
  readonly staging: Staging;
  readonly #worker = new UnwrapWorker();

  /** @param name of the staging table. */
  constructor(
    private readonly tools: LaneTools,
    readonly name: string,
  ) {
    this.staging = new Staging(tools.engine, name);
  }

  /** Ends the worker. */
  close(): void {
    this.#worker.close();
  }

  /**
   * Begins a batch with an empty staging table.
   * @param signal stops the whole batch.
   */
  async begin(signal: AbortSignal): Promise<Batch> {
    await this.staging.create();
    const { engine, chunkBytes, spool } = this.tools;
    const folder = join(spool, this.name);
    return new Batch({ engine, chunkBytes, spool: folder, worker: this.#worker, staging: this.staging }, signal);
  }
}

/** An import as a piece to read. */
export const pieceOf = (entry: ImportEntry, signal: AbortSignal): Piece => ({
  input: entry.id,
  lineOffset: 0,
  path: entry.path ?? "",
  name: entry.name,
  format: entry.format,
  kind: "file",
  signal,
  report: entry,
});

/** Did the engine go away in the middle, so that trying again is right? */
export const engineIsGone = (error: unknown): boolean => error instanceof EngineError && error.kind === "unavailable";

/** Waits until the engine answers again, at most 20 seconds. */
export async function engineIsBack(engine: Engine): Promise<void> {
  for (let i = 0; i < 100; i++) {
    const back = await engine.version().then(
      () => true,
      () => false,
    );
    if (back) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
