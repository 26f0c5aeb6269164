import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Engine } from "../engine/engine";
import { AwsClients } from "./aws";
import { type Clock, systemClock } from "./clock";
import { recover } from "./deliver";
import type { SourceIntake } from "./intake";
import { SourceLedger } from "./ledger";
import { RateLimiters } from "./limiter";
import type { SourceReader } from "./reader";
import { type RunTools, runSource } from "./run";
import { newSource, type SourceDocument, type SourceKind, type SourceSettings } from "./source";
import { SourceStore } from "./source-store";
import { readsAlready } from "./twice";

/** What the service needs. */
export interface SourceServiceOptions {
  readonly engine: Engine;
  readonly intake: SourceIntake;
  /** Gives the next number of the sequence that imports and sources share. */
  readonly nextId: () => Promise<number>;
  /** The data folder. */
  readonly data: string;
  readonly readers: Readonly<Partial<Record<SourceKind, SourceReader>>>;
  readonly aws?: AwsClients;
  readonly clock?: Clock;
}

interface Run {
  readonly stop: AbortController;
  readonly ended: Promise<void>;
}

/**
 * Keeps sources: takes them in, reads them side by side, stops and resumes them, and puts right at the start what a
 * crash left behind.
 */
export class SourceService {
  readonly #stores = new Map<number, SourceStore>();
  readonly #runs = new Map<number, Run>();
  readonly #listeners = new Set<(document: SourceDocument) => void>();
  /** What is being done to a source, so that two requests do not cross. */
  readonly #busy = new Map<number, Promise<unknown>>();
  /** The request for a source that came last: the next one looks at what that made. */
  #adding: Promise<unknown> = Promise.resolve();
  readonly #ledger: SourceLedger;
  readonly #tools: RunTools;
  readonly #spool: string;
  #closed = false;

  constructor(private readonly options: SourceServiceOptions) {
    const clock = options.clock ?? systemClock;
    this.#ledger = new SourceLedger(options.engine);
    this.#spool = join(options.data, "source-spool");
    this.#tools = {
      engine: options.engine,
      intake: options.intake,
      aws: options.aws ?? new AwsClients(),
      limiters: new RateLimiters(clock),
      clock,
    };
  }

  /** The AWS clients, for whoever else asks AWS. */
  get aws(): AwsClients {
    return this.#tools.aws;
  }

  /** The limiters, for whoever else asks AWS. */
  get limiters(): RateLimiters {
    return this.#tools.limiters;
  }

  get clock(): Clock {
    return this.#tools.clock;
  }

  /** Reads the ledger, finishes what a crash left, and starts reading. Call once, before anything else. @throws EngineError */
  async open(): Promise<void> {
    await rm(this.#spool, { recursive: true, force: true });
    for (const document of await this.#ledger.read()) {
      const store = this.#keep(document);
      await recover({ store, intake: this.#tools.intake, clock: this.#tools.clock });
      if (store.document.removing) await this.#erase(store);
    }
    for (const { document } of this.#stores.values()) {
      if (document.state !== "paused" && document.state !== "done") this.#start(document.id);
    }
  }

  /** Every source, newest first. */
  list(): SourceDocument[] {
    return [...this.#stores.values()].map(({ document }) => document).sort((a, b) => b.id - a.id);
  }

  get(id: number): SourceDocument | undefined {
    return this.#stores.get(id)?.document;
  }

  /** Calls back after every change of a source. @returns what ends it. */
  subscribe(listener: (document: SourceDocument) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Whether sources of a kind can be read. */
  reads(kind: SourceKind): boolean {
    return this.options.readers[kind] !== undefined;
  }

  /**
   * Takes a new source and starts to read it. When one reads all of it already, that one is given back, and goes on if it
   * was paused: the same records would be there twice.
   */
  add(settings: SourceSettings): Promise<{ readonly document: SourceDocument; readonly created: boolean }> {
    const mine = this.#adding.then(async () => {
      const now = Math.floor(this.#tools.clock.now() / 1000);
      const found = this.list().find((document) => readsAlready(document, settings, now));
      if (!found) return { document: await this.create(settings), created: true };
      const resumed = found.state === "paused" ? await this.resume(found.id) : found;
      return { document: resumed ?? found, created: false };
    });
    this.#adding = mine.catch(() => undefined);
    return mine;
  }

  /** Takes a new source and starts to read it, whatever else is read. */
  async create(settings: SourceSettings): Promise<SourceDocument> {
    const id = await this.options.nextId();
    const document = newSource(id, settings, Math.floor(this.#tools.clock.now() / 1000));
    await this.#ledger.write(document);
    const store = this.#keep(document);
    this.#tell(document);
    this.#start(id);
    return store.document;
  }

  /** Stops reading until `resume`. Undefined when there is none. */
  pause(id: number): Promise<SourceDocument | undefined> {
    return this.#exclusive(id, async (store) => {
      if (store.document.state === "done") return store.document;
      await this.#stop(id);
      return store.update((document) => ({ ...document, state: "paused" }));
    });
  }

  /** Goes on reading; what failed is tried at once. Undefined when there is none. */
  resume(id: number): Promise<SourceDocument | undefined> {
    return this.#exclusive(id, async (store) => {
      if (store.document.state === "done") return store.document;
      await this.#stop(id);
      await store.update((document) => ({ ...document, state: "reading", error: null }));
      this.#start(id);
      return store.document;
    });
  }

  /** Removes a source with its records. False when there is none. */
  async remove(id: number): Promise<boolean> {
    const removed = await this.#exclusive(id, async (store) => {
      await this.#stop(id);
      await store.update((document) => ({ ...document, state: "paused", removing: true }));
      await this.#erase(store);
      return true;
    });
    return removed ?? false;
  }

  /** Stops all reading; it is taken up again at the next start. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#runs.keys()].map((id) => this.#stop(id)));
    this.#tools.aws.close();
  }

  #keep(document: SourceDocument): SourceStore {
    const store = new SourceStore(document, this.#ledger, this.#tools.clock, (now) => this.#tell(now));
    this.#stores.set(document.id, store);
    return store;
  }

  #tell(document: SourceDocument): void {
    for (const listener of this.#listeners) listener(document);
  }

  #start(id: number): void {
    const store = this.#stores.get(id);
    const reader = store && this.options.readers[store.document.settings.kind];
    if (!store || !reader || this.#closed || this.#runs.has(id)) return;
    const stop = new AbortController();
    const spool = join(this.#spool, String(id));
    const ended = runSource(this.#tools, store, reader, stop.signal, spool)
      .catch((error: unknown) => {
        if (!stop.signal.aborted) console.error(error);
      })
      .finally(() => this.#runs.delete(id));
    this.#runs.set(id, { stop, ended });
  }

  async #stop(id: number): Promise<void> {
    const run = this.#runs.get(id);
    run?.stop.abort(new Error("The source was stopped."));
    await run?.ended;
  }

  async #erase(store: SourceStore): Promise<void> {
    const { id, settings } = store.document;
    await this.#tools.intake.removeInput(id);
    await this.options.readers[settings.kind]?.forget(this.#tools.engine, id);
    await this.#ledger.remove(id);
    this.#stores.delete(id);
    this.#tell(store.document);
  }

  async #exclusive<T>(id: number, act: (store: SourceStore) => Promise<T>): Promise<T | undefined> {
    const before = this.#busy.get(id) ?? Promise.resolve();
    const mine = before.then(async () => {
      const store = this.#stores.get(id);
      return store ? act(store) : undefined;
    });
    const quiet = mine.catch(() => undefined);
    this.#busy.set(id, quiet);
    return mine;
  }
}
