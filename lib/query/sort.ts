import { findFilterField } from "@/lib/filter/fields";
import { nearest } from "@/lib/filter/nearest";
import { FIELDS, type Field, findField } from "@/lib/flow";
import { QuestionError } from "./errors";
import { absentSql, columnSql } from "./text";

/** One column that records are ordered by: its SQL, how a cursor's value of it is bound, and its direction. */
export interface SortColumn {
  readonly sql: string;
  readonly type: string;
  readonly descending: boolean;
}

/** An order in which no two records are equal. */
export interface Sort {
  /** As written: `-bytes`. */
  readonly name: string;
  readonly columns: readonly SortColumn[];
}

/** The type of columns that hold times. */
export const TIME = "DateTime('UTC')";

const BOUND_TYPE: Readonly<Record<string, string>> = {
  address: "IPv6",
  time: TIME,
  text: "String",
  enum: "String",
};

/** A field's value without NULL, so that it can be compared with a cursor's. */
function valueSql(field: Field): string {
  const column = columnSql(field.column);
  switch (field.kind) {
    case "address":
    case "time":
      return column;
    case "text":
    case "enum":
      return column;
    default:
      return `ifNull(${column}, 0)`;
  }
}

/** Ties, and the order itself when it is by start: it is the order of the table. */
const startColumns = (descending: boolean): SortColumn[] => [
  { sql: "start", type: TIME, descending },
  { sql: "input", type: "UInt32", descending },
  { sql: "line", type: "UInt64", descending },
];

/**
 * Reads a sort: a field by any of its names, `-` in front for descending.
 * Absent values come last, except by start, where they are the earliest. Ties are ordered by start, input and line.
 * @throws QuestionError when there is no such field.
 */
export function parseSort(text: string): Sort {
  const descending = text.startsWith("-");
  const name = text.slice(descending ? 1 : 0).trim();
  const field = findField(name) ?? findField(aliased(name));
  if (!field) {
    const names = FIELDS.map(({ column }) => column);
    const meant = nearest(name, names);
    const hint = meant ? ` Did you mean ${meant}?` : "";
    throw new QuestionError(
      "sort",
      `Records cannot be sorted by "${name}": no field has that name.${hint}`,
      names,
      meant,
    );
  }
  const plain = `${descending ? "-" : ""}${field.column}`;
  if (field.column === "start") return { name: plain, columns: startColumns(descending) };
  const type = BOUND_TYPE[field.kind] ?? "UInt64";
  return {
    name: plain,
    columns: [
      { sql: absentSql(field, columnSql(field.column)), type: "UInt8", descending: false },
      { sql: valueSql(field), type, descending },
      ...startColumns(descending),
    ],
  };
}

/** What an alias of the filter language (`dport`) stands for, when it stands for one column. */
function aliased(name: string): string {
  const columns = findFilterField(name)?.columns ?? [];
  return columns.length === 1 ? (columns[0] ?? "") : "";
}

/** ORDER BY of a sort. */
export function orderBySql(sort: Sort): string {
  return sort.columns.map(({ sql, descending }) => `${sql} ${descending ? "DESC" : "ASC"}`).join(", ");
}
