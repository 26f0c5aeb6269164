import { type Clock, systemClock } from "./clock";

/** A quota of AWS: so many requests in so many milliseconds. */
export interface Quota {
  readonly requests: number;
  readonly perMs: number;
}

/**
 * Who goes first, in this order: `urgent` follows what is new; `begun` is a further page of a read that has begun; `new`
 * begins one; `idle` has time, and goes when nobody else wants to. Of turns that are all wanted urgently, each fourth goes
 * to another level all the same: what is new can be more than the quota allows, and the rest would never be read.
 */
export type TurnLevel = "urgent" | "begun" | "new" | "idle";

/** A place in the queue. */
export interface Turn {
  readonly level: TurnLevel;
  /** Among those of one level the lowest goes first, then who came first. The read that began first ends first. */
  readonly order?: number;
}

const LEVELS: readonly TurnLevel[] = ["urgent", "begun", "new", "idle"];
const URGENT_IN_A_ROW = 3;
const NEW: Turn = { level: "new" };

interface Waiter {
  readonly turn: Turn;
  readonly go: () => void;
  readonly stop: (reason: unknown) => void;
  readonly signal?: AbortSignal;
}

/** A little slower than the quota, so that requests whose ways differ in length still keep it. */
const MARGIN = 1.01;
/**
 * The first requests are on their way for longer than later ones: connections are made, credentials found. Until they are
 * there AWS's bucket is full, and what would have flowed into it is lost.
 */
const COLD_MS = 250;
/** After a throttled request: this much slower, at most so slow, and back in steps after so many good requests. */
const SLOWER = 1.2;
const SLOWEST = 12;
const GOOD_STREAK = 3;
const FASTER = 0.9;
/** After so many good requests, one that is throttled is an accident: some of its neighbours took longer on their way. */
const ACCIDENT_STREAK = 20;

function isBefore(one: Turn, other: Turn): boolean {
  if (one.level !== other.level) return LEVELS.indexOf(one.level) < LEVELS.indexOf(other.level);
  return (one.order ?? 0) < (other.order ?? 0);
}

/**
 * Keeps requests within a quota as AWS counts it: a bucket of `requests`, refilled evenly. One limiter is shared by all
 * who ask the same account and Region. When AWS throttles all the same (somebody else asks, too), requests go one by one
 * and more slowly, and faster again while they go well.
 */
export class RateLimiter {
  readonly #queue: Waiter[] = [];
  #tokens: number;
  #filledAt: number;
  #slowness = 1;
  #streak = 0;
  /** Good requests since the last one that was throttled. */
  #good = ACCIDENT_STREAK;
  #notBefore = 0;
  #pumping = false;
  #begun = 0;
  #isCold = true;
  /** Urgent turns since the last of another level. */
  #urgent = 0;

  constructor(
    readonly quota: Quota,
    private readonly clock: Clock = systemClock,
    /** So long the first request is on its way. */
    private readonly coldMs = 0,
  ) {
    this.#tokens = quota.requests;
    this.#filledAt = clock.now();
  }

  /** How many requests are waiting for their turn. */
  get waiting(): number {
    return this.#queue.length;
  }

  /** 1 at the quota's own pace, larger while AWS throttles. */
  get slowness(): number {
    return this.#slowness;
  }

  /** A number for a read that begins now: the `order` of its further pages. */
  begin(): number {
    return ++this.#begun;
  }

  /** Waits until one more request may be sent. @throws the signal's reason. */
  take(signal?: AbortSignal, turn: Turn = NEW): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const leave = (): void => this.#leave(waiter);
      const go = (): void => {
        signal?.removeEventListener("abort", leave);
        resolve();
      };
      const waiter: Waiter = { turn, go, stop: reject, ...(signal && { signal }) };
      const at = this.#queue.findIndex((other) => isBefore(turn, other.turn));
      if (at < 0) this.#queue.push(waiter);
      else this.#queue.splice(at, 0, waiter);
      signal?.addEventListener("abort", leave, { once: true });
      void this.#pump();
    });
  }

  /** Gives back a turn that was taken and not used. */
  refund(): void {
    this.#tokens += 1;
    void this.#pump();
  }

  /** A request was refused for being one too many: everybody waits, and goes on more slowly when it happens again. */
  throttled(): void {
    // Requests of one burst are refused together: that is one sign, not five.
    if (this.clock.now() < this.#notBefore) return;
    if (this.#good < ACCIDENT_STREAK) this.#slowness = Math.min(SLOWEST, this.#slowness * SLOWER);
    // AWS's bucket is empty, whatever was counted here.
    this.#tokens = Math.min(this.#tokens, 0);
    this.#filledAt = this.clock.now();
    this.#streak = 0;
    this.#good = 0;
    this.#notBefore = this.clock.now() + (this.quota.perMs / this.quota.requests) * this.#slowness;
  }

  /** A request went well. */
  succeeded(): void {
    this.#good += 1;
    if (this.#slowness === 1 || ++this.#streak < GOOD_STREAK) return;
    this.#streak = 0;
    this.#slowness = Math.max(1, this.#slowness * FASTER);
  }

  #leave(waiter: Waiter): void {
    const at = this.#queue.indexOf(waiter);
    if (at < 0) return;
    this.#queue.splice(at, 1);
    waiter.stop(waiter.signal?.reason);
  }

  /** Takes whose turn it is out of the queue. */
  #next(): Waiter | undefined {
    const other = this.#urgent < URGENT_IN_A_ROW ? -1 : this.#queue.findIndex(({ turn }) => turn.level !== "urgent");
    const [waiter] = this.#queue.splice(Math.max(0, other), 1);
    this.#urgent = waiter?.turn.level === "urgent" ? this.#urgent + 1 : 0;
    return waiter;
  }

  /** Milliseconds until the next request may go; 0 is now. */
  #wait(): number {
    const now = this.clock.now();
    const each = (this.quota.perMs / this.quota.requests) * MARGIN * this.#slowness;
    // Once throttled, nothing is saved up for a burst until the quota's own pace is reached again.
    const most = this.#slowness === 1 ? this.quota.requests : 1;
    this.#tokens = Math.min(most, this.#tokens + Math.max(0, now - this.#filledAt) / each);
    this.#filledAt = Math.max(now, this.#filledAt);
    const next = this.#tokens >= 1 ? 0 : (1 - this.#tokens) * each + this.#filledAt - now;
    return Math.max(0, this.#notBefore - now, next);
  }

  async #pump(): Promise<void> {
    if (this.#pumping) return;
    this.#pumping = true;
    try {
      while (this.#queue.length > 0) {
        const wait = this.#wait();
        if (wait > 0.01) {
          await this.clock.sleep(wait);
          continue;
        }
        if (this.#isCold) this.#filledAt = this.clock.now() + this.coldMs;
        this.#isCold = false;
        this.#tokens -= 1;
        this.#next()?.go();
      }
    } finally {
      this.#pumping = false;
    }
  }
}

/** The limiters of a process, one for each account, Region and quota. */
export class RateLimiters {
  readonly #all = new Map<string, RateLimiter>();

  constructor(private readonly clock: Clock = systemClock) {}

  /** The limiter with this key; made at the first call. */
  of(key: string, quota: Quota): RateLimiter {
    let limiter = this.#all.get(key);
    if (!limiter) {
      limiter = new RateLimiter(quota, this.clock, COLD_MS);
      this.#all.set(key, limiter);
    }
    return limiter;
  }
}
