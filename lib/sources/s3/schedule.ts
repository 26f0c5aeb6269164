import type { Wanted } from "./object";

const HOUR = 3600;
const DAY = 24 * HOUR;

/** How far back a look reaches, and how often it is due, in seconds. Files come late now and then, and seldom very late. */
const LOOKS = [
  { every: DAY, back: Number.POSITIVE_INFINITY },
  { every: HOUR, back: 2 * DAY },
  { every: 0, back: 2 * HOUR },
] as const;

/** Which times are to be listed next: the recent ones often, older ones now and then. */
export class Schedule {
  readonly #last: number[] = LOOKS.map(() => Number.NEGATIVE_INFINITY);

  constructor(private readonly range: Wanted) {}

  /** The times to look at now. @param now epoch seconds. */
  next(now: number): Wanted {
    const due = LOOKS.findIndex(({ every }, index) => now - (this.#last[index] ?? 0) >= every);
    this.#last.fill(now, due);
    const back = now - (LOOKS[due]?.back ?? 0);
    const since = Number.isFinite(back) ? Math.max(back, this.range.since ?? back) : this.range.since;
    return { since, until: this.range.until };
  }

  /** Epoch seconds at which a look further back than the recent hours is due. */
  deeperAt(): number {
    return Math.min(...LOOKS.slice(0, -1).map(({ every }, index) => (this.#last[index] ?? 0) + every));
  }
}
