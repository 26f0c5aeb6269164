import type { TimeSpan } from "../source";
import { difference, union } from "../spans";

/** A page of `FilterLogEvents` is full at either of these. */
export const PAGE_EVENTS = 10_000;
const PAGE_BYTES = 1_000_000;

/** Pages that a slice should have: enough that a last page half full does not matter, few enough to be lost without pain. */
const TARGET_PAGES = 6;
/** The last slices are smaller: read side by side to the end, none is left to be read alone, a page at a time. */
const LAST_PAGES = 2;
const LAST_SHARE = 3;
/** Slices that turn out to be larger than this after one page are cut up. */
const TOO_MANY_PAGES = 16;
/** A slice is at most so many times as long as one that was measured, or as the one before it. */
const GROWTH = 4;
const FIRST_SECONDS = { least: 60, most: 3600 } as const;
const REMEMBERED = 64;

/** What was learnt from reading a slice, or from its first page. */
export interface Measure {
  readonly span: TimeSpan;
  readonly pages: number;
}

/** What a slice cost. */
export interface SliceCost {
  readonly requests: number;
  readonly events: number;
  readonly bytes: number;
}

/** How many pages there were to fill, to a fraction. Partial and empty pages count: they will be met again. */
export function pagesOf({ requests, events, bytes }: SliceCost): number {
  const full = Math.max(events / PAGE_EVENTS, bytes / PAGE_BYTES);
  return requests <= 1 ? full : Math.max(full, requests - 0.5);
}

/** How dense the events of a group are, as far as it was read. One for all that reads the group. */
export class Density {
  readonly #measures: Measure[] = [];

  learn(measure: Measure): void {
    this.#measures.push(measure);
    if (this.#measures.length > REMEMBERED) this.#measures.shift();
  }

  /** The measure nearest to a time (epoch seconds); of equally near ones the last that was learnt. */
  nearest(time: number): Measure | undefined {
    const distance = ({ span }: Measure): number => Math.max(span.from - time, time - span.to, 0);
    let best: Measure | undefined;
    for (const measure of this.#measures) if (!best || distance(measure) <= distance(best)) best = measure;
    return best;
  }
}

/**
 * Cuts ranges into slices, newest first, each as long as it takes for a few pages: the density of the nearest slice that
 * was read tells. Until one was, slices grow from short to long, so that a group of any size is measured soon.
 */
export class SlicePlanner {
  #todo: TimeSpan[];
  readonly #whole: number;
  #unmeasured = 0;
  /** Slices that were too large, and how long those may be that are cut from them. */
  readonly #cuts: { readonly span: TimeSpan; readonly most: number }[] = [];

  /** @param todo what is to be read, epoch seconds. */
  constructor(
    todo: readonly TimeSpan[],
    private readonly density = new Density(),
  ) {
    this.#todo = union(todo);
    const first = this.#todo[0];
    const last = this.#todo.at(-1);
    this.#whole = first && last ? last.to - first.from : 0;
  }

  /** What was neither read nor handed out. */
  get todo(): readonly TimeSpan[] {
    return this.#todo;
  }

  /** The next slice to read, or null when there is none left. It is out of `todo` until it is put back. */
  next(): TimeSpan | null {
    const top = this.#todo.at(-1);
    if (!top) return null;
    const cut = this.#cuts.filter(({ span }) => span.from < top.to && top.to <= span.to);
    const seconds = Math.max(1, Math.round(Math.min(this.#width(top.to), ...cut.map(({ most }) => most))));
    // What would be left of a span is taken along when it is less than half a slice.
    const rest = top.to - seconds - top.from;
    const from = rest < seconds / 2 && cut.length === 0 ? top.from : Math.max(top.from, top.to - seconds);
    const slice = { from, to: top.to };
    this.#todo = difference(this.#todo, [slice]);
    return slice;
  }

  /** Puts back what could not be read, or is to be cut up. */
  putBack(span: TimeSpan): void {
    this.#todo = union([...this.#todo, span]);
  }

  /** Learns from a slice, or a part of one, that was read. */
  learn(measure: Measure): void {
    this.density.learn(measure);
  }

  /** How many pages a span will have; null while nothing was measured. */
  expectedPages(span: TimeSpan): number | null {
    const near = this.density.nearest((span.from + span.to) / 2);
    return near ? (near.pages / (near.span.to - near.span.from)) * (span.to - span.from) : null;
  }

  /**
   * Whether a slice should be cut up after its first page.
   * @param reached the time of the page's last event, in epoch seconds. Events come in order of time, so this tells how
   *   much is to come; where they do not, it only makes slices of another size.
   */
  tooLarge(slice: TimeSpan, reached: number): boolean {
    const part = { from: slice.from, to: Math.min(slice.to, Math.max(slice.from + 1, reached)) };
    const pages = (slice.to - slice.from) / (part.to - part.from);
    if (pages <= TOO_MANY_PAGES) return false;
    this.learn({ span: part, pages: 1 });
    // Whatever the neighbours tell: what is cut from here is at most half as long, so this comes to an end.
    const most = Math.min((slice.to - slice.from) / 2, TARGET_PAGES * (part.to - part.from));
    this.#cuts.push({ span: slice, most });
    return true;
  }

  #width(end: number): number {
    const near = this.density.nearest(end);
    if (!near) {
      const most = Math.max(1, this.#whole / 4);
      const first = Math.min(FIRST_SECONDS.most, Math.max(FIRST_SECONDS.least, this.#whole / 24));
      return Math.min(most, first * GROWTH ** this.#unmeasured++);
    }
    const measured = near.span.to - near.span.from;
    const left = this.#todo.reduce((sum, span) => sum + (this.expectedPages(span) ?? 0), 0);
    const target = Math.min(TARGET_PAGES, Math.max(LAST_PAGES, left / LAST_SHARE));
    return Math.min((target / Math.max(near.pages, 0.001)) * measured, measured * GROWTH);
  }
}
