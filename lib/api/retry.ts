import { ApiProblem } from "./client";

/** Answers that only say that somebody is not there now: no server (0), a proxy without one (502), no engine or no room (503). */
const AWAY: ReadonlySet<number> = new Set([0, 502, 503]);

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 2000;
const ONCE_MORE_MS = 1000;

/** Whether a question failed because server or engine were away, not because of the question. They come back by themselves. */
export const isAway = (error: unknown): boolean => error instanceof ApiProblem && AWAY.has(error.status);

/**
 * Whether a failed question is worth asking again: as long as server or engine are away, it is; a problem that the
 * question itself causes (4xx) is the same next time; anything else is tried once more.
 */
export function worthRetrying(failures: number, error: Error): boolean {
  if (isAway(error)) return true;
  if (error instanceof ApiProblem && error.status >= 400 && error.status < 500) return false;
  return failures < 1;
}

/** Milliseconds before a question is asked again. Who is away is asked soon, and never less than every 2 s. */
export function retryDelay(failures: number, error: Error): number {
  return isAway(error) ? Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures) : ONCE_MORE_MS;
}
