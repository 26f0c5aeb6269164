import type { StatementOptions } from "@/lib/engine/engine";
import { BACKGROUND_PRIORITY, limits } from "@/lib/query/limits";

/** Seconds after which one statement in the background is given up. */
const BACKGROUND_SECONDS = 300;

/**
 * The limits of a statement that nobody waits for: as much memory as a question, more time, and one thread, because
 * pages come first.
 */
export function backgroundLimits(signal?: AbortSignal): StatementOptions {
  const base = limits(signal);
  return {
    ...base,
    maxSeconds: BACKGROUND_SECONDS,
    settings: { ...base.settings, max_threads: 1, priority: BACKGROUND_PRIORITY },
  };
}
