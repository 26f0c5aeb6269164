import type { Engine } from "@/lib/engine/engine";
import type { Filter } from "@/lib/filter";
import type { TimeRange } from "./time";

/** Which records are meant: those that match the filter, in the range, of one input. */
export interface Question extends TimeRange {
  readonly filter: Filter;
  /** The number of one import or source; null means all. */
  readonly input: number | null;
  /** Where its records are known to lie. */
  readonly within?: Within;
}

/** Stretches of time outside of which no record matches a question. They say nothing about any other question. */
export interface Within {
  /** The question that they are about. */
  readonly of: Omit<Question, "within">;
  readonly stretches: readonly TimeRange[];
}

/** What answers questions, and how to stop it. */
export interface Asker {
  readonly engine: Engine;
  readonly signal?: AbortSignal;
}
