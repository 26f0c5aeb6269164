import { type CompletionOption, findFilterField } from "@/lib/filter";

/** Asks which values of a field occur in the current view, those that begin with `prefix` first. */
export type LoadValues = (field: string, prefix: string) => Promise<readonly string[]>;

/** From this many values on, an answer may have been cut, so a longer prefix has to be asked for again. */
const MAYBE_CUT = 20;

/** Whether the data can know values of a field that the language does not: not for closed lists, times and amounts. */
export function hasDataValues(name: string): boolean {
  const field = findFilterField(name);
  if (!field) return false;
  if (field.kind === "enum") return field.open;
  return field.kind !== "flags" && field.kind !== "time" && field.kind !== "number";
}

/**
 * Remembers answers, so that typing on narrows what is there already instead of asking again.
 * `forget` is for when the view changes.
 */
export class ValueSource {
  readonly #load: LoadValues;
  readonly #answers = new Map<string, readonly string[]>();

  constructor(load: LoadValues) {
    this.#load = load;
  }

  /** Values that are known without asking: of this prefix, or narrowed from the whole answer of a shorter one. */
  known(field: string, prefix: string): readonly string[] | undefined {
    const exact = this.#answers.get(`${field}\n${prefix}`);
    if (exact) return exact;
    for (let end = prefix.length - 1; end >= 0; end--) {
      const shorter = this.#answers.get(`${field}\n${prefix.slice(0, end)}`);
      if (shorter && shorter.length < MAYBE_CUT) {
        return shorter.filter((value) => value.toLowerCase().startsWith(prefix.toLowerCase()));
      }
    }
    return undefined;
  }

  /** Asks. A failure gives no values: completion is help, not a promise. */
  async load(field: string, prefix: string): Promise<readonly string[]> {
    try {
      const values = await this.#load(field, prefix);
      this.#answers.set(`${field}\n${prefix}`, values);
      return values;
    } catch {
      return [];
    }
  }

  forget(): void {
    this.#answers.clear();
  }
}

/** Values of the data that the language does not offer already. */
export function newValues(values: readonly string[], offered: readonly CompletionOption[]): string[] {
  const labels = new Set(offered.map(({ label }) => label.toLowerCase()));
  return values.filter((value) => value !== "" && value !== "-" && !labels.has(value.toLowerCase()));
}
