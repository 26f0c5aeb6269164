import { mkdir, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Engine } from "../engine/engine";
import { EngineError } from "../engine/errors";
import { hasEnded, type ImportEntry, newEntry } from "./entry";
import { exists, hashOf } from "./file";
import { forgetUnparsed, ImportJob, type JobTools } from "./job";
import { Ledger } from "./ledger";
import { ShapeError } from "./shapes/types";
import { removeRecords, Staging, stagingTables } from "./staging";
import { UnwrapWorker } from "./worker";

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
/** Files imported side by side: while one is unwrapped, another is parsed and a third is published. */
const LANES = 3;

interface RunningImport {
  readonly stop: AbortController;
  readonly ended: Promise<void>;
}

/**
 * Imports files, a few at a time, keeps the ledger, and puts right at the start what a crash left behind:
 * what was being published is finished, what was being read is read again from its file.
 */
export class ImportService {
  readonly #entries = new Map<number, ImportEntry>();
  readonly #queue: number[] = [];
  readonly #waiters = new Map<number, ((entry: ImportEntry) => void)[]>();
  readonly #ledger: Ledger;
  readonly #tools: Omit<JobTools, "worker">;
  readonly #uploads: string;
  #lastId = 0;
  readonly #running = new Map<number, RunningImport>();
  readonly #idleWorkers: UnwrapWorker[] = [];
  #closed = false;

  constructor(
    private readonly engine: Engine,
    data: string,
    chunkBytes = CHUNK_BYTES,
  ) {
    this.#ledger = new Ledger(engine);
    this.#uploads = join(data, "uploads");
    this.#tools = { engine, spool: join(data, "spool"), chunkBytes };
  }

  /** The folder for bytes on their way in. */
  get uploads(): string {
    return this.#uploads;
  }

  /** Reads the ledger and mends what a crash left. Call once, before anything else. */
  async open(): Promise<void> {
    await mkdir(this.#uploads, { recursive: true });
    await rm(this.#tools.spool, { recursive: true, force: true });
    this.#lastId = await this.#ledger.lastId();
    for (const entry of await this.#ledger.read()) this.#entries.set(entry.id, entry);
    await this.#forgetHalfReceived();
    for (const id of await stagingTables(this.engine)) {
      const entry = this.#entries.get(id);
      const staging = new Staging(this.engine, id);
      if (entry?.phase === "publishing") await staging.publish();
      else await staging.drop();
    }
    for (const entry of this.#entries.values()) {
      if (hasEnded(entry)) continue;
      if (entry.phase === "publishing") await this.#end(entry, "done");
      else if (entry.path && (await exists(entry.path))) this.#enqueue(entry);
      else
        await this.#fail(
          entry,
          "gone",
          "The server stopped before this file was imported, and the file is no longer there. Upload it again.",
        );
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

  /** Puts a file into the queue. */
  async add(request: ImportRequest): Promise<ImportEntry> {
    const { size } = await stat(request.path);
    const entry = newEntry(++this.#lastId, {
      name: request.name,
      path: request.path,
      owned: request.owned,
      bytesTotal: size,
      format: request.format ?? null,
    });
    this.#entries.set(entry.id, entry);
    await this.#ledger.write(entry);
    this.#enqueue(entry);
    this.#next();
    return entry;
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
    if (entry.state === "done") {
      await removeRecords(this.engine, id);
      await forgetUnparsed(this.engine, id);
    }
    Object.assign(entry, {
      state: "queued",
      phase: "waiting",
      format,
      error: null,
      proposal: null,
      endedAt: null,
      startedAt: null,
      hash: null,
    });
    await this.#ledger.write(entry);
    this.#enqueue(entry);
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
    await this.#ledger.write(entry);
    await removeRecords(this.engine, id);
    await forgetUnparsed(this.engine, id);
    await this.#dropFile(entry);
    await this.#ledger.remove(id);
    this.#entries.delete(id);
    return true;
  }

  /** Stops; what runs is taken up again at the next start. */
  async close(): Promise<void> {
    this.#closed = true;
    const running = [...this.#running.values()];
    for (const { stop } of running) stop.abort(new Error("closing"));
    await Promise.all(running.map(({ ended }) => ended));
    for (const worker of this.#idleWorkers) worker.close();
  }

  /** Removes bodies that a crash cut off on their way in. Resumable uploads stay: their sender goes on with them. */
  async #forgetHalfReceived(): Promise<void> {
    const wanted = new Set([...this.#entries.values()].map((entry) => entry.path));
    for (const name of await readdir(this.#uploads)) {
      const path = join(this.#uploads, name);
      if (name.endsWith(".bin") && !wanted.has(path)) await rm(path, { force: true });
    }
  }

  #enqueue(entry: ImportEntry): void {
    Object.assign(entry, { state: "queued", phase: "waiting" });
    this.#queue.push(entry.id);
  }

  #next(): void {
    while (this.#running.size < LANES && !this.#closed) {
      const id = this.#queue.shift();
      if (id === undefined) return;
      const entry = this.#entries.get(id);
      if (entry) this.#begin(entry);
    }
  }

  #begin(entry: ImportEntry): void {
    const stop = new AbortController();
    const worker = this.#idleWorkers.pop() ?? new UnwrapWorker();
    const ended = this.#run(entry, stop.signal, worker).finally(() => {
      this.#running.delete(entry.id);
      if (this.#closed) worker.close();
      else this.#idleWorkers.push(worker);
      this.#next();
    });
    this.#running.set(entry.id, { stop, ended });
  }

  async #run(entry: ImportEntry, signal: AbortSignal, worker: UnwrapWorker): Promise<void> {
    entry.state = "running";
    entry.phase = "reading";
    entry.startedAt = Date.now() / 1000;
    const job = new ImportJob({ ...this.#tools, worker }, entry, signal);
    for (let attempt = 1; ; attempt++) {
      try {
        entry.hash ??= await hashOf(entry, signal);
        const twin = await this.#twinOf(entry);
        if (twin) {
          entry.duplicateOf = twin.id;
          Object.assign(entry, {
            shape: twin.shape,
            label: twin.label,
            fields: twin.fields,
            formatSource: twin.formatSource,
          });
          Object.assign(entry, {
            flows: twin.flows,
            nodata: twin.nodata,
            skipdata: twin.skipdata,
            bytesRead: entry.bytesTotal,
          });
          Object.assign(entry, { unparsed: twin.unparsed, unparsedSamples: twin.unparsedSamples, error: twin.error });
          return await this.#end(entry, "done");
        }
        await job.read();
        signal.throwIfAborted();
        entry.phase = "publishing";
        await this.#ledger.write(entry);
        await job.staging.publish();
        return await this.#end(entry, "done");
      } catch (error) {
        if (this.#closed) return;
        const engineDied = error instanceof EngineError && error.kind === "unavailable";
        if (engineDied && attempt <= 5 && !signal.aborted) {
          await this.#engineIsBack();
          if (entry.phase === "publishing") {
            await job.staging.publish();
            return await this.#end(entry, "done");
          }
          continue;
        }
        await job.staging.drop().catch(() => undefined);
        await forgetUnparsed(this.engine, entry.id).catch(() => undefined);
        if (signal.aborted) return await this.#end(entry, "cancelled");
        return await this.#refuse(entry, error);
      }
    }
  }

  async #refuse(entry: ImportEntry, error: unknown): Promise<void> {
    if (error instanceof ShapeError) {
      entry.proposal = error.proposal ?? null;
      return this.#fail(entry, error.code, error.message);
    }
    if (error instanceof EngineError && error.type === "TOO_MANY_PARTS") {
      return this.#fail(
        entry,
        "too_many_days",
        "The records spread over more than 4,000 days; their times look wrong.",
      );
    }
    const message = error instanceof Error ? error.message : String(error);
    return this.#fail(entry, "failed", `The import stopped: ${message.slice(0, 300)}`);
  }

  async #engineIsBack(): Promise<void> {
    for (let i = 0; i < 100; i++) {
      const back = await this.engine.version().then(
        () => true,
        () => false,
      );
      if (back) return;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  /** The import that holds these bytes already, waiting for one that is reading them now. */
  async #twinOf(entry: ImportEntry): Promise<ImportEntry | undefined> {
    const others = [...this.#entries.values()].filter(
      (other) => other.id !== entry.id && other.hash === entry.hash && other.duplicateOf === null,
    );
    for (const other of others) {
      // Of two that run, the older one goes on.
      if (other.id < entry.id) await this.#running.get(other.id)?.ended;
    }
    return others.find((other) => other.state === "done");
  }

  async #cancel(entry: ImportEntry): Promise<void> {
    const running = this.#running.get(entry.id);
    if (running) {
      running.stop.abort(new Error("cancelled"));
      await running.ended;
      return;
    }
    const at = this.#queue.indexOf(entry.id);
    if (at >= 0) this.#queue.splice(at, 1);
    await this.#end(entry, "cancelled");
  }

  async #fail(entry: ImportEntry, code: string, message: string): Promise<void> {
    entry.error = { code, message };
    Object.assign(entry, { flows: 0, nodata: 0, skipdata: 0, unparsed: 0, unparsedSamples: [] });
    await this.#end(entry, "failed");
  }

  async #end(entry: ImportEntry, state: "done" | "failed" | "cancelled"): Promise<void> {
    if (state === "cancelled")
      Object.assign(entry, { flows: 0, nodata: 0, skipdata: 0, unparsed: 0, unparsedSamples: [] });
    entry.state = state;
    entry.phase = null;
    entry.endedAt = Date.now() / 1000;
    await this.#ledger.write(entry);
    // A file whose columns a person has to confirm is kept for the next try.
    if (entry.error?.code !== "format_needed" && entry.formatSource !== "inferred") await this.#dropFile(entry);
    for (const tell of this.#waiters.get(entry.id) ?? []) tell(entry);
    this.#waiters.delete(entry.id);
  }

  async #dropFile(entry: ImportEntry): Promise<void> {
    if (entry.owned && entry.path) {
      await rm(entry.path, { force: true });
      // What the resumable upload knew of it.
      await rm(`${entry.path}.json`, { force: true });
    }
    if (entry.owned) entry.path = null;
  }
}
