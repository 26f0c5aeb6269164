import { type Count, countOf } from "./count";
import { isLost } from "./lost";
import { type SplitTotals, splitTotalsOf } from "./measure";
import type { Asker, Question } from "./question";
import { askWhole } from "./whole";

/** Totals of a view. */
export interface SummaryAnswer extends SplitTotals {
  readonly nodata: Count;
  readonly skipdata: Count;
  readonly first_start: number | null;
  readonly last_end: number | null;
  readonly at_least: boolean;
  readonly elapsed_ms: number;
}

/**
 * Adds up a view: flow records by action, NODATA and SKIPDATA lines apart, first start and last end.
 * @throws EngineError
 */
export async function askSummary(asker: Asker, question: Question): Promise<SummaryAnswer> {
  const started = performance.now();
  const [whole, lost] = await Promise.all([askWhole(asker, question), isLost(asker, question)]);
  return {
    ...splitTotalsOf(whole.sums),
    nodata: countOf(whole.nodata),
    skipdata: countOf(whole.skipdata),
    first_start: whole.firstStart,
    last_end: whole.lastEnd,
    at_least: lost,
    elapsed_ms: performance.now() - started,
  };
}
