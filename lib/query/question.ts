import type { Engine } from "@/lib/engine/engine";
import type { Filter } from "@/lib/filter";
import type { TimeRange } from "./time";

/** Which records are meant: those that match the filter, in the range, of one input. */
export interface Question extends TimeRange {
  readonly filter: Filter;
  /** The number of one import or source; null means all. */
  readonly input: number | null;
}

/** What answers questions, and how to stop it. */
export interface Asker {
  readonly engine: Engine;
  readonly signal?: AbortSignal;
}
