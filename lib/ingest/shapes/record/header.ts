import { findField } from "@/lib/flow";
import { tokensOf } from "./tokens";

/** The share of known field names that makes a line a header. */
const SHARE = 0.8;

/**
 * Reads a header line: at least two words, four in five of them field names, with dashes or underscores, in any
 * case, after an optional `#`. An unknown word (a field that is newer than this list) stays as it is, in its place.
 * @returns the field names in order, or null when the line is no header.
 */
export function readHeader(line: string): string[] | null {
  if (!/[a-z]/i.test(line.slice(0, 40)) || line.length > 16_384) return null;
  const words = tokensOf(line.replace(/^[\s\ufeff]*#\s*(fields:\s*)?/i, "").replace(/[${}]/g, ""));
  if (words.length < 2) return null;
  let known = 0;
  const names = words.map((word) => {
    const field = findField(word);
    if (field) known += 1;
    return field ? field.name : word;
  });
  return known >= 2 && known >= words.length * SHARE ? names : null;
}

/** Cheap test that comes before `readHeader`: may this line be a header at all? */
export function mayBeHeader(line: string): boolean {
  const start = line.search(/[^\s\ufeff]/);
  if (start < 0) return false;
  if (line[start] === "#" || line[start] === "$") return true;
  const stop = line.slice(start).search(/\s/);
  return stop > 0 && findField(line.slice(start, start + stop)) !== undefined;
}

export const sameFields = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((name, i) => name === b[i]);
