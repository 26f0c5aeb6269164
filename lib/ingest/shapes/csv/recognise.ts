import type { Plan, Sample } from "../plan";
import { askForFormat, type Choice, chooseFormat } from "../record/choose";
import { isRecord } from "../record/fit";
import { isFlowLike } from "../record/flowlike";
import { readHeader } from "../record/header";
import { areRecordNames, hasTrafficName } from "../record/names";
import { RecordTable } from "../record/table";
import { tokensOf } from "../record/tokens";
import { ShapeError } from "../types";
import { type Dialect, findDialect, isMessageName } from "./dialect";
import { readCells, readTable } from "./read";
import { refuseColumns } from "./refuse";
import { RowReader } from "./rows";

/**
 * Recognises a table: a column of whole log lines, or a field in each column, with or without a header; separated
 * by commas, semicolons, tabs or bars.
 * @throws ShapeError for totals that are no records, and "format_needed" for lines whose order cannot be told.
 */
export function recogniseCsv(sample: Sample): Plan | null {
  const dialect = findDialect(sample.lines);
  if (!dialect || (dialect.delimiter === "\t" && isPlainText(sample, dialect))) return null;
  const rows = sampleRows(sample, dialect);
  const column = messageColumn(rows, dialect.header, sample.given);
  if (column >= 0) {
    const header = dialect.header ?? unknownHeader(rows, column);
    return header && !dialect.header
      ? planMessages(sample, { ...dialect, header }, rows.slice(1), column)
      : planMessages(sample, dialect, rows, column);
  }
  return dialect.header ? planColumns(sample, dialect, dialect.header) : planBareCells(sample, dialect, rows);
}

/** Values between tabs and spaces alike are flow-log text, not a table; so is what follows a header with spaces. */
function isPlainText(sample: Sample, { header, headerAt }: Dialect): boolean {
  if (header) return sample.lines.slice(0, headerAt).some((line) => readHeader(line) !== null);
  const choice = sample.lines.some((line) => /\S +\S/.test(line)) ? chooseOrNull(sample) : null;
  return choice !== null && choice.prefix === 0 && choice.share >= 0.5;
}

/** Null also when the order has to be asked for. */
function chooseOrNull(sample: Sample): Choice | null {
  try {
    return chooseFormat(sample.lines, sample.given);
  } catch (error) {
    if (error instanceof ShapeError) return null;
    throw error;
  }
}

function sampleRows(sample: Sample, dialect: Dialect): (readonly string[])[] {
  const reader = new RowReader(dialect.delimiter);
  const from = dialect.headerAt + (dialect.header ? 1 : 0);
  const rows = sample.lines.slice(from).flatMap((text, i) => reader.next(i, text));
  return [...rows, ...(sample.complete ? reader.end() : [])]
    .map((row) => row.cells)
    .filter((cells) => cells.length > 0);
}

/** The column that most often holds a flow-log line; -1 when none does. */
function messageColumn(
  rows: readonly (readonly string[])[],
  header: readonly string[] | null,
  given: readonly string[] | undefined,
): number {
  const hits = new Map<number, number>();
  for (const cells of rows) {
    cells.forEach((cell, i) => {
      if (cell.length < 7 || !/\s/.test(cell)) return;
      if (isFlowLike(cell) || (given && isRecord(tokensOf(cell), given))) hits.set(i, (hits.get(i) ?? 0) + 1);
    });
  }
  const rank = (i: number) => (hits.get(i) ?? 0) + (isMessageName(header?.[i] ?? "") ? 0.5 : 0);
  const [best = -1] = [...hits.keys()].sort((a, b) => rank(b) - rank(a));
  return best >= 0 && (hits.get(best) ?? 0) >= Math.max(1, rows.length * 0.05) ? best : -1;
}

/** The first row, when it names columns in words of its own (`Content`, `RawData`) above a column of log lines. */
function unknownHeader(rows: readonly (readonly string[])[], column: number): readonly string[] | null {
  const [first = []] = rows;
  const names = first.map((cell) => cell.trim());
  const named = names.filter((name) => name !== "");
  return (names[column] ?? "") !== "" && named.length > 1 && named.every((name) => COLUMN_NAME.test(name))
    ? names
    : null;
}

const COLUMN_NAME = /^[A-Za-z_@][\w@./ -]{0,40}$/;

function planMessages(
  sample: Sample,
  dialect: Dialect,
  rows: readonly (readonly string[])[],
  column: number,
): Plan | null {
  // A text whose lines merely hold a comma somewhere has its records in the only cell of most rows.
  if (!dialect.header && rows.filter((cells) => cells.length > 1).length < rows.length / 2) return null;
  const messages = rows.map((cells) => cells[column] ?? "").filter((cell) => cell !== "");
  const choice = chooseFormat(messages, sample.given);
  if (!choice) throw askForFormat(messages) ?? notRecords(dialect.header?.[column]);
  const name = dialect.header?.[column] ?? "";
  return {
    shape: shapeOfMessages(name),
    label: labelOfMessages(name, dialect.header ?? []),
    fields: choice.fields,
    formatSource: choice.source,
    run: (run) => readCells(run, dialect, column, choice),
  };
}

function planColumns(sample: Sample, dialect: Dialect, header: readonly string[]): Plan | null {
  if (!areRecordNames(header)) {
    const refusal = refuseColumns(header);
    if (refusal) throw refusal;
    if (header.some(isMessageName) && header.length > 1 && !hasTrafficName(header)) {
      const question = askForFormat(sample.lines.flatMap((line) => line.split(dialect.delimiter)));
      throw question ?? notRecords(header.find(isMessageName));
    }
    return null;
  }
  const insights = header.some((name) => /^(srcAddr|dstAddr|startTime|interfaceId)$/.test(name));
  return {
    shape: insights ? "insights-csv-fields" : "csv-fields",
    label: insights ? "a Logs Insights CSV with discovered fields" : "a CSV file with a column for each field",
    fields: new RecordTable(header).fields,
    formatSource: null,
    run: (run) => readTable(run, dialect, header),
  };
}

/** No header: the cells themselves may be the values of a record. */
function planBareCells(sample: Sample, dialect: Dialect, rows: readonly (readonly string[])[]): Plan | null {
  // Values between single tabs are flow-log text too; only empty cells need a table.
  if (dialect.delimiter === "\t" && !rows.some((cells) => cells.includes(""))) return null;
  const lines = rows
    .filter((cells) => cells.length > 3)
    .map((cells) => cells.map((cell) => cell.trim().replace(/\s+/g, "%20") || "-").join(" "));
  if (lines.length < rows.length / 2) return null;
  const choice = chooseFormat(lines, sample.given);
  if (!choice || choice.share < 0.1 || choice.prefix > 0) {
    const question = askForFormat(lines);
    if (question) throw question;
    return null;
  }
  return {
    shape: "csv-headerless",
    label: "a CSV file without a header",
    fields: choice.fields,
    formatSource: choice.source,
    run: (run) => readTable(run, { ...dialect, header: null }, choice.fields),
  };
}

function shapeOfMessages(name: string): string {
  if (/^_raw$/i.test(name)) return "splunk-csv";
  if (name.startsWith("@")) return "insights-csv";
  return "csv-messages";
}

function labelOfMessages(name: string, header: readonly string[]): string {
  if (/^_raw$/i.test(name)) return "a Splunk CSV export";
  if (name.startsWith("@")) return "a Logs Insights CSV";
  if (/^message$/i.test(name) && /^timestamp$/i.test(header[0] ?? "")) return "a CloudWatch console CSV";
  return name ? `a CSV file with log lines in the column "${name}"` : "a CSV file with log lines in one column";
}

const notRecords = (column = "message"): ShapeError =>
  new ShapeError(
    "not_flow_log",
    `This is a CSV export of log events, but the column "${column}" holds no flow-log records.`,
  );
