/**
 * Thrift's compact protocol, as far as a Parquet footer needs it (https://github.com/apache/thrift, thrift-compact-protocol.md).
 * Values are read as they come; what is not wanted is skipped.
 */
export const COMPACT = { i32: 5, i64: 6, binary: 8, list: 9, struct: 12 } as const;

const DEEPEST = 32;

/** A field of a struct: its number and the type of its value, which comes next. */
export interface CompactField {
  readonly id: number;
  readonly type: number;
}

/** Reads from a buffer, from front to back. @throws RangeError at the end of it, and for what is no compact protocol. */
export class CompactReader {
  #at = 0;

  constructor(private readonly bytes: Buffer) {}

  /** The fields of a struct; the value of each has to be read or skipped before the next is asked for. */
  *fields(): Generator<CompactField> {
    let id = 0;
    for (;;) {
      const byte = this.#byte();
      if (byte === 0) return;
      const delta = byte >> 4;
      id = delta === 0 ? this.int() : id + delta;
      yield { id, type: byte & 15 };
    }
  }

  /** The head of a list: how many values of which type follow. */
  list(): { readonly size: number; readonly type: number } {
    const byte = this.#byte();
    const size = byte >> 4 === 15 ? this.#varint() : byte >> 4;
    return { size, type: byte & 15 };
  }

  /** A signed integer; exact up to 53 bits. */
  int(): number {
    const value = this.#varint();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  text(): string {
    const length = this.#varint();
    const from = this.#move(length);
    return this.bytes.toString("utf8", from, from + length);
  }

  skip(type: number, depth = 0): void {
    if (depth > DEEPEST) throw new RangeError("Too deep.");
    if (type === 1 || type === 2) return;
    if (type === 3) this.#move(1);
    else if (type === 4 || type === 5 || type === 6) this.#varint();
    else if (type === 7) this.#move(8);
    else if (type === 8) this.#move(this.#varint());
    else if (type === 9 || type === 10) this.#skipList(depth);
    else if (type === 11) this.#skipMap(depth);
    else if (type === 12) for (const field of this.fields()) this.skip(field.type, depth + 1);
    else throw new RangeError(`No type has the number ${type}.`);
  }

  #skipList(depth: number): void {
    const { size, type } = this.list();
    for (let i = 0; i < size; i++) this.#skipElement(type, depth);
  }

  #skipMap(depth: number): void {
    const size = this.#varint();
    if (size === 0) return;
    const types = this.#byte();
    for (let i = 0; i < size; i++) {
      this.#skipElement(types >> 4, depth);
      this.#skipElement(types & 15, depth);
    }
  }

  /** In a list a truth value takes a byte; in a struct its type says it all. */
  #skipElement(type: number, depth: number): void {
    if (type === 1 || type === 2) this.#move(1);
    else this.skip(type, depth + 1);
  }

  #varint(): number {
    let value = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = this.#byte();
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
    throw new RangeError("A number does not end.");
  }

  #byte(): number {
    return this.bytes[this.#move(1)] ?? 0;
  }

  #move(count: number): number {
    const from = this.#at;
    if (from + count > this.bytes.length) throw new RangeError("It ends too early.");
    this.#at += count;
    return from;
  }
}
