import { readLines } from "../io/lines";
import type { Run } from "../plan";
import type { Choice } from "../record/choose";
import { fieldOfName } from "../record/names";
import { RecordSink } from "../record/sink";
import { RecordTable } from "../record/table";
import { isBlank, tokensOf } from "../record/tokens";
import { CUT_OFF, TOO_LONG } from "../text/careful";
import type { PrepareEvent } from "../types";
import { type Dialect, separatorLine } from "./dialect";
import { type Row, RowReader } from "./rows";

/** Reads the flow-log line in one column of each row. */
export async function* readCells(
  run: Run,
  dialect: Dialect,
  column: number,
  choice: Choice,
): AsyncGenerator<PrepareEvent> {
  const sink = new RecordSink(run.outbox, choice);
  const name = dialect.header?.[column];
  const width = dialect.header?.length ?? Number.POSITIVE_INFINITY;
  yield* readRows(run, dialect, (row) => {
    const cell =
      row.cells.length > width && column === width - 1
        ? row.cells.slice(column).join(dialect.delimiter)
        : row.cells[column];
    if (cell === undefined) sink.bad(row.line, row.raw, wrongWidth(row, dialect.header?.length));
    else if (name === undefined || cell !== name) sink.message(row.line, cell);
  });
}

/** Reads rows with a field in each column. `names` are the columns'. */
export async function* readTable(run: Run, dialect: Dialect, names: readonly string[]): AsyncGenerator<PrepareEvent> {
  let table = new RecordTable(names);
  let width = names.length;
  let header = names.join("\n");
  run.outbox.writer.setFields(table.fields);
  let last = 0;
  const put = (row: Row, cells: readonly string[]) => {
    last = Math.max(row.line, last + 1);
    run.outbox.writer.put(last, table.line(cells));
  };
  yield* readRows(run, dialect, (row) => {
    const { cells } = row;
    if (cells.every((cell) => cell === "") && cells.length > 0) return;
    if (isHeaderRow(cells)) {
      const again = cells.map((cell) => cell.trim());
      if (again.join("\n") === header) return;
      table = new RecordTable(again);
      width = again.length;
      header = again.join("\n");
      run.outbox.writer.setFields(table.fields);
      return;
    }
    if (cells.length === width) return put(row, cells);
    if (cells.length === width + 1 && cells[width] === "") return put(row, cells);
    const words = tokensOf(row.raw);
    if (words.length === width) return put(row, words);
    last = Math.max(row.line, last + 1);
    run.outbox.unparsed(last, row.raw, wrongWidth(row, width));
  });
}

/** Goes through all rows after the header; lines that can be no row are set aside. */
async function* readRows(run: Run, dialect: Dialect, take: (row: Row) => void): AsyncGenerator<PrepareEvent> {
  const { outbox, limits, state } = run;
  const reader = new RowReader(dialect.delimiter);
  const header = dialect.header?.join("\n");
  let waiting = header !== undefined;
  const pass = (row: Row) => {
    if (row.cells.length === 0) return outbox.unparsed(row.line, row.raw, "a quote is left open");
    if (!waiting) return take(row);
    if (row.cells.map((cell) => cell.trim()).join("\n") === header) waiting = false;
    else if (separatorLine(row.raw) === null) outbox.unparsed(row.line, row.raw, "it stands before the header");
  };
  for await (const batch of readLines(run.source, limits.lineBytes)) {
    for (const { line, text } of batch.tooLong) outbox.unparsed(line, text, TOO_LONG);
    for (let i = 0; i < batch.lines.length; i += 1) {
      const text = batch.lines[i] ?? "";
      if (isBlank(text)) continue;
      if (batch.open && state.truncated) outbox.unparsed(batch.first + i, text, CUT_OFF);
      else for (const row of reader.next(batch.first + i, text)) pass(row);
    }
    yield* outbox.take();
  }
  for (const row of reader.end()) pass(row);
}

/** A row that names fields instead of holding values: the header again, or another one, as in files put together. */
function isHeaderRow(cells: readonly string[]): boolean {
  if (!cells.every((cell) => cell.length <= 40 && /^\s*[@A-Za-z_]/.test(cell))) return false;
  const known = cells.filter((cell) => fieldOfName(cell) !== null).length;
  return known >= 2 && known >= cells.length / 2;
}

const wrongWidth = (row: Row, expected = 0): string => `it has ${row.cells.length} columns instead of ${expected}`;
