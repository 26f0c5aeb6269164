import type { PrepareEvent, UnparsedRow } from "../types";
import { type ChunkFolder, ChunkWriter } from "./chunks";
import type { ReadState } from "./state";

const BATCH = 500;
const PROGRESS_BYTES = 8 * 2 ** 20;

/** What a running plan writes to: chunks, and unparsed lines. Collects what is to be told next. */
export class Outbox {
  readonly writer: ChunkWriter;
  private readonly others: ChunkWriter[] = [];
  private rows: UnparsedRow[] = [];
  private told = 0;

  constructor(
    private readonly folder: ChunkFolder,
    private readonly state: ReadState,
  ) {
    this.writer = new ChunkWriter(folder);
  }

  /** A further writer, for lines of another order that stand between the others. */
  addWriter(fields: readonly string[]): ChunkWriter {
    const writer = new ChunkWriter(this.folder);
    writer.setFields(fields);
    this.others.push(writer);
    return writer;
  }

  /** Notes a line that reaches no chunk. */
  unparsed(line: number, text: string, reason: string): void {
    this.rows.push({ line, text: text.slice(0, 1000), reason });
  }

  /** Gives and forgets the events that are ready: unparsed lines in batches, finished chunks, progress. */
  *take(): Generator<PrepareEvent> {
    if (this.rows.length >= BATCH) yield* this.takeRows();
    yield* this.folder.done.splice(0);
    if (this.state.bytesRead - this.told >= PROGRESS_BYTES) yield this.progress();
  }

  /** Closes what is open and gives all that is left. */
  *finish(): Generator<PrepareEvent> {
    for (const writer of [this.writer, ...this.others]) writer.finish();
    yield* this.takeRows();
    yield* this.folder.done.splice(0);
    if (this.told < this.state.bytesRead) yield this.progress();
  }

  /** Removes every chunk that nobody has been told of. */
  discard(): void {
    for (const writer of [this.writer, ...this.others]) writer.discard();
    this.folder.discard();
  }

  private *takeRows(): Generator<PrepareEvent> {
    while (this.rows.length > 0) {
      const rows = this.rows.splice(0, BATCH);
      yield { type: "unparsed", rows, count: rows.length };
    }
  }

  private progress(): PrepareEvent {
    this.told = this.state.bytesRead;
    return { type: "progress", bytesRead: this.told };
  }
}
