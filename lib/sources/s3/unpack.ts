import { readFile, writeFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import { parseFormat } from "../../flow";

/** Packed objects up to this size are unpacked here. Larger ones are worth a process of their own. */
const SMALL_BYTES = 64 * 1024;
/** What is larger than this unpacked, or has a line longer than this, is left to the reader of files, which has limits for it. */
const MOST_BYTES = 4 * 2 ** 20;
const LONGEST_LINE = 4096;
const LF = 10;

/** Anything but plain ASCII on lines that end in a line feed. */
const ODD = /[^\n\x20-\x7e]/;
/** A line further on that names fields: another header, in another order perhaps. */
const NAMES = /\b(?:version|account[-_]id|interface[-_]id|srcaddr|dstaddr|protocol|packets|action|log[-_]status)\b/i;
const HEADER = /^[a-z][a-z0-9-]*(?: [a-z][a-z0-9-]*)+$/;

/** A file of lines in one order, the first of them blank. */
export interface Unpacked {
  readonly fields: readonly string[];
  readonly counted: { readonly lines: number; readonly blank: 1 };
}

/** The order of fields that AWS wrote into the first line; null when it is none, or not written as AWS does. */
function headerOf(line: string): readonly string[] | null {
  if (!HEADER.test(line)) return null;
  const format = parseFormat(line);
  return "error" in format || format.fields.join(" ") !== line ? null : format.fields;
}

function linesOf(text: string): Unpacked | null {
  const end = text.indexOf("\n");
  if (end < 0 || end > LONGEST_LINE || ODD.test(text)) return null;
  const fields = headerOf(text.slice(0, end));
  if (!fields || NAMES.test(text.slice(end))) return null;
  let lines = 0;
  for (let from = 0; from < text.length; lines++) {
    const next = text.indexOf("\n", from);
    const to = next < 0 ? text.length : next;
    if (to - from > LONGEST_LINE) return null;
    from = to + 1;
  }
  return { fields, counted: { lines, blank: 1 } };
}

/** Unpacks all, or nothing: what is damaged or cut off is for the reader of files to say. */
function unpacked(bytes: Uint8Array): Buffer | null {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return null;
  try {
    return gunzipSync(bytes, { maxOutputLength: MOST_BYTES });
  } catch {
    return null;
  }
}

/**
 * Unpacks a small object in place when it is just what AWS writes: gzip text, a header, a record a line. Its header is left
 * as a blank line, so that lines keep their numbers. Sending a few kilobytes to another process costs more than their records.
 * @returns null when the file was left as it is.
 */
export async function unpackSmall(path: string, size: number): Promise<Unpacked | null> {
  if (size > SMALL_BYTES) return null;
  const bytes = unpacked(await readFile(path));
  const found = bytes && linesOf(bytes.toString("latin1"));
  if (!bytes || !found) return null;
  await writeFile(path, bytes.subarray(bytes.indexOf(LF)));
  return found;
}
