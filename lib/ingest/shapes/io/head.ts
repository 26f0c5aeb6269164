/** What is looked at to recognise a file, and the stream that still gives all of it. */
export interface Head {
  readonly bytes: Buffer;
  /** True when `bytes` is the whole file. */
  readonly complete: boolean;
  /** All bytes of the file, those of the head included. */
  readonly all: AsyncGenerator<Buffer>;
}

const ENOUGH_BYTES = 256 * 1024;
const ENOUGH_LINES = 100;
const MOST_BYTES = 24 * 2 ** 20;
const MOST_JSON_BYTES = 2 ** 20;
const LF = 10;

/**
 * Reads ahead until there is enough to judge by: 256 KiB and a hundred lines, so that a first line of some
 * megabytes does not hide what follows; at most 24 MiB, and 1 MiB of what begins like JSON.
 */
export async function readHead(source: AsyncGenerator<Buffer>): Promise<Head> {
  const parts: Buffer[] = [];
  let size = 0;
  let lines = 0;
  let most = MOST_BYTES;
  let started = false;
  let complete = false;
  for (;;) {
    const { value, done } = await source.next();
    if (done) {
      complete = true;
      break;
    }
    parts.push(value);
    size += value.length;
    if (!started) {
      const first = firstVisible(value);
      if (first >= 0) {
        started = true;
        if (value[first] === 0x7b || value[first] === 0x5b) most = MOST_JSON_BYTES;
      }
    }
    lines += countNewlines(value);
    if (size >= most || (started && size >= ENOUGH_BYTES && lines >= ENOUGH_LINES)) break;
  }
  const bytes = parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
  return { bytes, complete, all: chain(bytes, source) };
}

/** Counts line feeds. */
export function countNewlines(bytes: Buffer, from = 0, to = bytes.length): number {
  let count = 0;
  for (let at = bytes.indexOf(LF, from); at >= 0 && at < to; at = bytes.indexOf(LF, at + 1)) count += 1;
  return count;
}

function firstVisible(bytes: Buffer): number {
  for (let i = 0; i < bytes.length; i += 1) {
    const byte = bytes[i] ?? 0;
    if (byte > 32 && byte !== 0xef && byte !== 0xbb && byte !== 0xbf) return i;
  }
  return -1;
}

async function* chain(head: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  try {
    if (head.length > 0) yield head;
    yield* rest;
  } finally {
    await rest.return(undefined);
  }
}
