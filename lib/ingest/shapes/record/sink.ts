import type { ChunkWriter } from "../io/chunks";
import type { Outbox } from "../io/outbox";
import { type Choice, TIME_WORD } from "./choose";
import { mayBeHeader, readHeader, sameFields } from "./header";
import { isBlank, plainBlanks, tokensOf } from "./tokens";

/**
 * Takes flow-log lines out of whatever held them and writes them to chunks: leaves headers out (a header sets the
 * order of what follows), strips a time in front, and keeps line numbers rising.
 */
export class RecordSink {
  private last = 0;
  private fields: readonly string[];
  private readonly prefix: number;
  /** Writers for lines of other lengths, by their number of values. */
  private readonly others = new Map<number, ChunkWriter>();

  constructor(
    private readonly outbox: Outbox,
    choice: Pick<Choice, "fields" | "prefix" | "also">,
  ) {
    this.fields = choice.fields;
    this.prefix = choice.prefix;
    outbox.writer.setFields(choice.fields);
    for (const fields of choice.also) this.others.set(fields.length, outbox.addWriter(fields));
  }

  /** The order that lines are read in now. */
  get order(): readonly string[] {
    return this.fields;
  }

  /**
   * Takes a line, or several that one message holds. `line` is where it stands in the input; a number that is not
   * above the last one is raised, so that every record has a number of its own.
   */
  message(line: number, text: string): void {
    if (text.includes("\n") || text.includes("\r")) {
      for (const part of text.split(/[\r\n]+/)) if (!isBlank(part)) this.one(line, part);
    } else if (!isBlank(text)) this.one(line, text);
  }

  /** Takes a message that can be no record. */
  bad(line: number, text: string, reason: string): void {
    this.last = Math.max(line, this.last + 1);
    this.outbox.unparsed(this.last, text, reason);
  }

  private one(line: number, text: string): void {
    this.last = Math.max(line, this.last + 1);
    if (mayBeHeader(text)) {
      const header = readHeader(text);
      if (header) {
        if (!sameFields(header, this.fields)) {
          this.fields = header;
          this.outbox.writer.setFields(header);
        }
        return;
      }
    }
    const plain = plainBlanks(this.prefix > 0 ? withoutPrefix(text, this.prefix) : text);
    const other = this.others.size > 0 ? this.others.get(tokensOf(plain).length) : undefined;
    (other ?? this.outbox.writer).put(this.last, plain);
  }
}

/** Leaves out the first `words` words when there is a time among them; a line without one is left as it is. */
export function withoutPrefix(text: string, words: number): string {
  let at = 0;
  let timed = false;
  for (let i = 0; i < words; i += 1) {
    while (at < text.length && text.charCodeAt(at) <= 32) at += 1;
    const from = at;
    while (at < text.length && text.charCodeAt(at) > 32) at += 1;
    timed ||= TIME_WORD.test(text.slice(from, at));
  }
  return timed ? text.slice(at) : text;
}
