/** A run of whole lines. Line i of `lines` is line `first + i` of the input. */
export interface LineBatch {
  readonly first: number;
  readonly lines: readonly string[];
  /** Lines over the limit: cut to their first characters, and empty in `lines`. */
  readonly tooLong: readonly { readonly line: number; readonly text: string }[];
  /** True for the last line of a file that does not end in a line feed; it then stands alone. */
  readonly open: boolean;
}

const LF = 10;

/**
 * Splits UTF-8 bytes into batches of lines, without their line feed and carriage return. A line that is not valid
 * UTF-8 is read as Latin-1, so that nothing of it is lost. Memory is bounded by `lineBytes` and the source's parts.
 */
export async function* readLines(source: AsyncGenerator<Buffer>, lineBytes: number): AsyncGenerator<LineBatch> {
  let next = 1;
  let carried: Buffer[] = [];
  let carriedBytes = 0;
  let skipping: string | null = null;
  try {
    for await (const part of source) {
      let from = 0;
      const tooLong: { line: number; text: string }[] = [];
      if (skipping !== null) {
        const stop = part.indexOf(LF);
        if (stop < 0) continue;
        yield { first: next, lines: [""], tooLong: [{ line: next, text: skipping }], open: false };
        next += 1;
        skipping = null;
        from = stop + 1;
      }
      const stop = part.lastIndexOf(LF);
      if (stop < from) {
        carried.push(part.subarray(from));
        carriedBytes += part.length - from;
      } else {
        const piece = part.subarray(from, stop);
        const bytes = carried.length > 0 ? Buffer.concat([...carried, piece]) : piece;
        const lines = decodeLines(bytes, lineBytes, next, tooLong);
        yield { first: next, lines, tooLong, open: false };
        next += lines.length;
        carried = [part.subarray(stop + 1)];
        carriedBytes = part.length - stop - 1;
      }
      if (carriedBytes > lineBytes) {
        skipping = Buffer.concat(carried).toString("utf8", 0, 1000);
        carried = [];
        carriedBytes = 0;
      }
    }
    if (skipping !== null) {
      yield { first: next, lines: [""], tooLong: [{ line: next, text: skipping }], open: true };
    } else if (carriedBytes > 0) {
      yield { first: next, lines: decodeLines(Buffer.concat(carried), lineBytes, next, []), tooLong: [], open: true };
    }
  } finally {
    await source.return(undefined);
  }
}

function decodeLines(
  bytes: Buffer,
  lineBytes: number,
  first: number,
  tooLong: { line: number; text: string }[],
): string[] {
  const text = bytes.toString("utf8");
  const lines = text.includes("\ufffd") ? splitEach(bytes) : text.split("\n");
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i] ?? "";
    if (line.length > lineBytes) {
      tooLong.push({ line: first + i, text: line.slice(0, 1000) });
      lines[i] = "";
    } else if (line.endsWith("\r")) lines[i] = line.slice(0, -1);
  }
  return lines;
}

function splitEach(bytes: Buffer): string[] {
  const lines: string[] = [];
  for (let from = 0; ; ) {
    const stop = bytes.indexOf(LF, from);
    lines.push(decodeText(bytes.subarray(from, stop < 0 ? bytes.length : stop)));
    if (stop < 0) return lines;
    from = stop + 1;
  }
}

/** Bytes as UTF-8, or as Latin-1 when they are not valid UTF-8. */
export function decodeText(bytes: Buffer): string {
  const text = bytes.toString("utf8");
  return text.includes("\ufffd") ? bytes.toString("latin1") : text;
}
