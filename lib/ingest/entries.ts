import type { ImportEntry } from "./entry";

/** All imports by number, and those of equal size, so that looking for equal bytes does not look at each. */
export class Entries {
  readonly #byId = new Map<number, ImportEntry>();
  readonly #bySize = new Map<number, Set<ImportEntry>>();

  get(id: number): ImportEntry | undefined {
    return this.#byId.get(id);
  }

  values(): Iterable<ImportEntry> {
    return this.#byId.values();
  }

  /** Those with as many bytes, itself too, in the order in which they came. */
  sameSize({ bytesTotal }: ImportEntry): ImportEntry[] {
    return [...(this.#bySize.get(bytesTotal) ?? [])];
  }

  add(entry: ImportEntry): void {
    this.#byId.set(entry.id, entry);
    const same = this.#bySize.get(entry.bytesTotal) ?? new Set();
    this.#bySize.set(entry.bytesTotal, same.add(entry));
  }

  remove(id: number): void {
    const entry = this.#byId.get(id);
    if (!entry) return;
    this.#byId.delete(id);
    const same = this.#bySize.get(entry.bytesTotal);
    same?.delete(entry);
    if (same?.size === 0) this.#bySize.delete(entry.bytesTotal);
  }
}
