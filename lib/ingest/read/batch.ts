import { mkdir } from "node:fs/promises";
import type { Engine } from "../../engine/engine";
import { EngineError } from "../../engine/errors";
import type { Staging } from "../staging";
import { UnparsedLines } from "../unparsed";
import { Inserter, OtherHeader } from "./inserter";
import { type Piece, pieceRange } from "./piece";
import { readPiece, removeFolder } from "./read-piece";
import type { UnwrapWorker } from "./worker";

/** What a batch is read with. */
export interface BatchTools {
  readonly engine: Engine;
  readonly worker: UnwrapWorker;
  readonly staging: Staging;
  /** A folder for chunks, of this batch alone. */
  readonly spool: string;
  readonly chunkBytes: number;
}

/** Pieces that one statement takes back. */
const PIECES_AT_ONCE = 500;

/** An error after which nothing of the batch can be kept: the engine is gone. */
const concernsAll = (error: unknown): boolean => error instanceof EngineError && error.kind === "unavailable";

/**
 * Reads pieces into a staging table, many small ones with few statements. Nothing is visible in `flows` before the
 * table is published.
 */
export class Batch {
  readonly #unparsed: UnparsedLines;
  readonly #inserter: Inserter;
  readonly #failures = new Map<Piece, unknown>();
  #pieces = 0;
  #folder: Promise<unknown> | null = null;

  /** @param signal stops the whole batch. */
  constructor(
    private readonly tools: BatchTools,
    signal: AbortSignal,
  ) {
    this.#unparsed = new UnparsedLines(tools.engine, tools.spool);
    this.#inserter = new Inserter(tools.engine, tools.staging, this.#unparsed, signal);
  }

  /**
   * Reads one piece. Its last chunks may be parsed after this returns; `settle` waits for them.
   * @throws EngineError when the engine is gone, so that the whole batch has to be read again. What is wrong with the
   *   piece itself is kept for `settle`.
   */
  async read(piece: Piece, careful = false): Promise<void> {
    const place = { folder: this.tools.spool, prefix: `${++this.#pieces}-` };
    try {
      this.#folder ??= mkdir(place.folder, { recursive: true });
      await this.#folder;
      await readPiece(this.#readTools(), piece, place, careful);
    } catch (error) {
      if (concernsAll(error)) throw error;
      this.#failures.set(piece, error);
    }
  }

  /**
   * Waits until the pieces are in the staging table, reads those again that hold headers in mid-file, and removes what
   * had come of those that failed.
   * @returns what is wrong with a piece, for those that failed.
   * @throws EngineError when the engine is gone.
   */
  async settle(pieces: readonly Piece[]): Promise<Map<Piece, unknown>> {
    await this.#inserter.drain();
    const failed = new Map<Piece, unknown>();
    for (const piece of pieces) {
      let failure = this.#failures.get(piece) ?? this.#inserter.failureOf(piece);
      if (failure instanceof OtherHeader) {
        await this.#takeBack([piece]);
        await this.read(piece, true);
        await this.#inserter.drain();
        failure = this.#failures.get(piece) ?? this.#inserter.failureOf(piece);
      }
      if (failure === undefined && piece.signal.aborted) failure = piece.signal.reason;
      if (failure === undefined) continue;
      if (concernsAll(failure)) throw failure;
      failed.set(piece, failure);
    }
    await this.#takeBack([...failed.keys()]);
    await this.#unparsed.flush();
    await removeFolder(this.tools.spool);
    return failed;
  }

  async #takeBack(pieces: readonly Piece[]): Promise<void> {
    for (let at = 0; at < pieces.length; at += PIECES_AT_ONCE) {
      const ranges = pieces.slice(at, at + PIECES_AT_ONCE).map(pieceRange);
      await this.tools.staging.remove(ranges);
      await this.#unparsed.forget(ranges);
    }
  }

  #readTools() {
    return { ...this.tools, inserter: this.#inserter, unparsed: this.#unparsed };
  }
}
