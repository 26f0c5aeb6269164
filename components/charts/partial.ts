import type { Span } from "@/lib/view";

/** Whether the first and the last bucket of a chart are only in part within the range, or within what is stored. */
export interface PartialEdges {
  readonly first: boolean;
  readonly last: boolean;
}

/** A bucket may lack so much of its width and still count as whole: no eye could tell. */
const NEGLIGIBLE = 0.05;
/** Below this there is no inner bucket to compare with. */
const FEWEST = 3;

const WHOLE: PartialEdges = { first: false, last: false };

/**
 * Tells which edges of a chart would look like a fall of traffic only because a part of the bucket is missing.
 * @param times starts of the buckets, epoch seconds. @param interval seconds of one.
 * @param covered what the range and the store have in common; null where that is open.
 */
export function partialEdges(times: readonly number[], interval: number, covered: Span): PartialEdges {
  const [first, last] = [times[0], times.at(-1)];
  if (times.length < FEWEST || first === undefined || last === undefined) return WHOLE;
  // Where nothing is stored at all, before the first record or after the last, a bucket is empty, and not cut.
  const lacks = (seconds: number) => seconds > interval * NEGLIGIBLE && seconds < interval;
  return {
    first: covered.from !== null && lacks(covered.from - first),
    last: covered.to !== null && lacks(last + interval - covered.to),
  };
}

/** Whether a bucket lies at an edge that is not whole. */
export const isPartial = (index: number, count: number, edges: PartialEdges | undefined): boolean =>
  edges !== undefined && ((edges.first && index === 0) || (edges.last && index === count - 1));
