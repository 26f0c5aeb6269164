/** White space as exports hold it: ASCII blanks, no-break spaces, and byte order marks in mid-text. */
const BLANK = /[\s\u00a0\ufeff\u200b]+/;

/** What is not printable ASCII, and blanks that follow each other. */
const ODD = /[^ -~]| {2}/;

/** Splits a record into its values. */
export function tokensOf(line: string): string[] {
  const tokens = line.split(ODD.test(line) ? BLANK : " ");
  if (tokens[0] === "") tokens.shift();
  if (tokens[tokens.length - 1] === "") tokens.pop();
  return tokens;
}

const ODD_BLANK = /[\u00a0\ufeff\u200b\u2000-\u200a\u202f\u3000]/g;

/** Replaces the blanks that are no ASCII, so that whoever splits on ASCII blanks finds the same values. */
export function plainBlanks(text: string): string {
  return /[\u00a0\ufeff\u2000-\u3000]/.test(text) ? text.replace(ODD_BLANK, " ") : text;
}

export const isBlank = (text: string): boolean => !/[^\s\u00a0\ufeff\u200b]/.test(text);
