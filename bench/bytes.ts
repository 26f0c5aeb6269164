/** Writes ASCII text into one large buffer. Strings would be the slow part of the generator, so there are none. */
export class ByteWriter {
  readonly #buffer: Buffer;
  length = 0;

  /** @param capacity bytes; writing beyond it is a RangeError of the buffer. */
  constructor(capacity: number) {
    this.#buffer = Buffer.allocUnsafe(capacity);
  }

  /** Appends bytes that were made before. */
  bytes(bytes: Uint8Array): void {
    const buffer = this.#buffer;
    let at = this.length;
    for (let i = 0; i < bytes.length; i++) buffer[at++] = bytes[i] as number;
    this.length = at;
  }

  byte(value: number): void {
    this.#buffer[this.length++] = value;
  }

  /** Appends a non-negative whole number below 2^53 in decimal. */
  number(value: number): void {
    let digits = 1;
    for (let limit = 10; value >= limit; limit *= 10) digits++;
    let rest = value;
    for (let at = this.length + digits - 1; at >= this.length; at--) {
      const next = Math.floor(rest / 10);
      this.#buffer[at] = 48 + (rest - next * 10);
      rest = next;
    }
    this.length += digits;
  }

  /** What was written; valid until the next write after `clear`. */
  written(): Buffer {
    return this.#buffer.subarray(0, this.length);
  }

  clear(): void {
    this.length = 0;
  }
}
