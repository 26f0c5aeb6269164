import type { SqlParams } from "@/lib/sql/params";
import { QuestionError } from "./errors";
import { type Sort, TIME } from "./sort";

/** Where a page ended: the values of the sort's columns in its last record. */
export type CursorValues = readonly (string | number)[];

const toBase64Url = (text: string): string => {
  const bytes = new TextEncoder().encode(text);
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");
};

const fromBase64Url = (text: string): string => {
  const bytes = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
  return new TextDecoder().decode(bytes);
};

/** Writes a cursor: opaque text that goes with its sort only. */
export function printCursor(sort: Sort, values: CursorValues): string {
  return toBase64Url(JSON.stringify([sort.name, ...values]));
}

const DIGITS = /^\d{1,20}$/;
const ADDRESS = /^[0-9a-f:.]{2,45}$/i;

/** Whether a value can be bound as a type, so that a cursor that somebody made up is refused here. */
function fits(value: unknown, type: string): value is string | number {
  if (typeof value !== "string" && typeof value !== "number") return false;
  if (type === "String") return true;
  return (type === "IPv6" ? ADDRESS : DIGITS).test(String(value));
}

/**
 * Reads a cursor.
 * @throws QuestionError when it is none, or of another sort.
 */
export function parseCursor(sort: Sort, text: string): CursorValues {
  let parts: unknown;
  try {
    parts = JSON.parse(fromBase64Url(text));
  } catch {
    parts = null;
  }
  const [name, ...values] = Array.isArray(parts) ? (parts as unknown[]) : [null];
  if (name === null || typeof name !== "string") {
    throw new QuestionError("cursor", "This is no cursor. Give the next_cursor of the page before, unchanged.");
  }
  if (name !== sort.name) {
    throw new QuestionError("cursor", `This cursor goes with sort=${name}. Keep the sort while paging.`, [name]);
  }
  const good = values.filter((value, i) => fits(value, sort.columns[i]?.type ?? "none"));
  if (good.length !== sort.columns.length || values.length !== good.length) {
    throw new QuestionError("cursor", "This is no cursor. Give the next_cursor of the page before, unchanged.");
  }
  return good as (string | number)[];
}

/**
 * The condition that a record comes after a cursor: for columns a, b it is
 * `a > A OR (a = A AND b > B)`, with `a >= A` in front, by which the store skips what is before.
 */
export function afterSql(sort: Sort, values: CursorValues, params: SqlParams): string {
  const bound = sort.columns.map(({ type }, i) => {
    const value = String(values[i]);
    // As a DateTime, small numbers are refused: the engine takes them for a date's digits.
    return type === TIME ? `toDateTime(${params.bind(value, "UInt32")}, 'UTC')` : params.bind(value, type);
  });
  const compare = (i: number, operator: ">" | ">=" | "=") => {
    const column = sort.columns[i];
    const turned = column?.descending ? operator.replace(">", "<") : operator;
    return `${column?.sql} ${turned} ${bound[i]}`;
  };
  const last = sort.columns.length - 1;
  let condition = compare(last, ">");
  for (let i = last - 1; i >= 0; i--) condition = `${compare(i, ">")} OR (${compare(i, "=")} AND (${condition}))`;
  return `${compare(0, ">=")} AND (${condition})`;
}
