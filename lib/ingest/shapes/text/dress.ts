import { isFlowLike } from "../record/flowlike";

/** Colours, as `aws logs tail --color on` and `grep --color=always` write them (ECMA-48, control sequences). */
const COLOUR = new RegExp(`${"\u001b"}\\[[\\d;]*[A-Za-z]`, "g");
/** What grep puts before a line: the file's name (`-H`, also `s3://…` and `C:\…`), the line's number (`-n`), or both. */
const FOUND_IN = /^(?:(?:[a-z]\w*:\/\/|[A-Za-z]:(?=\\))?[^\s:]*[./\\][^\s:]*:(?:\d+:)?|\d+:)(?=\S)/;
const MOST_LINES = 200;

/**
 * Finds what a terminal or grep put around the lines of a text.
 * @param start the beginning of the text, as Latin-1
 * @returns how whole lines are written without it; null when there is nothing of the kind
 */
export function undress(start: string): ((lines: string) => string) | null {
  const coloured = start.includes("\u001b[");
  const plain = (text: string) => (coloured ? text.replace(COLOUR, "") : text);
  const lines = plain(start)
    .split("\n", MOST_LINES)
    .filter((line) => line.trim() !== "");
  const found = lines.filter((line) => FOUND_IN.test(line));
  const isFound =
    found.length > 0 &&
    found.length >= lines.length * 0.9 &&
    found.filter((line) => isFlowLike(line.replace(FOUND_IN, ""))).length >= lines.length * 0.5 &&
    // A line that begins with an IPv6 address has colons as well.
    found.every((line) => !/^[\da-f]*:[\da-f:]+\s/i.test(line) || /^\d+:\d+\s/.test(line));
  if (!coloured && !isFound) return null;
  const everyFound = new RegExp(FOUND_IN.source, "gm");
  return (text) => (isFound ? plain(text).replace(everyFound, "") : plain(text));
}
