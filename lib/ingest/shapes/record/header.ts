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
  const words = tokensOf(line.replace(/^[\s\ufeff]*#\s*(fields:\s*)?/i, "")).map(bareWord);
  if (words.length < 2) return null;
  // Every line of a sample is asked: of a record, the first few words tell that it is none.
  const mostUnknown = words.length - Math.max(2, words.length * SHARE);
  const names: string[] = [];
  let unknown = 0;
  for (const word of words) {
    const field = findField(word);
    if (!field && ++unknown > mostUnknown) return null;
    names.push(field ? field.name : word);
  }
  return names;
}

const FIRST_WORDS = /^[\s\ufeff]*(\S+)(?:\s+(\S+))?/;

/** `${version}`, as AWS writes a format, is `version`. */
const bareWord = (word: string): string => (word.startsWith("${") && word.endsWith("}") ? word.slice(2, -1) : word);

/**
 * Cheap test that comes before `readHeader`: may this line be a header at all? Of two words in a header, at least one
 * is a field's name.
 */
export function mayBeHeader(line: string): boolean {
  const match = FIRST_WORDS.exec(line);
  if (!match) return false;
  const [, first = "", second = ""] = match;
  return first.startsWith("#") || mayBeName(first) || mayBeName(second);
}

const mayBeName = (word: string): boolean => /^[A-Za-z$]/.test(word) && findField(bareWord(word)) !== undefined;

export const sameFields = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((name, i) => name === b[i]);
