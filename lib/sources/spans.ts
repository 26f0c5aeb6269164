/** Sets of time, as half-open spans in order that neither overlap nor touch. */

import type { FailedSpan, TimeSpan } from "./source";

/** The set of all times in the spans given, in whatever order they come. Empty spans vanish. */
export function union(spans: readonly TimeSpan[]): TimeSpan[] {
  const sorted = spans.filter((span) => span.to > span.from).sort((a, b) => a.from - b.from);
  const joined: { from: number; to: number }[] = [];
  for (const { from, to } of sorted) {
    const last = joined.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else joined.push({ from, to });
  }
  return joined;
}

/** The times of the first that are not in the second. */
export function difference(spans: readonly TimeSpan[], without: readonly TimeSpan[]): TimeSpan[] {
  let left = union(spans);
  for (const hole of union(without)) {
    left = left.flatMap((span) =>
      hole.to <= span.from || hole.from >= span.to
        ? [span]
        : [
            { from: span.from, to: Math.min(span.to, hole.from) },
            { from: Math.max(span.from, hole.to), to: span.to },
          ].filter((part) => part.to > part.from),
    );
  }
  return left;
}

/** The times that lie in both. */
export function intersection(spans: readonly TimeSpan[], other: readonly TimeSpan[]): TimeSpan[] {
  return difference(spans, difference(spans, other));
}

/** Seconds in all. The spans must not overlap. */
export const lengthOf = (spans: readonly TimeSpan[]): number =>
  spans.reduce((sum, span) => sum + span.to - span.from, 0);

/** Failures that are left once a span was read: what remains of each keeps its reason. */
export function withoutRead(failed: readonly FailedSpan[], read: readonly TimeSpan[]): FailedSpan[] {
  return failed.flatMap(({ from, to, reason }) =>
    difference([{ from, to }], read).map((span) => ({ ...span, reason })),
  );
}

/** Failures with one more: the newest reason counts for its span. */
export function withFailure(failed: readonly FailedSpan[], one: FailedSpan): FailedSpan[] {
  return [...withoutRead(failed, [one]), one].sort((a, b) => a.from - b.from);
}
