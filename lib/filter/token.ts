import { FilterMistake } from "./error";

/** A word of the filter text, unquoted, that knows where it stands and how to complain about itself. */
export interface Token {
  /** What it says, without quotes and backslashes. */
  readonly text: string;
  /** What it says, cut where stars stand outside quotes. Without any, the only piece is `text`. */
  readonly pieces: readonly string[];
  /** True when some of it stands in quotes. */
  readonly quoted: boolean;
  readonly raw: string;
  readonly from: number;
  readonly to: number;
}

/** Takes a raw word apart: text and quoted parts (`"` and `\` are escaped by `\`) may follow each other directly. */
export function readToken(raw: string, from: number): Token {
  const pieces = [""];
  const add = (letter: string) => {
    pieces[pieces.length - 1] += letter;
  };
  let text = "";
  let inQuotes = false;
  for (let at = 0; at < raw.length; at++) {
    let letter = raw[at] ?? "";
    if (letter === '"') {
      inQuotes = !inQuotes;
      continue;
    }
    const next = raw[at + 1];
    if (inQuotes && letter === "\\" && (next === '"' || next === "\\")) {
      letter = next;
      at++;
    }
    text += letter;
    if (letter === "*" && !inQuotes) pieces.push("");
    else add(letter);
  }
  return { text, pieces, quoted: raw.includes('"'), raw, from, to: from + raw.length };
}

/** A part of a token: from the character `at` on, `length` characters. Only exact for tokens without quotes. */
export function partOf(token: Token, at: number, length: number): Token {
  if (token.quoted) return { ...token, text: token.text.slice(at, at + length) };
  return readToken(token.raw.slice(at, at + length), token.from + at);
}

/** What to say about a token that is wrong. */
export interface Complaint {
  readonly expected?: readonly string[];
  readonly suggestion?: string;
}

/** The mistake that a token is. */
export function mistake(
  token: Pick<Token, "raw" | "from" | "to">,
  message: string,
  { expected = [], suggestion }: Complaint = {},
): FilterMistake {
  return new FilterMistake({
    message,
    from: token.from,
    to: token.to,
    found: token.raw,
    expected,
    ...(suggestion === undefined ? {} : { suggestion }),
  });
}

/** How many characters of a value an error message repeats. */
const SHOWN = 60;

/** A value as an error message shows it: in curly quotes, cut when it is long. */
export function shown(text: string): string {
  return text.length > SHOWN ? `“${text.slice(0, SHOWN)}…”` : `“${text}”`;
}

const PLAIN = /^[^\s()":=<>!*\\][^\s()"*\\]*$/u;

/** Writes a text so that it is read back as it is: in quotes when it holds anything special. */
export function quote(text: string): string {
  if (PLAIN.test(text) && !/^(and|or|not|-)$/i.test(text)) return text;
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}
