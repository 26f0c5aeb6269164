import { type Moment, resolveMoment, secondsAgo } from "./moment";
import type { Range } from "./range";

/** The period before a range, as a question to the API takes it. */
export interface BeforeRange {
  readonly from: Moment;
  readonly to: Moment;
}

const ago = (seconds: number): Moment => (seconds === 0 ? "now" : `now-${seconds}s`);

/**
 * The period before a closed range: as long, ending where the range begins. It moves with the clock where the range
 * does, so that equal views ask equal questions.
 * @param now the present in epoch seconds, for a range that is frozen at one end only.
 * @returns undefined for a range that is open at an end, or empty.
 */
export function rangeBefore(range: Range, now: number): BeforeRange | undefined {
  if (range.kind !== "between" || range.from === null || range.to === null) return undefined;
  const [first, last] = [secondsAgo(range.from), secondsAgo(range.to)];
  if (first !== undefined && last !== undefined) {
    return first > last ? { from: ago(2 * first - last), to: ago(first) } : undefined;
  }
  const [from, to] = [resolveMoment(range.from, now), resolveMoment(range.to, now)];
  return to > from && 2 * from - to >= 0 ? { from: 2 * from - to, to: from } : undefined;
}
