/** One row: its cells, its text as it stands, and the line that it begins in. */
export interface Row {
  readonly line: number;
  readonly cells: readonly string[];
  readonly raw: string;
}

/** A quoted cell may go over this many lines; beyond, its quote is taken for a stray one. */
const MOST_LINES = 50;

/**
 * Splits a row into cells (RFC 4180). Null when a quote is left open. Text after a closing quote is taken for part of
 * the cell, unless `strict`: then it means that the quote was a stray one, and null is given too.
 */
export function splitRow(text: string, delimiter: string, strict = false): string[] | null {
  if (!text.includes('"')) return text.split(delimiter);
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    let start = at;
    while (text[start] === " " && delimiter !== " ") start += 1;
    if (text[start] !== '"') {
      const stop = text.indexOf(delimiter, at);
      cells.push(stop < 0 ? text.slice(at) : text.slice(at, stop));
      if (stop < 0) return cells;
      at = stop + 1;
      continue;
    }
    let cell = "";
    let from = start + 1;
    for (;;) {
      const quote = text.indexOf('"', from);
      if (quote < 0) return null;
      cell += text.slice(from, quote);
      from = quote + 1;
      if (text[from] !== '"') break;
      cell += '"';
      from += 1;
    }
    const stop = text.indexOf(delimiter, from);
    const rest = (stop < 0 ? text.slice(from) : text.slice(from, stop)).trimEnd();
    if (strict && rest !== "") return null;
    cells.push(cell + rest);
    if (stop < 0) return cells;
    at = stop + 1;
  }
}

/** Puts lines together into rows: a quoted cell may hold line ends. */
export class RowReader {
  private held: { line: number; text: string }[] = [];

  constructor(private readonly delimiter: string) {}

  /** Takes the next line and gives the rows that are whole now. A row with an open quote that never ends has no cells. */
  next(line: number, text: string): Row[] {
    if (this.held.length === 0) {
      const cells = splitRow(text, this.delimiter);
      if (cells) return [{ line, cells, raw: text }];
      this.held.push({ line, text });
      return [];
    }
    this.held.push({ line, text });
    if (text.includes('"')) {
      const raw = this.held.map((one) => one.text).join("\n");
      const cells = splitRow(raw, this.delimiter, true);
      if (cells) {
        const first = this.held[0]?.line ?? line;
        this.held = [];
        return [{ line: first, cells, raw }];
      }
      // Closed, but not where a cell ends: the first line's quote was a stray one.
      if (splitRow(raw, this.delimiter)) return this.giveUp();
    }
    return this.held.length > MOST_LINES ? this.giveUp() : [];
  }

  /** The rows that are left at the end of the file. */
  end(): Row[] {
    const rows: Row[] = [];
    while (this.held.length > 0) rows.push(...this.giveUp());
    return rows;
  }

  /** Sets the first held line aside as broken and reads the others anew. */
  private giveUp(): Row[] {
    const [broken, ...others] = this.held;
    this.held = [];
    const rows: Row[] = broken ? [{ line: broken.line, cells: [], raw: broken.text }] : [];
    for (const { line, text } of others) rows.push(...this.next(line, text));
    return rows;
  }
}
