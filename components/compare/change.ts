import type { Trend } from "@/lib/api/contract/rejections";
import { type Count, toNumber } from "@/lib/view";

const SPACE = "\u00a0";

/** How something has changed since the period before, for the eye and for the ear. */
export interface Change {
  readonly trend: Trend;
  /** `new`, `gone`, `12 %`, `×14`; the direction is told by a mark beside it. */
  readonly text: string;
  /** The same in words: `up 12 %`. */
  readonly words: string;
}

/** A factor as people read it: percents up to ten times, then the factor. */
function size(ratio: number): string {
  if (ratio >= 10) return `×${Math.round(ratio)}`;
  const percent = Math.abs(ratio - 1) * 100;
  return percent > 0 && percent < 0.5 ? `<1${SPACE}%` : `${Math.round(percent)}${SPACE}%`;
}

/** Differences under this share of the earlier value are no change that is worth a mark. */
const LEVEL = 0.005;

/** What became of a value. Undefined when there is nothing to say: both are 0, or there is nothing to compare with. */
export function changeOf(now: Count, before: Count | null | undefined): Change | undefined {
  if (before === null || before === undefined) return undefined;
  const [after, earlier] = [toNumber(now), toNumber(before)];
  if (after === 0 && earlier === 0) return undefined;
  if (earlier === 0) return { trend: "new", text: "new", words: "new" };
  if (after === 0) return { trend: "gone", text: "gone", words: "gone" };
  const ratio = after / earlier;
  const text = size(ratio);
  if (Math.abs(ratio - 1) < LEVEL) return { trend: "steady", text: `0${SPACE}%`, words: "unchanged" };
  return ratio > 1 ? { trend: "grown", text, words: `up ${text}` } : { trend: "shrunk", text, words: `down ${text}` };
}
