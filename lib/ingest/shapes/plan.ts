import type { Outbox } from "./io/outbox";
import type { ReadState } from "./io/state";
import type { Limits } from "./limits";
import type { FormatSource, PrepareEvent } from "./types";

/** What a recogniser gets to see: the beginning of the text, as UTF-8. */
export interface Sample {
  readonly bytes: Buffer;
  /** True when `bytes` is all there is. */
  readonly complete: boolean;
  /** Whole short lines from the beginning, at most 2,000. */
  readonly lines: readonly string[];
  readonly given?: readonly string[];
  readonly careful: boolean;
  readonly limits: Limits;
}

/** What a running plan works with. */
export interface Run {
  readonly source: AsyncGenerator<Buffer>;
  readonly outbox: Outbox;
  readonly state: ReadState;
  readonly limits: Limits;
}

/** A shape that was recognised, and how to get the lines out of it. */
export interface Plan {
  readonly shape: string;
  readonly label: string;
  readonly fields: readonly string[] | null;
  readonly formatSource: FormatSource;
  /** Reads all of the source. Events that wait in the outbox are given along the way. */
  run(run: Run): AsyncGenerator<PrepareEvent>;
}
