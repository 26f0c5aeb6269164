import type { PrepareEvent, UnparsedRow } from "../types";
import type { ChunkWriter } from "./chunks";
import type { ReadState } from "./state";

const BATCH = 500;
const PROGRESS_BYTES = 8 * 2 ** 20;

/** Collects what is to be told next, in order: unparsed lines in batches, finished chunks, progress. */
export class Outbox {
  private rows: UnparsedRow[] = [];
  private told = 0;

  constructor(
    readonly writer: ChunkWriter,
    private readonly state: ReadState,
  ) {}

  /** Notes a line that reaches no chunk. */
  unparsed(line: number, text: string, reason: string): void {
    this.rows.push({ line, text: text.slice(0, 1000), reason });
  }

  /** Gives and forgets the events that are ready. */
  *take(last = false): Generator<PrepareEvent> {
    while (this.rows.length >= BATCH || (last && this.rows.length > 0)) {
      const rows = this.rows.splice(0, BATCH);
      yield { type: "unparsed", rows, count: rows.length };
    }
    for (let chunk = this.writer.done.shift(); chunk; chunk = this.writer.done.shift()) yield chunk;
    if (this.state.bytesRead - this.told >= PROGRESS_BYTES || (last && this.told < this.state.bytesRead)) {
      this.told = this.state.bytesRead;
      yield { type: "progress", bytesRead: this.told };
    }
  }
}
