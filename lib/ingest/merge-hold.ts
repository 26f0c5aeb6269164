import type { Engine } from "../engine/engine";

/**
 * What may become one part while merging is held back. Smaller parts are still merged, so that there are never more than
 * the records' bytes divided by this, however many imports there are.
 */
const HELD_BYTES = 16 * 2 ** 20;
/** A rush of records that does not end gets its merging all the same: by then there are some hundred parts. */
const LONGEST_HOLD_MS = 10 * 60_000;

const SETTING = "max_bytes_to_merge_at_max_space_in_pool";

/**
 * Holds back the merging of `flows` while many records come in: it would take half of the processor from them, and merge
 * again and again what the upkeep after them merges once. Questions, removals and small parts are not held back.
 *
 * The limit is the table's own, so it outlives this process; `letGo` at the next start takes it away.
 */
export class MergeHold {
  /** When the hold began; null when merging goes on. What an earlier run left is not known. */
  #since: number | null | undefined;
  #last: Promise<void> = Promise.resolve();

  constructor(private readonly engine: Engine) {}

  /** Holds merging back, where the engine is ours alone: the servers of a cluster look after themselves. */
  hold(): Promise<void> {
    if (typeof this.#since === "number" || this.engine.kind !== "embedded") return this.#last;
    this.#since = performance.now();
    return this.#alter(`MODIFY SETTING ${SETTING} = ${HELD_BYTES}`);
  }

  /** Lets merging go on. Doing it again changes nothing. */
  letGo(): Promise<void> {
    if (this.#since === null || this.engine.kind !== "embedded") return this.#last;
    this.#since = null;
    return this.#alter(`RESET SETTING ${SETTING}`);
  }

  /** Is merging held back for longer than is good? */
  get overdue(): boolean {
    return typeof this.#since === "number" && performance.now() - this.#since > LONGEST_HOLD_MS;
  }

  /** One after the other, in the order they were asked for. A failure costs speed, never a record. */
  #alter(change: string): Promise<void> {
    this.#last = this.#last.then(() => this.engine.command(`ALTER TABLE flows ${change}`)).catch(() => undefined);
    return this.#last;
  }
}
