import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Clock } from "./clock";
import { RateLimiter, RateLimiters, type Turn } from "./limiter";

/** A clock that only goes on when somebody sleeps: to the earliest waking. */
class StepClock implements Clock {
  #now = 1_000_000;
  readonly #sleepers: { at: number; wake: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  sleep(milliseconds: number): Promise<void> {
    return new Promise((wake) => this.#sleepers.push({ at: this.#now + milliseconds, wake }));
  }

  /** Goes on until nobody sleeps any more, or until a time. */
  async run(until = Number.POSITIVE_INFINITY): Promise<void> {
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      this.#sleepers.sort((a, b) => a.at - b.at);
      const next = this.#sleepers[0];
      if (!next || next.at > until) return;
      this.#sleepers.shift();
      this.#now = Math.max(this.#now, next.at);
      next.wake();
    }
  }
}

/** AWS's bucket: `requests` at once, refilled evenly. */
class Bucket {
  #tokens: number;
  #at = 0;
  constructor(
    readonly requests: number,
    readonly perMs: number,
  ) {
    this.#tokens = requests;
  }
  take(now: number): boolean {
    if (this.#at) {
      this.#tokens = Math.min(this.requests, this.#tokens + ((now - this.#at) * this.requests) / this.perMs);
    }
    this.#at = now;
    if (this.#tokens < 1 - 1e-6) return false;
    this.#tokens -= 1;
    return true;
  }
}

describe("the rate limiter", () => {
  test("never exceeds AWS's bucket, and uses what it allows", async () => {
    const requests = fc.integer({ min: 1, max: 10 });
    const property = fc.asyncProperty(requests, fc.integer({ min: 1, max: 80 }), async (quota, count) => {
      const clock = new StepClock();
      const limiter = new RateLimiter({ requests: quota, perMs: 1000 }, clock);
      const bucket = new Bucket(quota, 1000);
      const began = clock.now();
      let allowed = 0;
      for (let n = 0; n < count; n++) {
        void limiter.take().then(() => {
          if (bucket.take(clock.now())) allowed += 1;
        });
      }
      await clock.run();
      expect(allowed).toBe(count);
      const least = (Math.max(0, count - quota) * 1000) / quota;
      expect(clock.now() - began).toBeLessThanOrEqual(least * 1.03 + 1);
    });
    await fc.assert(property, { numRuns: 60 });
  });

  test("is not refused when the first requests come late, as those of a new connection do", async () => {
    const clock = new StepClock();
    const limiter = new RateLimiters(clock).of("a", { requests: 5, perMs: 1000 });
    const bucket = new Bucket(5, 1000);
    const arrivals: number[] = [];
    const arrive = async (late: number): Promise<void> => {
      await clock.sleep(late);
      arrivals.push(clock.now());
    };
    for (let n = 0; n < 20; n++) void limiter.take().then(() => arrive(n < 5 ? 200 : 0));
    await clock.run();
    expect(arrivals.map((at) => bucket.take(at))).toEqual(arrivals.map(() => true));
    // No more than the lateness is lost.
    expect((arrivals.at(-1) ?? 0) - (arrivals[0] ?? 0)).toBeLessThan(15 * 200 * 1.02 + 250);
  });

  test("goes on when others use up the quota: slower, and never at a stand", async () => {
    const clock = new StepClock();
    const limiter = new RateLimiter({ requests: 5, perMs: 1000 }, clock);
    const bucket = new Bucket(1, 1000);
    let good = 0;
    let refused = 0;
    const work = async (): Promise<void> => {
      while (good < 60) {
        await limiter.take();
        if (bucket.take(clock.now())) {
          good += 1;
          limiter.succeeded();
        } else {
          refused += 1;
          limiter.throttled();
        }
      }
    };
    void Promise.all([work(), work(), work()]);
    await clock.run();
    expect(good).toBeGreaterThanOrEqual(60);
    expect(refused).toBeLessThan(good);
  });

  test("comes back to the quota's pace once it is not throttled any more", async () => {
    const clock = new StepClock();
    const limiter = new RateLimiter({ requests: 5, perMs: 1000 }, clock);
    // The first time it waits only; when that does not help it goes more slowly.
    limiter.throttled();
    void clock.sleep(1_000);
    await clock.run();
    limiter.throttled();
    expect(limiter.slowness).toBeGreaterThan(1);
    for (let n = 0; n < 100; n++) limiter.succeeded();
    expect(limiter.slowness).toBe(1);
  });

  test("lets urgent requests go first", async () => {
    const clock = new StepClock();
    const limiter = new RateLimiter({ requests: 1, perMs: 1000 }, clock);
    const order: string[] = [];
    for (const name of ["a", "b", "c"]) void limiter.take().then(() => order.push(name));
    for (const name of ["x", "y"]) void limiter.take(undefined, { level: "urgent" }).then(() => order.push(name));
    await clock.run();
    // The first had gone before the others came.
    expect(order).toEqual(["a", "x", "y", "b", "c"]);
  });

  test("leaves every fourth turn to others, however much is urgent", async () => {
    const clock = new StepClock();
    const limiter = new RateLimiter({ requests: 1, perMs: 1000 }, clock);
    const order: string[] = [];
    const work = async (name: string, level: Turn["level"]): Promise<void> => {
      while (order.length < 400) {
        await limiter.take(undefined, { level });
        order.push(name);
      }
    };
    // More who follow than the quota has turns for.
    for (let n = 0; n < 40; n++) void work("follows", "urgent");
    for (let n = 0; n < 8; n++) void work("fills", "new");
    await clock.run();
    const turns = ["follows", "follows", "follows", "fills"];
    expect(order.slice(0, 8)).toEqual([...turns, ...turns]);
    expect(order.filter((name) => name === "fills").length).toBeGreaterThanOrEqual(100);
  });

  test("finishes the read that began first, then begins others, and does last what has time", async () => {
    const clock = new StepClock();
    const limiter = new RateLimiter({ requests: 1, perMs: 1000 }, clock);
    const order: string[] = [];
    const [first, second] = [limiter.begin(), limiter.begin()];
    await limiter.take();
    const wanted: [string, Turn][] = [
      ["late", { level: "idle" }],
      ["new", { level: "new" }],
      ["second", { level: "begun", order: second }],
      ["first", { level: "begun", order: first }],
      ["second again", { level: "begun", order: second }],
      ["live", { level: "urgent" }],
    ];
    for (const [name, turn] of wanted) void limiter.take(undefined, turn).then(() => order.push(name));
    await clock.run();
    expect(order).toEqual(["live", "first", "second", "second again", "new", "late"]);
  });

  test("after one refusal in a long time it only waits for a full turn", async () => {
    const clock = new StepClock();
    const limiter = new RateLimiter({ requests: 5, perMs: 1000 }, clock);
    await limiter.take();
    limiter.throttled();
    const began = clock.now();
    const gone: number[] = [];
    for (let n = 0; n < 5; n++) void limiter.take().then(() => gone.push(clock.now() - began));
    await clock.run();
    expect(limiter.slowness).toBe(1);
    expect(gone[0]).toBeGreaterThanOrEqual(200);
    expect(gone[4]).toBeGreaterThanOrEqual(1000);
    expect(gone[4]).toBeLessThan(1100);
  });

  test("forgets who is aborted, and gives the turn to the next", async () => {
    const clock = new StepClock();
    const limiter = new RateLimiter({ requests: 1, perMs: 1000 }, clock);
    await limiter.take();
    const stop = new AbortController();
    const aborted = limiter.take(stop.signal);
    const next = limiter.take();
    stop.abort(new Error("enough"));
    await expect(aborted).rejects.toThrow("enough");
    await clock.run();
    await next;
    expect(limiter.waiting).toBe(0);
    await expect(limiter.take(stop.signal)).rejects.toThrow("enough");
  });

  test("is one for all who ask the same account, Region and operation", () => {
    const limiters = new RateLimiters();
    const quota = { requests: 5, perMs: 1000 };
    expect(limiters.of("1 eu-west-1 logs:FilterLogEvents", quota)).toBe(
      limiters.of("1 eu-west-1 logs:FilterLogEvents", quota),
    );
    expect(limiters.of("1 eu-west-2 logs:FilterLogEvents", quota)).not.toBe(
      limiters.of("1 eu-west-1 logs:FilterLogEvents", quota),
    );
  });
});
