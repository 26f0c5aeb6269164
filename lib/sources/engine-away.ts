import { EngineError } from "../engine/errors";
import type { Clock } from "./clock";

const FIRST_MS = 200;
const LONGEST_MS = 5_000;

/** Did the engine go away in the middle, so that trying again is right? */
export const engineIsAway = (error: unknown): boolean => error instanceof EngineError && error.kind === "unavailable";

/**
 * Runs something until the engine is there to do it. It must be harmless to run again.
 * @throws whatever else goes wrong, and the signal's reason.
 */
export async function untilEngineAnswers<T>(clock: Clock, run: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  for (let wait = FIRST_MS; ; wait = Math.min(LONGEST_MS, wait * 2)) {
    try {
      return await run();
    } catch (error) {
      if (!engineIsAway(error)) throw error;
      await clock.sleep(wait, signal);
    }
  }
}
