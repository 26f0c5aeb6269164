import { areRecordNames } from "../record/names";
import { isObject, type Members } from "./path";

/**
 * Results of queries, written as rows of cells: Athena's get-query-results names the columns in the first row, others
 * name them beside the rows.
 */

/** The cells of a row: an array of plain values, or `{ Data: [{ VarCharValue }, …] }`. Null for anything else. */
export function cellsOf(row: unknown): readonly unknown[] | null {
  if (Array.isArray(row)) return row.every((cell) => typeof cell !== "object" || cell === null) ? row : null;
  if (!isObject(row) || !Array.isArray(row.Data)) return null;
  return row.Data.every((cell) => isObject(cell)) ? row.Data.map((cell: Members) => cell.VarCharValue ?? null) : null;
}

/** The names in the first of several rows, when they are those of records. */
export function headOf(rows: readonly unknown[]): readonly string[] | null {
  const cells = rows.length > 0 ? cellsOf(rows[0]) : null;
  return cells ? namesOf(cells) : null;
}

/** Rows of an object that names its columns in a list beside them. */
export function tableIn(
  value: Members,
): { readonly key: string; readonly rows: readonly unknown[]; readonly names: readonly string[] } | null {
  const lists = Object.entries(value).filter((entry): entry is [string, unknown[]] => Array.isArray(entry[1]));
  if (lists.length < 2) return null;
  const named = lists.map(([, list]) => namesOf(list.map(nameOf))).find((names) => names !== null);
  const rows = lists.find(([, list]) => Array.isArray(list[0]) && list[0].length === named?.length);
  return named && rows && !headOf(rows[1]) ? { key: rows[0], rows: rows[1], names: named } : null;
}

function nameOf(column: unknown): unknown {
  return isObject(column) ? (column.name ?? column.Name) : column;
}

function namesOf(cells: readonly unknown[]): readonly string[] | null {
  const names = cells.filter((cell) => typeof cell === "string");
  return names.length >= 3 && names.length === cells.length && areRecordNames(names) ? names : null;
}
