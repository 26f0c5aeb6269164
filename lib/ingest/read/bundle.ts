import { open, readFile } from "node:fs/promises";
import { countNewlines } from "../shapes/io/head";
import type { LinesFile } from "./parse-sql";

/** Files that are read side by side. */
const AT_ONCE = 16;
const LF = 10;
const LINE_END = Buffer.of(LF);

/**
 * Writes the lines of small files into one, one file after the other. The engine makes a block of records of each file that
 * it reads; with a hundred lines in each, the blocks would cost more than the records.
 * @param path a free path.
 * @returns the files that have lines, with the exact count of them.
 */
export async function makeBundle(files: readonly LinesFile[], path: string): Promise<LinesFile[]> {
  const held: LinesFile[] = [];
  const bundle = await open(path, "w", 0o600);
  try {
    for (let at = 0; at < files.length; at += AT_ONCE) {
      const some = files.slice(at, at + AT_ONCE);
      const texts = await Promise.all(some.map((file) => readFile(file.path)));
      const parts: Buffer[] = [];
      for (const [n, file] of some.entries()) {
        const text = texts[n] ?? Buffer.alloc(0);
        if (text.length === 0) continue;
        const isEnded = text.at(-1) === LF;
        parts.push(text, ...(isEnded ? [] : [LINE_END]));
        held.push({ ...file, lines: countNewlines(text) + (isEnded ? 0 : 1) });
      }
      const all = Buffer.concat(parts);
      for (let done = 0; done < all.length; ) done += (await bundle.write(all, done)).bytesWritten;
    }
  } finally {
    await bundle.close();
  }
  return held;
}
