import type { Clock } from "../clock";
import { s3ErrorKind } from "./errors";

/** Attempts at one thing. The SDK makes a few of its own within each. */
const ATTEMPTS = 8;
const FIRST_MS = 200;
const LONGEST_MS = 20_000;

/** What a retry needs. */
export interface RetryTools {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Called after an attempt that failed in passing. */
  readonly failed?: (error: unknown) => void;
}

/** Waits longer after each attempt, by chance so that many do not come back at the same moment. */
const pauseAfter = (attempt: number): number => {
  const most = Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt);
  return most / 2 + (Math.random() * most) / 2;
};

/**
 * Does something until it succeeds, as long as what goes wrong passes by itself.
 * @throws the last error; any other error at once; the signal's reason.
 */
export async function withRetries<T>({ clock, signal, failed }: RetryTools, run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    signal.throwIfAborted();
    try {
      return await run();
    } catch (error) {
      signal.throwIfAborted();
      if (s3ErrorKind(error) !== "again" || attempt >= ATTEMPTS) throw error;
      failed?.(error);
      await clock.sleep(pauseAfter(attempt), signal);
    }
  }
}
