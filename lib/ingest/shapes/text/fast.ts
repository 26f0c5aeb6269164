import type { ChunkWriter } from "../io/chunks";
import { countNewlines } from "../io/head";
import type { Run } from "../plan";
import { readHeader, sameFields } from "../record/header";
import type { PrepareEvent } from "../types";
import { CUT_OFF, isSurelyWhole, TOO_LONG } from "./careful";

const LF = 10;

/**
 * Copies flow-log text of one order into chunks as it is, without looking at single lines. A line over the limit
 * is cut out, and an empty one left in its place.
 */
export async function* copyText(run: Run, fields: readonly string[]): AsyncGenerator<PrepareEvent> {
  run.outbox.writer.setFields(fields);
  const copy = new TextCopy(run);
  let head = true;
  for await (const part of run.source) {
    copy.take(head ? withoutHeaders(part, fields, run.outbox.writer) : part);
    head = false;
    yield* run.outbox.take();
  }
  copy.end(fields);
}

/** Blanks out the header lines of the first part, however they are written. Those further on are the engine's. */
function withoutHeaders(part: Buffer, fields: readonly string[], writer: ChunkWriter): Buffer {
  let copy: Buffer | null = null;
  let looked = 0;
  for (let from = 0; from < part.length && looked < 2000; looked += 1) {
    const found = part.indexOf(LF, from);
    const stop = found < 0 ? part.length : found;
    if (stop - from < 4096) {
      const header = readHeader(part.toString("utf8", from, stop));
      if (header && sameFields(header, fields)) {
        copy ??= Buffer.from(part);
        copy.fill(32, from, stop);
        // A header that is cut by the end of the part goes on as text, and the engine finds it.
        if (found >= 0) writer.noteBlanked(looked + 1);
      }
    }
    from = stop + 1;
  }
  return copy ?? part;
}

class TextCopy {
  /** The number of the line that is open, and how many of its bytes are in the chunk. */
  private line = 1;
  private open = 0;
  /** The beginning of an over-long line while its end is looked for. */
  private long: string | null = null;

  constructor(private readonly run: Run) {}

  take(part: Buffer): void {
    const most = this.run.limits.lineBytes;
    for (let from = 0; from < part.length; ) {
      if (this.long !== null) {
        const stop = part.indexOf(LF, from);
        if (stop < 0) return;
        this.dropLong();
        from = stop;
      }
      const { to, isLong } = this.shortLines(part, from, most);
      if (!isLong || to > from) this.copy(part.subarray(from, to));
      if (isLong) this.beginLong(part, to);
      from = to;
    }
  }

  end(fields: readonly string[]): void {
    const { outbox } = this.run;
    const { writer } = outbox;
    if (this.long !== null) this.dropLong();
    if (this.open > 0 && this.run.state.truncated) {
      const text = writer.readBack(this.open).toString("utf8");
      if (!isSurelyWhole(text, fields)) {
        writer.takeBack(this.open);
        outbox.unparsed(this.line, text, CUT_OFF);
        this.open = 0;
      }
    }
    writer.finish(this.open > 0 ? 1 : 0);
  }

  /** How far from `from` on there is no line over the limit, counting what is open already. */
  private shortLines(part: Buffer, from: number, most: number): { to: number; isLong: boolean } {
    let at = from;
    let open = this.open;
    for (;;) {
      const reach = at + most - open;
      if (reach >= part.length) return { to: part.length, isLong: false };
      const stop = part.lastIndexOf(LF, reach);
      if (stop < at) return { to: at, isLong: true };
      at = stop + 1;
      open = 0;
    }
  }

  private beginLong(part: Buffer, at: number): void {
    const { writer } = this.run.outbox;
    const before = this.open > 0 ? writer.readBack(this.open).subarray(0, 1000) : Buffer.alloc(0);
    if (this.open > 0) writer.takeBack(this.open);
    this.open = 0;
    this.long = Buffer.concat([before, part.subarray(at, at + 1000)]).toString("utf8");
  }

  private dropLong(): void {
    this.run.outbox.unparsed(this.line, this.long ?? "", TOO_LONG);
    this.long = null;
  }

  /** Appends bytes, and begins a new chunk after a line end wherever one is full. */
  private copy(bytes: Buffer): void {
    const { writer } = this.run.outbox;
    let from = 0;
    while (bytes.length - from > writer.room) {
      let stop = writer.room > 0 ? bytes.lastIndexOf(LF, from + writer.room - 1) : -1;
      if (stop < from) stop = bytes.indexOf(LF, from);
      if (stop < 0) break;
      this.append(bytes.subarray(from, stop + 1));
      writer.finish();
      from = stop + 1;
    }
    if (from < bytes.length) this.append(bytes.subarray(from));
  }

  private append(bytes: Buffer): void {
    const newlines = countNewlines(bytes);
    this.run.outbox.writer.append(bytes, newlines, this.line);
    this.line += newlines;
    this.open = newlines > 0 ? bytes.length - 1 - bytes.lastIndexOf(LF) : this.open + bytes.length;
  }
}
