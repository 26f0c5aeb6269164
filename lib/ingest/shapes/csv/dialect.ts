import { fieldOfName, isTimeName } from "../record/names";
import { splitRow } from "./rows";

const DELIMITERS = [",", ";", "\t", "|"];

/** Names of columns that hold whole log lines. */
const MESSAGE =
  /^(@?message|_raw|raw|body|log|line|event|text|event[._]original|@raw|log_line|raw_log|msg|_source\.(message|event\.original))$/i;

export const isMessageName = (name: string): boolean => MESSAGE.test(name.trim());

/** A CSV's delimiter and, where it has one, its header. */
export interface Dialect {
  readonly delimiter: string;
  readonly header: readonly string[] | null;
  /** Where the header stands among the lines looked at; the first row when there is none. */
  readonly headerAt: number;
}

/** `sep=;`, which Excel puts first. */
export const separatorLine = (line: string): string | null => /^"?sep=(.)"?\s*$/i.exec(line)?.[1] ?? null;

/** Finds delimiter and header. Null when the lines are no table. */
export function findDialect(lines: readonly string[]): Dialect | null {
  const declared = separatorLine(lines[0] ?? "");
  const delimiters = declared ? [declared] : DELIMITERS;
  for (let at = declared ? 1 : 0; at < Math.min(lines.length, 6); at += 1) {
    const header = bestHeader(lines[at] ?? "", delimiters);
    if (header) return { ...header, headerAt: at };
  }
  const delimiter = delimiters.find((one) => usualWidth(lines, one) >= 2);
  return delimiter ? { delimiter, header: null, headerAt: declared ? 1 : 0 } : null;
}

function bestHeader(line: string, delimiters: readonly string[]): { delimiter: string; header: string[] } | null {
  let best: { delimiter: string; header: string[] } | null = null;
  let most = 0;
  for (const delimiter of delimiters) {
    const cells = splitRow(line, delimiter)?.map((cell) => cell.trim());
    if (!cells || cells.some((cell) => cell.length > 200)) continue;
    const known = cells.filter((cell) => fieldOfName(cell) !== null || isMessageName(cell) || isTimeName(cell)).length;
    const enough = cells.length === 1 ? isMessageName(cells[0] ?? "") : cells.some(isColumnName) && known > 0;
    if (enough && known > most) {
      most = known;
      best = { delimiter, header: cells };
    }
  }
  return best;
}

const isColumnName = (cell: string): boolean => fieldOfName(cell) !== null || isMessageName(cell);

/** How many cells most rows have. */
function usualWidth(lines: readonly string[], delimiter: string): number {
  const widths = new Map<number, number>();
  for (const line of lines.slice(0, 200)) {
    const width = splitRow(line, delimiter)?.length ?? 0;
    widths.set(width, (widths.get(width) ?? 0) + 1);
  }
  const [width = 0] = [...widths].sort((a, b) => b[1] - a[1])[0] ?? [];
  return width;
}
