import type { Wanted } from "./object";

const HOUR = 3600;
const DAY = 24 * HOUR;

/** How far back a look reaches, and how often it is due, in seconds. Files come late now and then, and seldom very late. */
const LOOKS = [
  { every: DAY, back: Number.POSITIVE_INFINITY },
  { every: HOUR, back: 2 * DAY },
  { every: 0, back: 2 * HOUR },
] as const;

/** Which times are to be listed next: all when that is cheap, else the recent ones often and older ones now and then. */
export class Schedule {
  readonly #last: number[] = LOOKS.map(() => Number.NEGATIVE_INFINITY);
  #cheap = false;

  /** @param cheap so many requests may each look take. */
  constructor(
    private readonly range: Wanted,
    private readonly cheap: number,
  ) {}

  /**
   * The times to look at now.
   * @param now epoch seconds. @param newest the newest time met so far: what is recent is counted from there, so that a
   * bucket that is filled with old files is followed, too.
   */
  next(now: number, newest: number | null): Wanted {
    const due = this.#cheap ? 0 : LOOKS.findIndex(({ every }, index) => now - (this.#last[index] ?? 0) >= every);
    this.#last.fill(now, due);
    const back = Math.min(now, newest ?? now) - (LOOKS[due]?.back ?? 0);
    const since = Number.isFinite(back) ? Math.max(back, this.range.since ?? back) : this.range.since;
    return { since, until: this.range.until };
  }

  /** Says what a look took. @param wanted as `next` gave it. */
  took(wanted: Wanted, requests: number): void {
    if (wanted.since === this.range.since) this.#cheap = requests <= this.cheap;
  }

  /** Epoch seconds at which a look further back than the recent hours is due. */
  deeperAt(): number {
    return Math.min(...LOOKS.slice(0, -1).map(({ every }, index) => (this.#last[index] ?? 0) + every));
  }
}
