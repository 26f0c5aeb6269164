const LF = 10;
/** A line that is longer is passed on in pieces; only its beginning and end may then be written anew in a wrong way. */
const MOST_HELD = 1 << 20;

/**
 * Rewrites text as it streams by. `rewrite` is given whole lines, many at a time, as Latin-1 so that every byte stays
 * what it is.
 */
export async function* rewriteLines(
  source: AsyncGenerator<Buffer>,
  rewrite: (lines: string) => string,
): AsyncGenerator<Buffer> {
  const written = (bytes: Buffer) => Buffer.from(rewrite(bytes.toString("latin1")), "latin1");
  let held: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of source) {
      const stop = part.lastIndexOf(LF) + 1;
      if (stop > 0 || size > MOST_HELD) {
        yield written(Buffer.concat([...held, part.subarray(0, stop)]));
        held = [];
        size = 0;
      }
      if (stop < part.length) {
        // The source may use its buffer again.
        held.push(Buffer.from(part.subarray(stop)));
        size += part.length - stop;
      }
    }
    if (size > 0) yield written(Buffer.concat(held));
  } finally {
    await source.return(undefined);
  }
}
