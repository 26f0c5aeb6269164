import { mkdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Engine } from "../engine/engine";
import { storeChanges } from "./changes";
import { Entries } from "./entries";
import { becomeGone, forgetCounts, hasEnded, type ImportEntry, newEntry } from "./entry";
import { dropFile, exists, hashOf } from "./file";
import { type BatchMember, ImportBatch, type ImportBatchTools } from "./import-batch";
import { Lane } from "./lane";
import { Ledger } from "./ledger";
import { forgetHalfReceived, recoverImports } from "./recover";
import { removeRecords } from "./staging";
import { twinOf } from "./twins";
import { forgetUnparsed } from "./unparsed";

/** A file to import. */
export interface ImportRequest {
  /** What the user calls it. */
  readonly name: string;
  /** Where its bytes are. */
  readonly path: string;
  /** True when the service may delete the file once it is imported. */
  readonly owned: boolean;
  readonly format?: readonly string[];
}

const CHUNK_BYTES = 64 * 2 ** 20;
/** Batches imported side by side: while one is unwrapped, another is parsed and a third is published. */
const LANES = 3;
const PREFIX = "staging_";
/** Files that are imported together: at most so many, and no more once they have so many bytes. */
const BATCH_FILES = 1000;
const BATCH_BYTES = 24 * 2 ** 20;

interface RunningImport {
  readonly member: BatchMember;
  readonly ended: Promise<void>;
}

/**
 * Imports files, a few batches at a time, keeps the ledger, and puts right at the start what a crash left behind:
 * what was being published is finished, what was being read is read again from its file.
 */
export class ImportService {
  readonly #entries = new Entries();
  readonly #queue: number[] = [];
  readonly #waiters = new Map<number, ((entry: ImportEntry) => void)[]>();
  readonly #ledger: Ledger;
  readonly #spool: string;
  readonly #uploads: string;
  #lastId = 0;
  readonly #running = new Map<number, RunningImport>();
  readonly #idle: Lane[] = [];
  readonly #closing = new AbortController();

  /** @param data the data folder. */
  constructor(
    private readonly engine: Engine,
    data: string,
    chunkBytes = CHUNK_BYTES,
  ) {
    this.#ledger = new Ledger(engine);
    this.#uploads = join(data, "uploads");
    this.#spool = join(data, "spool");
    const tools = { engine, spool: this.#spool, chunkBytes };
    for (let n = 0; n < LANES; n++) this.#idle.push(new Lane(tools, `${PREFIX}${n}`));
  }

  /** The folder for bytes on their way in. */
  get uploads(): string {
    return this.#uploads;
  }

  /** True while files are imported or wait for it. */
  get busy(): boolean {
    return this.#running.size > 0 || this.#queue.length > 0;
  }

  /** Reads the ledger and mends what a crash left. Call once, before anything else. */
  async open(): Promise<void> {
    await mkdir(this.#uploads, { recursive: true });
    await rm(this.#spool, { recursive: true, force: true });
    this.#lastId = await this.#ledger.lastId();
    for (const entry of await this.#ledger.read()) this.#entries.add(entry);
    const entries = [...this.#entries.values()];
    await forgetHalfReceived(this.#uploads, entries);
    for (const { entry, outcome } of await recoverImports(this.engine, PREFIX, entries)) {
      if (outcome === "again") this.#enqueue(entry);
      else await this.#endAtStart(entry, outcome);
    }
    this.#next();
  }

  /** Every import, newest first. */
  list(): ImportEntry[] {
    return [...this.#entries.values()].sort((a, b) => b.id - a.id);
  }

  get(id: number): ImportEntry | undefined {
    return this.#entries.get(id);
  }

  /** A number for a new input; imports and sources share them. It is not given again, whatever becomes of it. */
  async nextId(): Promise<number> {
    const id = ++this.#lastId;
    await this.#ledger.remove(id);
    return id;
  }

  /** Puts a file into the queue. */
  async add(request: ImportRequest): Promise<ImportEntry> {
    const [entry] = await this.addAll([request]);
    if (!entry) throw new RangeError("There is no file to import.");
    return entry;
  }

  /** Puts files into the queue, in this order, with few statements however many they are. */
  async addAll(requests: readonly ImportRequest[]): Promise<ImportEntry[]> {
    const sizes = await Promise.all(requests.map(({ path }) => stat(path)));
    const entries = requests.map(({ name, path, owned, format = null }, at) =>
      newEntry(++this.#lastId, { name, path, owned, bytesTotal: sizes[at]?.size ?? 0, format }),
    );
    for (const entry of entries) this.#entries.add(entry);
    await this.#ledger.write(entries);
    for (const entry of entries) this.#enqueue(entry);
    this.#next();
    return entries;
  }

  /** Waits until an import has ended. */
  async ended(id: number): Promise<ImportEntry> {
    const entry = this.#entries.get(id);
    if (!entry) throw new RangeError(`There is no import ${id}.`);
    if (hasEnded(entry)) return entry;
    return new Promise((resolve) => {
      this.#waiters.set(id, [...(this.#waiters.get(id) ?? []), resolve]);
    });
  }

  /** Starts an import again with another field order; what it added before goes. Undefined when its file is no longer kept. */
  async retry(id: number, format: readonly string[]): Promise<ImportEntry | undefined> {
    const entry = this.#entries.get(id);
    if (!entry || !hasEnded(entry) || !entry.path || !(await exists(entry.path))) return undefined;
    if (entry.state === "done") await this.#removeRecords(id);
    Object.assign(entry, { format, error: null, proposal: null, endedAt: null, startedAt: null, hash: null });
    this.#enqueue(entry);
    await this.#ledger.write([entry]);
    this.#next();
    return entry;
  }

  /** Cancels an import that runs or waits; removes one that has ended, with its records. False when there is none. */
  async remove(id: number): Promise<boolean> {
    const entry = this.#entries.get(id);
    if (!entry) return false;
    if (!hasEnded(entry)) {
      await this.#cancel(entry);
      return true;
    }
    // Said first, so that a crash in the middle leaves an import that can be removed again, not one that calls itself done.
    Object.assign(entry, { state: "cancelled", hash: null });
    await this.#ledger.write([entry]);
    await this.#removeRecords(id);
    await dropFile(entry);
    await this.#ledger.remove(id);
    this.#entries.remove(id);
    return true;
  }

  /** Stops; what runs is taken up again at the next start. */
  async close(): Promise<void> {
    this.#closing.abort(new Error("closing"));
    await Promise.all([...this.#running.values()].map(({ ended }) => ended));
    for (const lane of this.#idle) lane.close();
  }

  async #removeRecords(input: number): Promise<void> {
    await removeRecords(this.engine, [{ input }]);
    await forgetUnparsed(this.engine, { input });
    storeChanges.tell(input);
  }

  #enqueue(entry: ImportEntry): void {
    Object.assign(entry, { state: "queued", phase: "waiting" });
    this.#queue.push(entry.id);
  }

  #next(): void {
    while (this.#queue.length > 0 && !this.#closing.signal.aborted) {
      const lane = this.#idle.pop();
      if (!lane) return;
      this.#begin(lane, this.#takeBatch());
    }
  }

  /** The oldest files that wait: one large one, or some small ones. */
  #takeBatch(): BatchMember[] {
    const members: BatchMember[] = [];
    let bytes = 0;
    while (members.length < BATCH_FILES) {
      const entry = this.#entries.get(this.#queue[0] ?? -1);
      if (!entry || (members.length > 0 && bytes + entry.bytesTotal > BATCH_BYTES)) break;
      this.#queue.shift();
      bytes += entry.bytesTotal;
      members.push(this.#member(entry));
    }
    return members;
  }

  #member(entry: ImportEntry): BatchMember {
    const stop = new AbortController();
    const signal = AbortSignal.any([stop.signal, this.#closing.signal]);
    const hashed = entry.hash
      ? Promise.resolve()
      : hashOf(entry, signal).then((hash) => {
          entry.hash = hash;
        });
    // Whoever needs the hash waits for it; until then a failure is nobody's.
    hashed.catch(() => undefined);
    return { entry, stop, hashed };
  }

  #begin(lane: Lane, members: readonly BatchMember[]): void {
    const tools: ImportBatchTools = {
      engine: this.engine,
      ledger: this.#ledger,
      closing: this.#closing.signal,
      twinOf: (entry) =>
        twinOf(
          {
            engine: this.engine,
            entries: this.#entries,
            running: (id) => this.#running.get(id)?.member,
            retire: (half) => this.#retire(half),
          },
          entry,
        ),
      postpone: (member, twin) => this.#postpone(member, twin),
      end: (entries) => this.#end(entries),
    };
    const ended = new ImportBatch(tools, lane, members).run().finally(() => {
      for (const { entry } of members) this.#running.delete(entry.id);
      if (this.#closing.signal.aborted) lane.close();
      else this.#idle.push(lane);
      this.#next();
    });
    for (const member of members) this.#running.set(member.entry.id, { member, ended });
  }

  async #retire(entry: ImportEntry): Promise<void> {
    // In this order: after a crash in between it is found incomplete again.
    await this.#removeRecords(entry.id);
    entry.hash = null;
    await this.#ledger.write([entry]);
  }

  /** Waits for a twin without holding up the batch. */
  #postpone({ entry }: BatchMember, twin: ImportEntry): void {
    void this.ended(twin.id).then(() => {
      if (entry.state !== "queued") return;
      this.#enqueue(entry);
      this.#next();
    });
  }

  async #cancel(entry: ImportEntry): Promise<void> {
    const running = this.#running.get(entry.id);
    if (running && entry.state === "running") {
      running.member.stop.abort(new Error("cancelled"));
      await this.ended(entry.id);
      return;
    }
    const at = this.#queue.indexOf(entry.id);
    if (at >= 0) this.#queue.splice(at, 1);
    forgetCounts(entry);
    entry.state = "cancelled";
    await this.#end([entry]);
  }

  /** Ends an import that a crash interrupted. */
  async #endAtStart(entry: ImportEntry, outcome: "done" | "gone"): Promise<void> {
    if (outcome === "gone") becomeGone(entry);
    entry.state = outcome === "gone" ? "failed" : "done";
    await this.#end([entry]);
  }

  async #end(entries: readonly ImportEntry[]): Promise<void> {
    for (const entry of entries) Object.assign(entry, { phase: null, staging: null, endedAt: Date.now() / 1000 });
    await this.#ledger.write(entries);
    for (const entry of entries) {
      // A file whose columns a person has to confirm is kept for the next try.
      if (entry.error?.code !== "format_needed" && entry.formatSource !== "inferred") await dropFile(entry);
      for (const tell of this.#waiters.get(entry.id) ?? []) tell(entry);
      this.#waiters.delete(entry.id);
    }
  }
}
