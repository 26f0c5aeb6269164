import { createReadStream } from "node:fs";
import { countNewlines } from "../shapes/io/head";

const LF = 10;

/** The number of lines of a file; a last one without a line end counts. */
export async function countLines(path: string): Promise<number> {
  let lines = 0;
  let last = LF;
  for await (const chunk of createReadStream(path, { highWaterMark: 2 ** 18 })) {
    const bytes = chunk as Buffer;
    lines += countNewlines(bytes);
    last = bytes.at(-1) ?? last;
  }
  return last === LF ? lines : lines + 1;
}
