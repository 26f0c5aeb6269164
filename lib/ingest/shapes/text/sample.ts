import { decodeText } from "../io/lines";
import { isBlank } from "../record/tokens";

const LF = 10;
const MOST_LINES = 2000;

/** The first whole lines that are neither blank nor over `lineBytes`; the last one only when the text ends there. */
export function sampleLines(bytes: Buffer, complete: boolean, lineBytes: number): string[] {
  const lines: string[] = [];
  for (let from = 0; from < bytes.length && lines.length < MOST_LINES; ) {
    const stop = bytes.indexOf(LF, from);
    if (stop < 0 && !complete) break;
    const end = stop < 0 ? bytes.length : stop;
    if (end - from <= lineBytes) {
      const line = decodeText(bytes.subarray(from, end));
      if (!isBlank(line)) lines.push(line);
    }
    from = end + 1;
  }
  return lines;
}
