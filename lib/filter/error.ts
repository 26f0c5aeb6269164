/** What is wrong with a filter text, and where: `text.slice(from, to)` is the part to underline. */
export interface FilterError {
  /** One or two plain sentences. */
  readonly message: string;
  readonly from: number;
  readonly to: number;
  /** The text that was found there; empty at the end. */
  readonly found: string;
  /** What would have been right there, most likely first. */
  readonly expected: readonly string[];
  /** A text to put in place of `from`..`to` that is probably what was meant. */
  readonly suggestion?: string;
}

/** Thrown inside the parser by whatever finds a mistake; `parseFilter` catches it. */
export class FilterMistake extends Error {
  constructor(readonly error: FilterError) {
    super(error.message);
    this.name = "FilterMistake";
  }
}
