import type { Engine } from "../engine/engine";
import { EngineError } from "../engine/errors";
import { storeChanges } from "./changes";
import { becomeDuplicate, forgetCounts, type ImportEntry } from "./entry";
import { engineIsBack, engineIsGone, type Lane, pieceOf } from "./lane";
import type { Ledger } from "./ledger";
import type { Piece } from "./read/piece";
import { ShapeError } from "./shapes/types";

/** An import of a batch, and what cancels it alone. */
export interface BatchMember {
  readonly entry: ImportEntry;
  readonly stop: AbortController;
  /** The hash of its bytes is known, or could not be had. */
  readonly hashed: Promise<void>;
}

/** What a batch of imports works with. */
export interface ImportBatchTools {
  readonly engine: Engine;
  readonly ledger: Ledger;
  /** Stops everything; what is unfinished is taken up at the next start. */
  readonly closing: AbortSignal;
  /** An earlier import of the same bytes, if there is one. */
  readonly twinOf: (entry: ImportEntry) => Promise<ImportEntry | undefined>;
  /** Puts a member off until its twin has ended. */
  readonly postpone: (member: BatchMember, twin: ImportEntry) => void;
  /** Ends imports: writes the ledger and tells who waits. */
  readonly end: (entries: readonly ImportEntry[]) => Promise<void>;
}

const ATTEMPTS = 5;

/** Why an import failed, for its owner. */
function failureOf(error: unknown): { code: string; message: string } {
  if (error instanceof ShapeError) return { code: error.code, message: error.message };
  if (error instanceof EngineError && error.type === "TOO_MANY_PARTS") {
    return {
      code: "too_many_days",
      message: "The records spread over more than 4,000 days; their times look wrong.",
    };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { code: "failed", message: `The import stopped: ${message.slice(0, 300)}` };
}

/** Sets the end of an import that added nothing. */
function refuse(entry: ImportEntry, error: unknown): void {
  forgetCounts(entry);
  entry.state = "failed";
  entry.error = failureOf(error);
  if (error instanceof ShapeError) entry.proposal = error.proposal ?? null;
}

/**
 * Imports some files together: they share a staging table, so that many small ones cost little more than one large one,
 * and become visible together. Each has its own outcome.
 */
export class ImportBatch {
  #published = false;

  constructor(
    private readonly tools: ImportBatchTools,
    private readonly lane: Lane,
    private readonly members: readonly BatchMember[],
  ) {}

  /** Never throws: whatever goes wrong becomes the imports' outcome. */
  async run(): Promise<void> {
    for (const { entry } of this.members) {
      Object.assign(entry, { state: "running", phase: "reading", startedAt: Date.now() / 1000 });
    }
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#attempt();
      } catch (error) {
        if (this.tools.closing.aborted) return;
        if (engineIsGone(error) && attempt <= ATTEMPTS) {
          await engineIsBack(this.tools.engine);
          continue;
        }
        return await this.#giveUp(error).catch(() => undefined);
      }
    }
  }

  get #open(): BatchMember[] {
    return this.members.filter(({ entry }) => entry.state === "running");
  }

  async #attempt(): Promise<void> {
    if (this.#published) return this.#finish();
    const { closing } = this.tools;
    const batch = await this.lane.begin(closing);
    const pieces = new Map<Piece, BatchMember>();
    for (const member of this.#open) {
      closing.throwIfAborted();
      if (!(await this.#isNew(member))) continue;
      const piece = pieceOf(member.entry, AbortSignal.any([member.stop.signal, closing]));
      pieces.set(piece, member);
      await batch.read(piece);
    }
    const failed = await batch.settle([...pieces.keys()]);
    closing.throwIfAborted();
    for (const [piece, error] of failed) {
      const member = pieces.get(piece);
      if (!member) continue;
      if (member.stop.signal.aborted) this.#cancel(member);
      else refuse(member.entry, error);
    }
    await this.#publish();
  }

  /** Is there anything to read? Bytes that are stored already are not read again. */
  async #isNew(member: BatchMember): Promise<boolean> {
    const { entry } = member;
    try {
      await member.hashed;
    } catch (error) {
      if (member.stop.signal.aborted) this.#cancel(member);
      else if (!this.tools.closing.aborted) refuse(entry, error);
      return false;
    }
    const twin = await this.tools.twinOf(entry);
    if (!twin) return true;
    if (twin.state === "done") {
      becomeDuplicate(entry, twin);
      entry.state = "done";
    } else {
      entry.state = "queued";
      this.tools.postpone(member, twin);
    }
    return false;
  }

  #cancel({ entry }: BatchMember): void {
    forgetCounts(entry);
    entry.state = "cancelled";
  }

  async #publish(): Promise<void> {
    const entries = this.#open.map(({ entry }) => entry);
    const counts = new Map((await this.lane.staging.counts()).map((count) => [count.input, count]));
    for (const entry of entries) {
      const { flows = 0, nodata = 0, skipdata = 0 } = counts.get(entry.id) ?? {};
      Object.assign(entry, { flows, nodata, skipdata, bytesRead: entry.bytesTotal });
      Object.assign(entry, { phase: "publishing", staging: this.lane.name });
    }
    if (entries.length > 0) {
      const span = await this.lane.staging.span();
      await this.tools.ledger.write(entries);
      this.#published = true;
      await this.lane.staging.publish();
      for (const { id } of entries) storeChanges.tell(id, span);
    }
    await this.#end();
  }

  /** After a publishing that the engine's end interrupted. */
  async #finish(): Promise<void> {
    const entries = this.#open.map(({ entry }) => entry);
    await this.lane.staging.finish(entries.map(({ id }) => ({ input: id })));
    for (const { id } of entries) storeChanges.tell(id);
    await this.#end();
  }

  async #end(): Promise<void> {
    for (const { entry } of this.#open) entry.state = "done";
    await this.tools.end(this.members.map(({ entry }) => entry).filter(({ state }) => state !== "queued"));
  }

  /** Nothing of the batch can be kept. */
  async #giveUp(error: unknown): Promise<void> {
    for (const member of this.#open) {
      if (member.stop.signal.aborted) this.#cancel(member);
      else refuse(member.entry, error);
    }
    await this.#end();
  }
}
