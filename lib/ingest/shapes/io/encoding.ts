import { ShapeError } from "../types";

/** How text is encoded, as far as it is not plain UTF-8 with line feeds. */
export type Encoding = "utf-8" | "utf-16le" | "utf-16be";

/**
 * Tells the encoding from a byte order mark, or from where the zero bytes of ASCII text stand.
 * @throws ShapeError for UTF-32, which no exporter writes.
 */
export function detectEncoding(head: Buffer): { encoding: Encoding; skip: number } {
  const [a, b, c, d] = head;
  if (a === 0xff && b === 0xfe && c === 0 && d === 0) throw utf32();
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) throw utf32();
  if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: "utf-8", skip: 3 };
  if (a === 0xff && b === 0xfe) return { encoding: "utf-16le", skip: 2 };
  if (a === 0xfe && b === 0xff) return { encoding: "utf-16be", skip: 2 };
  const sample = head.subarray(0, 1024);
  let even = 0;
  let odd = 0;
  for (let i = 0; i < sample.length; i += 1) {
    if (sample[i] !== 0) continue;
    if (i % 2 === 0) even += 1;
    else odd += 1;
  }
  const half = sample.length / 2;
  if (half >= 8 && odd > half * 0.9 && even < half * 0.1) return { encoding: "utf-16le", skip: 0 };
  if (half >= 8 && even > half * 0.9 && odd < half * 0.1) return { encoding: "utf-16be", skip: 0 };
  return { encoding: "utf-8", skip: 0 };
}

const utf32 = () => new ShapeError("not_flow_log", "This is UTF-32 text; save it as UTF-8 and upload it again.");

/** Turns UTF-16 bytes into UTF-8 bytes. */
export async function* toUtf8(source: AsyncGenerator<Buffer>, encoding: Encoding): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  try {
    for await (const part of source) {
      const text = decoder.decode(part, { stream: true });
      if (text.length > 0) yield Buffer.from(text);
    }
    const last = decoder.decode();
    if (last.length > 0) yield Buffer.from(last);
  } finally {
    await source.return(undefined);
  }
}

/** Leaves out the first `skip` bytes. */
export async function* skipBytes(source: AsyncGenerator<Buffer>, skip: number): AsyncGenerator<Buffer> {
  let left = skip;
  try {
    for await (const part of source) {
      const from = Math.min(left, part.length);
      left -= from;
      if (from < part.length) yield from > 0 ? part.subarray(from) : part;
    }
  } finally {
    await source.return(undefined);
  }
}

/** Puts one byte in the place of another: a line feed for the lone carriage return of old Mac files, for example. */
export async function* replaceByte(source: AsyncGenerator<Buffer>, from: number, to: number): AsyncGenerator<Buffer> {
  try {
    for await (const part of source) {
      const copy = Buffer.from(part);
      for (let at = copy.indexOf(from); at >= 0; at = copy.indexOf(from, at + 1)) copy[at] = to;
      yield copy;
    }
  } finally {
    await source.return(undefined);
  }
}

/** True when lines end in a carriage return alone. */
export function endsLinesWithCr(head: Buffer): boolean {
  const sample = head.subarray(0, 256 * 1024);
  return sample.includes(13) && !sample.includes(10);
}
