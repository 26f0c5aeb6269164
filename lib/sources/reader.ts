import type { Engine } from "../engine/engine";
import type { AwsClients } from "./aws";
import type { Clock } from "./clock";
import type { IntakeItem, IntakeItemResult } from "./intake";
import type { RateLimiters } from "./limiter";
import type { SourceDocument, SourceError, SourceNotice, SourceProgress, SourceState } from "./source";

/** Pieces of input that become visible together, and what is true once they are. */
export interface Delivery {
  /** Units are given by the delivery, in this order. May be empty. */
  readonly items: readonly Omit<IntakeItem, "unit">[];
  /**
   * Writes what makes the pieces known (event ids, object keys), tagged with the batch. Readers ignore rows with a batch
   * above `progress.batch`; the service removes those at the start. May be called again with another batch.
   */
  readonly mark?: (batch: number, results: readonly IntakeItemResult[]) => Promise<void>;
  /** What the progress becomes. Counts, batch and units are added up already; `results` are in the order of `items`. */
  readonly next: (progress: SourceProgress, results: readonly IntakeItemResult[]) => SourceProgress;
}

/** What a reader may say of its source outside a delivery. */
export interface SourceChange {
  readonly state?: Exclude<SourceState, "paused">;
  readonly error?: SourceError | null;
  readonly notices?: readonly SourceNotice[];
  /** Applied to the newest progress. Must not say that something was read whose records were not delivered. */
  readonly progress?: (progress: SourceProgress) => SourceProgress;
}

/** What a reader works with. */
export interface ReaderContext {
  readonly engine: Engine;
  /** The source as it is now. */
  document(): SourceDocument;
  /**
   * Puts pieces into the store, exactly once in spite of a crash, one delivery of a source after the other. Waits while
   * the engine is away. Spool files may be deleted once it has ended.
   * @throws the signal's reason when the source is stopped before the delivery was certain.
   */
  deliver(delivery: Delivery): Promise<readonly IntakeItemResult[]>;
  /** Writes a change into the ledger. */
  save(change: SourceChange): Promise<void>;
  /** A change that may be lost in a crash: it is shown at once, and written with the next thing that is. */
  touch(change: SourceChange): void;
  readonly aws: AwsClients;
  readonly limiters: RateLimiters;
  readonly clock: Clock;
  /** Aborted when the source is paused, removed, or the program ends. */
  readonly signal: AbortSignal;
  /** A folder of this source alone, empty at the start of `run`. */
  readonly spool: string;
}

/** Reads one kind of source. */
export interface SourceReader {
  /**
   * Reads until everything is read (it returns; the source is then done), or until the signal is aborted (it throws the
   * reason). Says `following` itself through `save`.
   * @throws SourceFailure when it cannot go on now: the source is `failed` and `run` is called again after a while.
   */
  run(context: ReaderContext): Promise<void>;
  /** Removes rows of the reader's own tables: all of a source, or those above a batch that did not become true. */
  forget(engine: Engine, source: number, aboveBatch?: number): Promise<void>;
}

/** A source cannot be read now. The message is one sentence for the user. */
export class SourceFailure extends Error {
  override readonly name = "SourceFailure";
  /** The IAM action that is missing, where one is. */
  readonly action: string | null;
  constructor(
    readonly code: string,
    message: string,
    options: { cause?: unknown; action?: string } = {},
  ) {
    super(message, options);
    this.action = options.action ?? null;
  }
}
