import { EMPTY_FILTER } from "@/lib/filter";
import { type Count, countOf } from "./count";
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
  // Lines without addresses match no filter, and what they stand for could have matched.
  const [whole, all] = await Promise.all([
    askWhole(asker, question),
    askWhole(asker, { ...question, filter: EMPTY_FILTER }),
  ]);
  return {
    ...splitTotalsOf(whole.sums),
    nodata: countOf(whole.nodata),
    skipdata: countOf(whole.skipdata),
    first_start: whole.firstStart,
    last_end: whole.lastEnd,
    at_least: Number(all.skipdata) > 0,
    elapsed_ms: performance.now() - started,
  };
}
