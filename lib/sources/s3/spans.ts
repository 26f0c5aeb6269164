import type { TimeSpan } from "../source";

/** Adds a span to spans that are in order and do not touch each other; they are so again. */
export function withSpan(spans: readonly TimeSpan[], span: TimeSpan): TimeSpan[] {
  if (span.to <= span.from) return [...spans];
  const apart = spans.filter((one) => one.to < span.from || one.from > span.to);
  const touching = spans.filter((one) => !apart.includes(one));
  const from = Math.min(span.from, ...touching.map((one) => one.from));
  const to = Math.max(span.to, ...touching.map((one) => one.to));
  return [...apart, { from, to }].sort((a, b) => a.from - b.from);
}
