/** Commands of a POSIX shell, written so that no value can mean anything but itself. */

/** One command: its words, and its options in order. An option without a value is `true`. */
export interface Command {
  readonly words: readonly string[];
  readonly options: readonly (readonly [name: string, value: string | true])[];
}

const PLAIN = /^[A-Za-z0-9_/:=.,@%+-]+$/;

/** Quotes one word (POSIX.1-2024, Shell Command Language, 2.2.2): within single quotes every character is itself. */
export function quote(word: string): string {
  return PLAIN.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** Writes a command, one option a line. */
export function printCommand({ words, options }: Command): string {
  const lines = options.map(([name, value]) => (value === true ? `--${name}` : `--${name} ${quote(value)}`));
  return [words.map(quote).join(" "), ...lines].join(" \\\n  ");
}

/** Writes a line of comment; a line break in it would start a command. */
export function comment(text: string): string {
  return `# ${text.replaceAll(/\s+/g, " ")}`;
}
