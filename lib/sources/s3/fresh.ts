import { mayHold, type S3Object, skipReason, type Wanted } from "./object";
import { contentOf, type ObjectMemory, type ObjectRow, rowWithout, SETTLED } from "./objects";

/** Objects that are new to a source, and those that need no reading. */
export interface Fresh {
  readonly objects: S3Object[];
  readonly skipped: ObjectRow[];
  /** Whether one of them is a new content of an object that was read before. */
  readonly replaces: boolean;
}

/** More objects than this are asked about as the stretch between the first and the last. */
const FEW = 32;

/** When an object that could not be had is tried again: after a minute, and after longer and longer. */
const FIRST_RETRY_SECONDS = 60;
const LONGEST_RETRY_SECONDS = 3600;

/** Tells new objects from those that were met before. */
export class Sieve {
  readonly #retries = new Map<string, { at: number; wait: number }>();

  constructor(
    private readonly memory: ObjectMemory,
    private readonly wanted: Wanted,
  ) {}

  /**
   * What is new of objects that a listing or a notification named together.
   * @param now epoch seconds.
   */
  async fresh(objects: readonly S3Object[], now: number): Promise<Fresh> {
    const wanted = objects.filter((object) => mayHold(object, this.wanted));
    const known = await (wanted.length > FEW ? this.memory.between(wanted) : this.memory.of(wanted));
    const settled = new Set(known.filter(({ state }) => SETTLED.has(state)).map(contentOf));
    const fresh: { objects: S3Object[]; skipped: ObjectRow[] } = { objects: [], skipped: [] };
    for (const object of new Map(wanted.map((one) => [contentOf(one), one])).values()) {
      if (settled.has(contentOf(object)) || (this.#retries.get(object.key)?.at ?? 0) > now) continue;
      const reason = skipReason(object);
      if (reason) fresh.skipped.push(rowWithout(object, "skipped", reason));
      else fresh.objects.push(object);
    }
    const before = new Set(known.filter(({ state }) => state === "read").map(({ key }) => key));
    return { ...fresh, replaces: fresh.objects.some(({ key }) => before.has(key)) };
  }

  /** Could this object not be had the last time? */
  isTriedAgain(key: string): boolean {
    return this.#retries.has(key);
  }

  /** What became of objects: those that failed are left alone for a while. */
  note(rows: readonly ObjectRow[], now: number): void {
    for (const { key, state } of rows) {
      if (state !== "failed") this.#retries.delete(key);
      else {
        const wait = Math.min(LONGEST_RETRY_SECONDS, 2 * (this.#retries.get(key)?.wait ?? FIRST_RETRY_SECONDS / 2));
        this.#retries.set(key, { at: now + wait, wait });
      }
    }
  }
}
