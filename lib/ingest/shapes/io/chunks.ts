import { closeSync, ftruncateSync, openSync, readSync, unlinkSync, writeSync } from "node:fs";
import type { Chunk } from "../types";

const FLUSH_LINES = 8192;
const FLUSH_CHARS = 1 << 20;
/** A gap in the line numbers up to this size is filled with blank lines; a larger one begins a new chunk. */
const MOST_FILLERS = 10_000;

/** The chunk files of one import: where they lie, and those that are finished but not yet told of. */
export class ChunkFolder {
  readonly done: Chunk[] = [];
  /** Numbers of lines that were blanked out on purpose, because they are headers. */
  readonly blanked: number[] = [];
  private serial = 0;

  constructor(
    /** The beginning of their paths. */
    private readonly beginning: string,
    readonly chunkBytes: number,
    readonly bytesRead: () => number,
  ) {}

  nextPath(): string {
    this.serial += 1;
    return `${this.beginning}${String(this.serial).padStart(6, "0")}.chunk`;
  }

  /** Removes the chunks that nobody has been told of. */
  discard(): void {
    for (const chunk of this.done.splice(0)) unlinkSync(chunk.path);
  }
}

/**
 * Writes chunk files, one at a time: whole lines in one field order each.
 * Writing is synchronous: this runs in a worker of its own, and inflating goes on in zlib's threads meanwhile.
 */
export class ChunkWriter {
  private fd = -1;
  private path = "";
  private fields: readonly string[] = [];
  private firstLine = 1;
  private size = 0;
  private lineCount = 0;
  private pending: string[] = [];
  private pendingChars = 0;

  constructor(private readonly folder: ChunkFolder) {}

  /** Closes the chunk that is open; what follows is in this order. */
  setFields(fields: readonly string[]): void {
    if (this.fields === fields) return;
    this.finish();
    this.fields = fields;
  }

  /** Adds one line, with blank lines before it when `line` is further on than the last one. */
  put(line: number, text: string): void {
    if (this.fd >= 0 && line - this.firstLine - this.lineCount > MOST_FILLERS) this.finish();
    if (this.fd < 0) this.open(line);
    const gap = line - this.firstLine - this.lineCount;
    if (gap > 0) {
      this.pending.push("\n".repeat(gap - 1));
      this.pendingChars += gap;
    }
    this.pending.push(text);
    this.pendingChars += text.length + 1;
    this.lineCount = line - this.firstLine + 1;
    if (this.pending.length < FLUSH_LINES && this.pendingChars < FLUSH_CHARS) return;
    this.flush();
    if (this.room <= 0) this.finish();
  }

  /** Adds bytes as they are. `newlines` line ends are in them; `line` is the line that they begin in. */
  append(bytes: Buffer, newlines: number, line: number): void {
    if (this.fd < 0) this.open(line);
    for (let at = 0; at < bytes.length; ) at += writeSync(this.fd, bytes, at, bytes.length - at, this.size + at);
    this.size += bytes.length;
    this.lineCount += newlines;
  }

  /** Notes that a line is blank because it was a header: it is no record, and nothing is wrong with it. */
  noteBlanked(line: number): void {
    this.folder.blanked.push(line);
  }

  /** The last `count` appended bytes. */
  readBack(count: number): Buffer {
    const bytes = Buffer.alloc(count);
    readSync(this.fd, bytes, 0, count, this.size - count);
    return bytes;
  }

  /** Takes back the last `count` appended bytes, which hold no line end. */
  takeBack(count: number): void {
    this.size -= count;
    ftruncateSync(this.fd, this.size);
  }

  /** How many bytes the open chunk may still take. */
  get room(): number {
    return this.folder.chunkBytes - this.size;
  }

  /** Closes the open chunk and adds it to the finished ones. `unended` counts a last line without a line end. */
  finish(unended = 0): void {
    if (this.fd < 0) return;
    this.flush();
    closeSync(this.fd);
    this.fd = -1;
    this.size = 0;
    const lines = this.lineCount + unended;
    this.folder.done.push({
      type: "chunk",
      path: this.path,
      fields: this.fields,
      firstLine: this.firstLine,
      lines,
      blank: this.folder.blanked.filter((line) => line >= this.firstLine && line < this.firstLine + lines).length,
      bytesRead: this.folder.bytesRead(),
    });
  }

  /** Removes the open chunk: after an error, or when the reader stopped early. */
  discard(): void {
    if (this.fd < 0) return;
    closeSync(this.fd);
    this.fd = -1;
    unlinkSync(this.path);
  }

  private open(line: number): void {
    this.path = this.folder.nextPath();
    this.fd = openSync(this.path, "w+", 0o600);
    this.firstLine = line;
    this.lineCount = 0;
    this.size = 0;
  }

  private flush(): void {
    if (this.pending.length === 0) return;
    this.pending.push("");
    const bytes = Buffer.from(this.pending.join("\n"));
    this.pending = [];
    this.pendingChars = 0;
    for (let at = 0; at < bytes.length; ) at += writeSync(this.fd, bytes, at, bytes.length - at, this.size + at);
    this.size += bytes.length;
  }
}
