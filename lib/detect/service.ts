/**
 * Keeps the findings of the store, and of single inputs, in step with what is stored. A run is repeated when the store
 * or the settings changed; one runs at a time, on one thread, so that pages stay quick.
 */

import type { Engine } from "@/lib/engine/engine";
import { storeChanges } from "@/lib/ingest/changes";
import { DetectDocuments } from "./documents";
import { storeRevision } from "./revision";
import { type RunProgress, type RunResult, runDetectors } from "./run";
import type { DetectSettings, DetectSettingsInput } from "./settings";

/** What is known now. */
export interface FindingsState {
  /** The newest result; null before the first run ended. */
  readonly result: RunResult | null;
  /** True when the result belongs to what is stored now. */
  readonly current: boolean;
  /** When the result was ready, epoch seconds. */
  readonly at: number | null;
  readonly progress: RunProgress | null;
  /** Why the last run failed. */
  readonly error: unknown;
}

interface Running {
  /** What of the store it goes through; null until its turn comes: it takes the newest then. */
  revision: string | null;
  readonly ended: Promise<void>;
}

interface Entry {
  result: RunResult | null;
  revision: string | null;
  at: number | null;
  progress: RunProgress | null;
  error: unknown;
  running: Running | null;
  /** How long the last run took, milliseconds. */
  took: number;
  usedAt: number;
}

const POLL_MS = 20_000;
/** An import that is being published changes the store several times in a row. */
const WAKE_MS = 1_500;
/** A store that never rests is not searched all the time: between runs lies a multiple of what a run takes. */
const REST = 4;
/** Results of single inputs that are kept. */
const MOST_ENTRIES = 50;
const WATCH_MS = 3_000;
/** A search that the store has outgrown begins again when no records come any more, or after this time. */
const LONGEST_WAIT_MS = 60_000;
/** What a run over a store of so much fewer or more records would find is not worth waiting for: it begins again. */
const GROWTH = 1.2;

/** Has the store become another one, by the records that two of its revisions count? */
function hasOutgrown(before: string, now: string): boolean {
  const [a = 0, b = 0] = [before, now].map((revision) => Number(revision.split(" ")[1]));
  return b > a * GROWTH || b < a / GROWTH;
}

export class FindingsService {
  readonly documents: DetectDocuments;
  readonly #engine: Engine;
  readonly #entries = new Map<string, Entry>();
  readonly #stop = new AbortController();
  #settingsRevision = 0;
  #queue: Promise<void> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | null = null;
  #deaf: (() => void) | null = null;
  #restUntil = 0;
  #changedAt = 0;
  #looking = false;

  readonly #watchMs: number;

  /** @param watchMs how often a run looks whether the store has outgrown it. */
  constructor(engine: Engine, watchMs = WATCH_MS) {
    this.#engine = engine;
    this.#watchMs = watchMs;
    this.documents = new DetectDocuments(engine);
  }

  /** Begins to look after the whole store in the background. */
  start(): void {
    if (this.#timer || this.#stop.signal.aborted) return;
    this.#later(WAKE_MS);
    // What changes outside this program (a cluster that others fill) is noticed by looking.
    this.#deaf = storeChanges.on(() => {
      this.#changedAt = Date.now();
      this.#later(Math.max(WAKE_MS, this.#restUntil - Date.now()));
    });
  }

  /** Ends everything that runs. */
  close(): void {
    this.#stop.abort(new Error("closing"));
    this.#deaf?.();
    if (this.#timer) clearTimeout(this.#timer);
  }

  /** Keeps other settings; what was found by the old ones is found again. @throws EngineError */
  async changeSettings(settings: DetectSettingsInput): Promise<DetectSettings> {
    const kept = await this.documents.writeSettings(settings);
    this.#settingsRevision++;
    return kept;
  }

  /**
   * The findings of the store, or of one input. Waits for a run that is due, at most so long.
   * @param input the number of an import or source; null for all.
   * @param patience milliseconds to wait when the newest result is out of date.
   * @throws EngineError when the run fails and there is no earlier result
   */
  async ask(input: number | null, patience: number): Promise<FindingsState> {
    const entry = this.#entry(input);
    const revision = await this.#revision();
    if (entry.revision !== revision) {
      const ended = this.#run(input, entry, revision);
      let timer: ReturnType<typeof setTimeout> | undefined;
      const tired = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, patience);
      });
      await Promise.race([ended, tired]);
      clearTimeout(timer);
    }
    if (entry.result === null && entry.error !== null && entry.running === null) throw entry.error;
    return {
      result: entry.result,
      current: entry.revision === revision,
      at: entry.at,
      progress: entry.progress,
      error: entry.error,
    };
  }

  #entry(input: number | null): Entry {
    const key = String(input);
    const known = this.#entries.get(key);
    const entry: Entry = known ?? {
      result: null,
      revision: null,
      at: null,
      progress: null,
      error: null,
      running: null,
      took: 0,
      usedAt: 0,
    };
    entry.usedAt = Date.now();
    this.#entries.set(key, entry);
    if (this.#entries.size > MOST_ENTRIES) {
      const [oldest] = [...this.#entries]
        .filter(([name, one]) => name !== "null" && !one.running)
        .sort((a, b) => a[1].usedAt - b[1].usedAt);
      if (oldest && oldest[0] !== key) this.#entries.delete(oldest[0]);
    }
    return entry;
  }

  async #revision(): Promise<string> {
    return `${this.#settingsRevision} ${await storeRevision(this.#engine, this.#stop.signal)}`;
  }

  /** Runs the detectors when no run for this revision is under way. Resolves when it ended, well or not. */
  #run(input: number | null, entry: Entry, revision: string): Promise<void> {
    const { running } = entry;
    if (running && (running.revision === null || running.revision === revision)) return running.ended;
    const mine: Running = {
      revision: null,
      ended: this.#queue.then(async () => {
        const began = performance.now();
        try {
          while (!(await this.#attempt(input, entry, mine))) await this.#quiet();
          entry.error = null;
        } catch (error) {
          entry.error = error;
        } finally {
          entry.took = performance.now() - began;
          entry.progress = null;
          if (entry.running === mine) entry.running = null;
        }
      }),
    };
    entry.running = mine;
    this.#queue = mine.ended;
    return mine.ended;
  }

  /** Waits while records come: a search beside their import takes from it, and would be outgrown too. */
  async #quiet(): Promise<void> {
    const latest = Date.now() + LONGEST_WAIT_MS;
    for (;;) {
      const left = Math.min(this.#changedAt + WAKE_MS, latest) - Date.now();
      if (left <= 0 || this.#stop.signal.aborted) return;
      await new Promise((resolve) => setTimeout(resolve, left));
    }
  }

  /** Goes through the store once. @returns false when the store has outgrown it meanwhile. */
  async #attempt(input: number | null, entry: Entry, running: Running): Promise<boolean> {
    const revision = await this.#revision();
    running.revision = revision;
    if (entry.revision === revision) return true;
    const outgrown = new AbortController();
    const watch = setInterval(() => {
      void this.#revision()
        .then((now) => hasOutgrown(revision, now) && outgrown.abort(new Error("The store has grown.")))
        .catch(() => undefined);
    }, this.#watchMs);
    try {
      const settings = await this.documents.settings();
      entry.result = await runDetectors({
        engine: this.#engine,
        settings,
        input,
        signal: AbortSignal.any([this.#stop.signal, outgrown.signal]),
        onProgress: (progress) => {
          entry.progress = progress;
        },
      });
      entry.revision = revision;
      entry.at = Math.floor(Date.now() / 1000);
      return true;
    } catch (error) {
      if (outgrown.signal.aborted && !this.#stop.signal.aborted) return false;
      throw error;
    } finally {
      clearInterval(watch);
    }
  }

  /** Looks again after a while, in place of any look that was planned. */
  #later(milliseconds: number): void {
    if (this.#stop.signal.aborted) return;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#look(), milliseconds);
    this.#timer.unref();
  }

  async #look(): Promise<void> {
    if (this.#looking) return;
    this.#looking = true;
    const entry = this.#entry(null);
    try {
      const revision = await this.#revision();
      if (entry.revision !== revision) {
        await this.#run(null, entry, revision);
        this.#restUntil = Date.now() + entry.took * REST;
      }
    } catch {
      // The engine is being started again; the next look will tell.
    } finally {
      this.#looking = false;
      this.#later(Math.max(POLL_MS, this.#restUntil - Date.now()));
    }
  }
}
