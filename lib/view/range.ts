import { type Moment, resolveMoment } from "./moment";

/**
 * The time range of a view, half-open on the records' start.
 * `default` is what a URL without a range means: it depends on how old the newest record is.
 */
export type Range =
  | { readonly kind: "default" }
  | { readonly kind: "all" }
  | { readonly kind: "between"; readonly from: Moment | null; readonly to: Moment | null };

export const DEFAULT_RANGE: Range = { kind: "default" };
export const ALL_DATA: Range = { kind: "all" };

/** When the oldest and the newest stored record start, in epoch seconds; null when nothing is stored. */
export interface Bounds {
  readonly first: number | null;
  readonly last: number | null;
}

const DAY = 86_400;

/** A range from one moment to another; not both may be open. */
export const between = (from: Moment | null, to: Moment | null): Range => ({ kind: "between", from, to });

/**
 * What `default` stands for: all data when the newest record is older than a day (uploaded logs), or says to be from
 * the future (made up, or a wrong clock), else the last 24 hours.
 * @param now the present in epoch seconds.
 */
export function effectiveRange(range: Range, bounds: Bounds | undefined, now: number): Range {
  if (range.kind !== "default") return range;
  const live = bounds?.last != null && Math.abs(now - bounds.last) < DAY;
  return live ? between("now-24h", "now") : ALL_DATA;
}

/** A range in epoch seconds; null means open on that side. */
export interface Span {
  readonly from: number | null;
  readonly to: number | null;
}

/** The same range with relative moments replaced by what they are at `now`, and `all` by the bounds where they are known. */
export function freezeRange(range: Range, bounds: Bounds | undefined, now: number): Span {
  const effective = effectiveRange(range, bounds, now);
  if (effective.kind === "between") {
    const resolve = (moment: Moment | null) => (moment === null ? null : resolveMoment(moment, now));
    return { from: resolve(effective.from), to: resolve(effective.to) };
  }
  return { from: bounds?.first ?? null, to: bounds?.last == null ? null : bounds.last + 1 };
}

/** Three times as wide around the same middle; frozen. Undefined when a side is open or nothing would change. */
export function zoomedOut(span: Span, now: number): Range | undefined {
  if (span.from === null || span.to === null || span.to <= span.from) return undefined;
  const width = Math.max(1, span.to - span.from);
  const from = Math.max(0, Math.floor(span.from - width));
  const to = Math.ceil(span.to + width);
  return between(from, span.to <= now ? Math.max(span.to, Math.min(to, Math.ceil(now))) : to);
}
