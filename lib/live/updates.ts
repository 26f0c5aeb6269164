import type { LiveChange } from "@/lib/api/contract/live";
import { merged } from "./merge";

/** What has to be read again: what a change touches, or everything when it is not known what changed. */
export type Due = LiveChange | "everything";

/** What decides when changes are shown. */
export interface UpdateSurroundings {
  /** Reads again what is due; ends when that is on the page. */
  reload(due: Due): Promise<void>;
  /** Milliseconds, for measuring how long reading took. */
  now(): number;
  later(ms: number, act: () => void): () => void;
  /** Called when `waiting` or `paused` has changed. */
  changed(): void;
}

const SHORTEST_MS = 1000;
const LONGEST_MS = 30_000;
/** The page reads at most a quarter of the time: a store that fills fast must not keep its viewers' pages busy. */
const SHARE = 4;

/**
 * Gathers changes and has them read again: at once when the page is quiet, less often the longer the reading takes,
 * not at all while paused.
 */
export class LiveUpdates {
  #due: Due | null = null;
  #paused = false;
  #reading = false;
  #resting = false;
  #waiting = 0;

  constructor(private readonly surroundings: UpdateSurroundings) {}

  get paused(): boolean {
    return this.#paused;
  }

  /** Changes since the pause that are not on the page. */
  get waiting(): number {
    return this.#waiting;
  }

  add(due: Due): void {
    this.#due = due === "everything" || this.#due === "everything" ? "everything" : merged(this.#due, due);
    if (this.#paused) {
      this.#waiting += 1;
      this.surroundings.changed();
      return;
    }
    void this.#flush();
  }

  pause(): void {
    this.#paused = true;
    this.surroundings.changed();
  }

  /** Goes on, beginning with what came meanwhile. */
  resume(): void {
    this.#paused = false;
    this.#waiting = 0;
    this.surroundings.changed();
    void this.#flush();
  }

  async #flush(): Promise<void> {
    const due = this.#due;
    if (due === null || this.#paused || this.#reading || this.#resting) return;
    this.#due = null;
    this.#reading = true;
    const began = this.surroundings.now();
    try {
      await this.surroundings.reload(due);
    } finally {
      this.#reading = false;
      const took = this.surroundings.now() - began;
      this.#resting = true;
      this.surroundings.later(Math.min(LONGEST_MS, Math.max(SHORTEST_MS, took * (SHARE - 1))), () => {
        this.#resting = false;
        void this.#flush();
      });
    }
  }
}
