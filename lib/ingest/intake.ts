import { join } from "node:path";
import type { Engine } from "../engine/engine";
import { storeChanges } from "./changes";
import { Lane } from "./lane";
import { newReport, type Piece, unitOffset, unitRange } from "./read/piece";
import { ShapeError } from "./shapes/types";
import { removeRecords, Staging, tablesNamed } from "./staging";
import { forgetUnparsed } from "./unparsed";

/** One piece of input of a source: an S3 object, or the events of CloudWatch slices in one field order. */
export interface IntakeItem {
  /** Number of the piece within its source, from 1, given once and never again. */
  readonly unit: number;
  /** A local spool file. */
  readonly path: string;
  /** What to call it in messages. */
  readonly name: string;
  /** `lines`: one record a line, in the order of `fields`, no header. `file`: anything that an upload may be. */
  readonly kind: "lines" | "file";
  /** Text field names. */
  readonly fields?: readonly string[];
  /** Of `lines`: how many there are, where that is known, and how many at the beginning are blank because a header stood there. */
  readonly counted?: { readonly lines: number; readonly blank: number };
}

/** What became of one piece. */
export interface IntakeItemResult {
  readonly unit: number;
  readonly flows: number;
  readonly nodata: number;
  readonly skipdata: number;
  readonly unparsed: number;
  readonly fields: readonly string[] | null;
  readonly shape: string | null;
  /** The piece was set aside, nothing of it is staged; `truncated`: staged as far as it could be read. */
  readonly error: { readonly code: string; readonly message: string } | null;
}

/** What the ledger must keep while a delivery is being published. Plain JSON. */
export interface PendingDelivery {
  readonly input: number;
  readonly fromUnit: number;
  readonly toUnit: number;
  readonly staging: string;
}

/** Records that are in the engine, but in no answer yet. */
export interface StagedDelivery {
  readonly pending: PendingDelivery;
  readonly items: readonly IntakeItemResult[];
  publish(): Promise<void>;
  discard(): Promise<void>;
}

const PREFIX = "intake_";
const CHUNK_BYTES = 64 * 2 ** 20;
/** Deliveries that are read side by side. */
const LANES = 2;

const failureOf = (error: unknown): { code: string; message: string } =>
  error instanceof ShapeError
    ? { code: error.code, message: error.message }
    : { code: "failed", message: error instanceof Error ? error.message : String(error) };

/** The way of sources into the store: pieces are staged, and published when the source's ledger says that they will be. */
export class Intake {
  readonly #idle: Lane[] = [];
  readonly #waiting: ((lane: Lane) => void)[] = [];
  /** Lanes whose table was being published when the engine went away, until `finish` did it. */
  readonly #halfPublished = new Map<string, Lane>();
  #swept: Promise<void> | null = null;

  /** @param data the data folder. */
  constructor(
    private readonly engine: Engine,
    data: string,
    chunkBytes = CHUNK_BYTES,
  ) {
    const tools = { engine, spool: join(data, "spool"), chunkBytes };
    for (let n = 0; n < LANES; n++) this.#idle.push(new Lane(tools, `${PREFIX}${n}`));
  }

  /**
   * Reads pieces into a staging table. Whoever gets the answer must publish or discard it.
   * @throws the signal's reason; EngineError when the engine is away.
   */
  async stage(input: number, items: readonly IntakeItem[], signal: AbortSignal): Promise<StagedDelivery> {
    this.#swept ??= this.#sweep();
    await this.#swept.catch((error: unknown) => {
      // The engine was away: the next delivery tries again.
      this.#swept = null;
      throw error;
    });
    const lane = await this.#take();
    const giveBack = (): void => this.#giveBack(lane);
    try {
      const pieces = items.map((item) => pieceOf(input, item, signal));
      const batch = await lane.begin(signal);
      for (const piece of pieces) {
        await batch.read(piece);
        signal.throwIfAborted();
      }
      const failed = await batch.settle(pieces);
      signal.throwIfAborted();
      const results = await this.#results(lane, items, pieces, failed);
      return this.#staged(lane, input, results, giveBack);
    } catch (error) {
      giveBack();
      throw error;
    }
  }

  /** Finishes a delivery that the ledger calls pending. Doing it again changes nothing. */
  async finish(pending: PendingDelivery): Promise<void> {
    const { input, fromUnit, toUnit, staging } = pending;
    if ((await tablesNamed(this.engine, staging)).includes(staging)) {
      await new Staging(this.engine, staging).finish([unitRange(input, fromUnit, toUnit)]);
      storeChanges.tell(input);
    }
    const lane = this.#halfPublished.get(staging);
    this.#halfPublished.delete(staging);
    if (lane) this.#giveBack(lane);
  }

  /** Removes all records and unparsed lines of an input. */
  async removeInput(input: number): Promise<void> {
    await removeRecords(this.engine, [{ input }]);
    await forgetUnparsed(this.engine, { input });
    storeChanges.tell(input);
  }

  /** Ends the workers. */
  close(): void {
    for (const lane of this.#idle) lane.close();
  }

  /** What a crash left half staged is in no ledger, so it goes. What was pending is finished by now. */
  async #sweep(): Promise<void> {
    for (const table of await tablesNamed(this.engine, PREFIX)) await new Staging(this.engine, table).drop();
  }

  #take(): Promise<Lane> {
    const lane = this.#idle.pop();
    return lane ? Promise.resolve(lane) : new Promise((resolve) => this.#waiting.push(resolve));
  }

  #giveBack(lane: Lane): void {
    const next = this.#waiting.shift();
    if (next) next(lane);
    else this.#idle.push(lane);
  }

  async #results(
    lane: Lane,
    items: readonly IntakeItem[],
    pieces: readonly Piece[],
    failed: ReadonlyMap<Piece, unknown>,
  ): Promise<IntakeItemResult[]> {
    const counts = new Map((await lane.staging.counts()).map((count) => [count.unit, count]));
    return items.map(({ unit }, at) => {
      const piece = pieces[at];
      const failure = piece && failed.get(piece);
      const { flows = 0, nodata = 0, skipdata = 0 } = counts.get(unit) ?? {};
      return {
        unit,
        flows,
        nodata,
        skipdata,
        unparsed: failure === undefined ? (piece?.report.unparsed ?? 0) : 0,
        fields: piece?.report.fields ?? null,
        shape: piece?.report.label ?? null,
        error: failure === undefined ? (piece?.report.error ?? null) : failureOf(failure),
      };
    });
  }

  async #staged(
    lane: Lane,
    input: number,
    items: readonly IntakeItemResult[],
    giveBack: () => void,
  ): Promise<StagedDelivery> {
    const units = items.map(({ unit }) => unit);
    const span = await lane.staging.span();
    const pending = { input, fromUnit: Math.min(...units), toUnit: Math.max(...units), staging: lane.name };
    return {
      pending,
      items,
      publish: async () => {
        this.#halfPublished.set(lane.name, lane);
        await lane.staging.publish();
        this.#halfPublished.delete(lane.name);
        giveBack();
        storeChanges.tell(input, span);
      },
      discard: async () => {
        await lane.staging.clear();
        await forgetUnparsed(this.engine, unitRange(input, pending.fromUnit, pending.toUnit));
        giveBack();
      },
    };
  }
}

const pieceOf = (input: number, item: IntakeItem, signal: AbortSignal): Piece => ({
  input,
  lineOffset: unitOffset(item.unit),
  path: item.path,
  name: item.name,
  format: item.fields ?? null,
  kind: item.kind,
  ...(item.counted && { counted: item.counted }),
  signal,
  report: newReport(),
});
