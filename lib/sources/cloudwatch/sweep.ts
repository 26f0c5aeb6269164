import { CallFailed, FILTER_LOG_EVENTS, limiterOf, ThingMissing, TokenExpired } from "../call";
import type { RateLimiter, Turn } from "../limiter";
import { type ReaderContext, SourceFailure } from "../reader";
import type { CloudWatchSettings, TimeSpan } from "../source";
import { withFailure } from "../spans";
import type { Formats } from "./format-holder";
import type { Outbox } from "./outbox";
import { type Density, pagesOf, SlicePlanner } from "./planner";
import { seenIn } from "./seen";
import { type ReadSlice, readSlice } from "./slice";
import type { Streams } from "./streams";

/** What all sweeps of one run share. */
export interface SweepTools {
  readonly context: ReaderContext;
  readonly settings: CloudWatchSettings;
  readonly formats: Formats;
  readonly streams: Streams;
  readonly outbox: Outbox;
  readonly density: Density;
  /** Called after every slice that was read. */
  readonly alive: () => void;
}

/** What is to be read, and how. */
export interface SweepRequest {
  readonly todo: readonly TimeSpan[];
  /** Times that were read before, or will be again: their events are looked up and remembered. */
  readonly checked: boolean;
  /** `urgent` goes before the back-fill (`new`), `idle` after it. */
  readonly level: "urgent" | "new" | "idle";
  /** A slice that failed is tried again until it is read; otherwise the sweep ends without it. */
  readonly persistent: boolean;
}

/** What a sweep came to. */
export interface SweepResult {
  readonly requests: number;
  readonly failed: readonly TimeSpan[];
}

const WORKERS = 8;
const RETRY_MS = [2_000, 5_000, 15_000, 60_000] as const;
/** So many slices failed, one after the other, and the source itself has failed. */
const HOPELESS = 4;

/** Reads ranges to their end, several slices at once, as fast as the quota allows. */
export class Sweep {
  readonly #planner: SlicePlanner;
  readonly #deliveries: Promise<void>[] = [];
  readonly #failed: TimeSpan[] = [];
  #later: { span: TimeSpan; at: number }[] = [];
  #running = 0;
  #requests = 0;
  #failures = 0;
  #names = 0;
  /** Ends the other workers when one cannot go on. */
  readonly #stop = new AbortController();
  readonly #signal: AbortSignal;
  /** Who waits for a slice to end. */
  readonly #waiting = new Set<AbortController>();

  constructor(
    private readonly tools: SweepTools,
    private readonly request: SweepRequest,
    private readonly id: string,
  ) {
    this.#planner = new SlicePlanner(request.todo, tools.density);
    this.#signal = AbortSignal.any([tools.context.signal, this.#stop.signal]);
  }

  /**
   * Reads everything; once it has ended, all of it is in the store.
   * @throws SourceFailure; the signal's reason.
   */
  async run(): Promise<SweepResult> {
    const { context, settings } = this.tools;
    const limiter = await limiterOf(context, settings, FILTER_LOG_EVENTS);
    const workers = Array.from({ length: WORKERS }, () =>
      this.#work(limiter).catch((error: unknown) => {
        this.#stop.abort(error);
        throw error;
      }),
    );
    const ended = await Promise.allSettled(workers);
    this.tools.outbox.flush();
    const delivered = await Promise.allSettled(this.#deliveries);
    context.signal.throwIfAborted();
    if (this.#stop.signal.aborted) throw this.#stop.signal.reason;
    for (const one of [...ended, ...delivered]) if (one.status === "rejected") throw one.reason;
    return { requests: this.#requests, failed: this.#failed };
  }

  async #work(limiter: RateLimiter): Promise<void> {
    const { level } = this.request;
    for (;;) {
      this.#signal.throwIfAborted();
      this.#takeDue();
      if (this.#planner.todo.length === 0 || this.tools.outbox.full) {
        if (this.#planner.todo.length === 0 && this.#running === 0 && this.#later.length === 0) return;
        await this.#nextChange();
        continue;
      }
      await limiter.take(this.#signal, { level });
      // The slice is cut only now, with everything that was learnt while waiting.
      const slice = this.#planner.next();
      if (!slice) {
        limiter.refund();
        continue;
      }
      this.#running += 1;
      try {
        // The slice that began first ends first, so that it is on its way into the store while others are read.
        await this.#read(slice, { level: level === "new" ? "begun" : level, order: limiter.begin() });
      } finally {
        this.#running -= 1;
        this.#changed();
      }
    }
  }

  async #read(span: TimeSpan, turn: Turn): Promise<void> {
    const { context, settings, streams, formats, outbox } = this.tools;
    const { progress, id } = context.document();
    try {
      const seen = this.request.checked ? await seenIn(context.engine, id, span, progress.batch) : null;
      const slice = await readSlice(
        {
          aws: context.aws,
          limiters: context.limiters,
          clock: context.clock,
          signal: this.#signal,
          settings,
          streams: streams.names,
          formatOf: () => formats.chooser(),
          spool: context.spool,
        },
        {
          span,
          name: `${this.id}-${++this.#names}`,
          seen,
          granted: true,
          turn,
          tooLarge: (reached) => this.#planner.tooLarge(span, reached),
        },
      );
      if (slice) this.#keep(slice);
      else {
        this.#requests += 1;
        this.#planner.putBack(span);
      }
      this.#failures = 0;
      this.tools.alive();
      if (outbox.full) await this.#nextChange();
    } catch (error) {
      this.#signal.throwIfAborted();
      await this.#fail(span, error);
    }
  }

  #keep(slice: ReadSlice): void {
    this.#requests += slice.cost.requests;
    this.#planner.learn({ span: slice.span, pages: pagesOf(slice.cost) });
    const delivery = this.tools.outbox.add(slice);
    // A delivery that fails ends the sweep at once; it is looked at again at the end.
    delivery.then(
      () => this.#changed(),
      (error: unknown) => this.#stop.abort(error),
    );
    this.#deliveries.push(delivery);
    // Near the end what is read goes into the store at once, so that little is left to do when the last slice has come.
    // The last two go together: a delivery that has just set out would hold up the last.
    if (this.#planner.todo.length === 0 && this.#running > 2) this.tools.outbox.flush();
  }

  async #fail(span: TimeSpan, error: unknown): Promise<void> {
    const { context, streams } = this.tools;
    if (error instanceof ThingMissing) {
      // A chosen stream was deleted, or the group is gone: this finds out which, and throws for the group.
      await streams.dropMissing(error);
      this.#planner.putBack(span);
      return;
    }
    if (!(error instanceof CallFailed || error instanceof TokenExpired)) throw error;
    const reason =
      error instanceof TokenExpired ? `The page token expired again and again: ${error.message}` : error.message;
    await context.save({
      progress: (progress) => ({ ...progress, failed: withFailure(progress.failed, { ...span, reason }) }),
    });
    this.#failures += 1;
    if (this.#failures >= HOPELESS) throw new SourceFailure("unreachable", `CloudWatch Logs cannot be read: ${reason}`);
    if (!this.request.persistent) {
      this.#failed.push(span);
      return;
    }
    const wait = RETRY_MS[Math.min(this.#failures, RETRY_MS.length) - 1] ?? RETRY_MS[0];
    this.#later.push({ span, at: context.clock.now() + wait });
  }

  /** What failed and has waited long enough is to be read again, in halves: a shorter slice has a better chance. */
  #takeDue(): void {
    const now = this.tools.context.clock.now();
    for (const { span } of this.#later.filter(({ at }) => at <= now)) {
      const pages = this.#planner.expectedPages(span) ?? 1;
      this.#planner.learn({ span, pages: Math.max(2 * pages, 2) });
      this.#planner.putBack(span);
    }
    this.#later = this.#later.filter(({ at }) => at > now);
  }

  /** Waits until a slice ends, or one that failed is due. */
  async #nextChange(): Promise<void> {
    const { clock } = this.tools.context;
    const due = Math.min(...this.#later.map(({ at }) => at), clock.now() + 1_000);
    const woken = new AbortController();
    this.#waiting.add(woken);
    const signal = AbortSignal.any([woken.signal, this.#signal]);
    await clock.sleep(Math.max(1, due - clock.now()), signal).catch(() => undefined);
    this.#waiting.delete(woken);
  }

  #changed(): void {
    for (const woken of this.#waiting) woken.abort();
  }
}
