import type { LiveChange } from "@/lib/api/contract/live";
import { type Moment, parseMoment, resolveMoment } from "@/lib/view";

/** The part of a question that says which records it reads. */
export interface Reads {
  readonly from?: unknown;
  readonly to?: unknown;
  readonly source?: unknown;
}

/**
 * Could the answer to a question be another one after a change? True when in doubt.
 * @param before how many times the range's own length the question looks back before it, as a comparison does.
 * @param now the present in epoch seconds, which relative times are counted from.
 */
export function touches(reads: Reads, change: LiveChange, now: number, before = 0): boolean {
  const input = /^(?:imp|src)-(\d+)$/.exec(String(reads.source ?? ""))?.[1];
  if (input !== undefined && !change.inputs.includes(Number(input))) return false;
  if (change.from === null || change.to === null) return true;
  const to = momentOf(reads.to, now) ?? Number.POSITIVE_INFINITY;
  const from = momentOf(reads.from, now) ?? Number.NEGATIVE_INFINITY;
  const back = Number.isFinite(to - from) ? before * (to - from) : 0;
  return from - back < change.to && to > change.from;
}

function momentOf(value: unknown, now: number): number | null {
  if (typeof value !== "number" && typeof value !== "string") return null;
  const moment: Moment | undefined = parseMoment(String(value));
  return moment === undefined ? null : resolveMoment(moment, now);
}
