import type { Readable } from "node:stream";
import { findFilterField } from "@/lib/filter/fields";
import { nearest } from "@/lib/filter/nearest";
import { FIELDS, type Field, findField } from "@/lib/flow";
import { SqlParams } from "@/lib/sql/params";
import { QuestionError } from "./errors";
import { exportLimits } from "./limits";
import type { Asker, Question } from "./question";
import { scopeSql } from "./scope";
import { columnSql, fieldTextSql } from "./text";

/** A file format that records can be downloaded in. */
export type ExportFormat = "csv" | "ndjson" | "parquet";

const ENGINE_FORMAT: Readonly<Record<ExportFormat, string>> = {
  csv: "CSVWithNames",
  ndjson: "JSONEachRow",
  parquet: "Parquet",
};

/**
 * Reads a list of columns, separated by commas; fields by any of their names.
 * @throws QuestionError when a name is no field, or one comes twice.
 */
export function exportColumns(text: string | undefined): readonly Field[] {
  const names = (text ?? "")
    .split(",")
    .map((name) => name.trim())
    .filter(Boolean);
  if (names.length === 0) return FIELDS;
  const fields = names.map((name) => {
    const found = findField(name) ?? findField(findFilterField(name)?.columns[0] ?? "");
    if (found) return found;
    const columns = FIELDS.map(({ column }) => column);
    throw new QuestionError("columns", `No field is named "${name}".`, columns, nearest(name, columns));
  });
  const twice = fields.find((field, i) => fields.indexOf(field) !== i);
  if (twice) throw new QuestionError("columns", `The column ${twice.column} is named twice.`);
  return fields;
}

/** A field as a file holds it: addresses and words as text, times as epoch seconds, absent values NULL. */
function fileValueSql(field: Field, column: string): string {
  switch (field.kind) {
    case "time":
      return `nullIf(toUInt32(${column}), 0)`;
    case "address":
    case "text":
    case "enum":
      return fieldTextSql(field, column);
    default:
      return column;
  }
}

/**
 * Streams the matching records, in order of start, as a file. Absent values are empty in CSV, null in the others.
 * @throws QuestionError for columns that are none; EngineError
 */
export async function askExport(
  { engine, signal }: Asker,
  question: Question,
  options: { readonly format: ExportFormat; readonly columns?: string },
): Promise<Readable> {
  const params = new SqlParams();
  const fields = exportColumns(options.columns);
  const columns = fields.map(
    (field) => `${fileValueSql(field, `one.${columnSql(field.column)}`)} AS ${columnSql(field.column)}`,
  );
  const needed = new Set([...fields.map((field) => columnSql(field.column))]);
  const scope = scopeSql(question, params, { rows: "lines" });
  const sql = `SELECT ${columns.join(", ")} FROM (SELECT ${[...needed].join(", ")} ${scope} ORDER BY start, input, line) AS one`;
  const common = exportLimits(signal);
  const settings = {
    ...common.settings,
    format_csv_null_representation: "",
    output_format_json_quote_64bit_integers: 0,
    output_format_parquet_string_as_string: 1,
  };
  return engine.stream(sql, ENGINE_FORMAT[options.format], params.values, { ...common, settings });
}
