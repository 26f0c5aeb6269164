import type { Engine } from "../engine/engine";

/** A column as a table has it. */
export interface Column {
  readonly name: string;
  readonly type: string;
}

const quoted = (name: string): string => `\`${name}\``;

/** Column names as a list in SQL. */
export const namesSql = (columns: readonly Column[]): string => columns.map(({ name }) => quoted(name)).join(", ");

/** Columns as the structure of rows on their way. Types are those that our own statements made. */
export const structureSql = (columns: readonly Column[]): string =>
  columns
    .map(({ name, type }) => `${quoted(name)} ${type}`)
    .join(", ")
    .replaceAll("'", "\\'");

/** The columns of a table, in order; none when there is no such table. @throws EngineError */
export async function columnsOf(engine: Engine, table: string): Promise<Column[]> {
  const { rows } = await engine.query<Column>(
    "SELECT name, type FROM system.columns WHERE database = currentDatabase() AND table = {table:String} ORDER BY position",
    { table },
  );
  return rows;
}

/** How many rows a table has. @throws EngineError */
export async function countOf(engine: Engine, from: string): Promise<number> {
  const { rows } = await engine.query<{ n: string }>(`SELECT count() AS n FROM ${from}`, {}, { maxSeconds: 0 });
  return Number(rows[0]?.n ?? 0);
}
