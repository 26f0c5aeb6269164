import { randomUUID } from "node:crypto";
import { EventEmitter } from "node:events";

/** What became visible in the store, or went from it. */
export interface StoreChange {
  /** The import or source. */
  readonly input: number;
  /** The span of record starts that it touches, in epoch seconds, half-open; null when not known: any time. */
  readonly from: number | null;
  readonly to: number | null;
  /** Counts the changes since the program started, from 1. */
  readonly revision: number;
}

/** Tells whoever listens that the store changed. */
export class StoreChanges {
  readonly #emitter = new EventEmitter().setMaxListeners(0);
  #revision = 0;

  /** Tells one run of the program from another: revisions count anew in each. */
  readonly run: string = randomUUID();

  /** The number of changes so far: answers that were given at the same revision are still true. */
  get revision(): number {
    return this.#revision;
  }

  /** @returns a function that ends the listening. */
  on(listener: (change: StoreChange) => void): () => void {
    this.#emitter.on("change", listener);
    return () => this.#emitter.off("change", listener);
  }

  /** Records of an input were added or removed. */
  tell(input: number, span: { readonly from: number; readonly to: number } | null = null): void {
    this.#revision += 1;
    const change: StoreChange = { input, from: span?.from ?? null, to: span?.to ?? null, revision: this.#revision };
    this.#emitter.emit("change", change);
  }
}

// Next bundles pages and handlers apart from the server that starts them, so a module variable would exist
// more than once; the global object is shared.
const KEY = Symbol.for("flowglass.changes");
const holder = globalThis as { [KEY]?: StoreChanges };
holder[KEY] ??= new StoreChanges();

/** The changes of this program's store. */
export const storeChanges: StoreChanges = holder[KEY];
