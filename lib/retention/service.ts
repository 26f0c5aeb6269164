import type { Engine } from "../engine/engine";
import { EngineError } from "../engine/errors";
import { storeChanges } from "../ingest/changes";
import { applyRemovals } from "./apply";
import { Held } from "./held";
import { RetentionLedger } from "./ledger";
import { type HeldDay, planRetention, type RetentionPlan } from "./plan";
import { limitsAnything, type RetentionRule, type RetentionRun, type RetentionState } from "./rules";

const HOUR_MS = 3600 * 1000;
/** Deliveries come in rows; one look at the store after them is enough. */
const AFTER_CHANGE_MS = 30_000;

/** What the store holds, and what its rules mean for it. */
export interface RetentionView extends RetentionState {
  readonly days: readonly HeldDay[];
  /** What the rules would remove now. */
  readonly plan: RetentionPlan;
  readonly running: boolean;
}

/** Keeps the store within the rules: after records were added, and every hour. */
export class RetentionService {
  readonly #held: Held;
  readonly #ledger: RetentionLedger;
  readonly #closing = new AbortController();
  #state: RetentionState = { rules: [], lastRun: null };
  #running: Promise<void> | null = null;
  #timers: NodeJS.Timeout[] = [];
  #soon: NodeJS.Timeout | null = null;
  #unsubscribe: () => void = () => undefined;

  /** @param now the clock, in epoch seconds. */
  constructor(
    private readonly engine: Engine,
    private readonly now: () => number = () => Math.floor(Date.now() / 1000),
  ) {
    this.#held = new Held(engine);
    this.#ledger = new RetentionLedger(engine);
  }

  /** Reads the rules, and keeps to them from now on. @throws EngineError */
  async open(): Promise<void> {
    this.#state = await this.#ledger.read();
    this.#timers = [setInterval(() => void this.run(), HOUR_MS).unref()];
    this.#unsubscribe = storeChanges.on(() => this.#afterChange());
    void this.run();
  }

  /** Stops, after the day that is being dropped. */
  async close(): Promise<void> {
    this.#closing.abort();
    this.#unsubscribe();
    for (const timer of this.#timers) clearInterval(timer);
    if (this.#soon) clearTimeout(this.#soon);
    await this.#running;
  }

  /** @param rules to look at in place of those that are kept, as a preview. @throws EngineError */
  async view(rules: readonly RetentionRule[] = this.#state.rules): Promise<RetentionView> {
    // What the service says of itself must not be newer than the days: a run that ends while they are read is still
    // told as running, so that whoever watches asks again.
    const state = this.#state;
    const running = this.#running !== null;
    const days = await this.#held.days();
    const plan = planRetention(days, rules, this.now());
    return { ...state, rules, days, plan, running };
  }

  /** Changes the rules and keeps to them from now on. Rules that limit nothing are left out. @throws EngineError */
  async setRules(rules: readonly RetentionRule[]): Promise<void> {
    await this.#keep({ ...this.#state, rules: rules.filter(limitsAnything) });
    void this.run();
  }

  /** Removes what the rules say. One run at a time; ends when the one under way has ended. */
  run(): Promise<void> {
    if (this.#closing.signal.aborted || this.#state.rules.length === 0) return Promise.resolve();
    this.#running ??= this.#once().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #once(): Promise<void> {
    try {
      const { days, plan } = await this.view();
      const done = await applyRemovals(this.engine, plan.removals, days, this.#closing.signal);
      if (done.length === 0) return;
      const lastRun: RetentionRun = {
        at: this.now(),
        days: new Set(done.map(({ day }) => day)).size,
        records: done.reduce((sum, { records }) => sum + records, 0),
        bytes: done.reduce((sum, { bytes }) => sum + bytes, 0),
      };
      await this.#keep({ ...this.#state, lastRun });
    } catch (error) {
      // The engine may be away; the next run is due soon enough.
      if (!(error instanceof EngineError && error.kind === "unavailable")) console.error(error);
    }
  }

  async #keep(state: RetentionState): Promise<void> {
    await this.#ledger.write(state);
    this.#state = state;
  }

  #afterChange(): void {
    if (this.#soon || this.#running || this.#state.rules.length === 0) return;
    this.#soon = setTimeout(() => {
      this.#soon = null;
      void this.run();
    }, AFTER_CHANGE_MS).unref();
  }
}
