/** The statements behind a time series. A cell is one bucket of one line. */

import { SqlParams } from "@/lib/sql/params";
import { bucketSql } from "./bucket";
import { exact, type Raw } from "./count";
import { type Grouping, keyColumnsSql, keyNames } from "./grouping";
import { limits } from "./limits";
import { type Measure, sumSql } from "./measure";
import type { Asker, Question } from "./question";
import { scopeSql } from "./scope";
import { rankedSql } from "./top-sql";

/** The value of one bucket: `t` is its start. */
export interface Cell {
  readonly t: number;
  readonly value: bigint;
}

/** A key that gets a line of its own: its text, and the stored values to find its records by. */
export interface LineKey {
  readonly text: string | null;
  readonly stored: readonly (string | null)[];
}

interface CellRow {
  readonly t: Raw;
  readonly v: Raw;
  readonly key?: string | null;
  readonly line?: Raw;
}

const cellOf = (row: CellRow): Cell => ({ t: Number(row.t), value: exact(row.v) });

/** Nothing is split: one value for each bucket. */
export async function wholeCells(
  { engine, signal }: Asker,
  question: Question,
  measure: Measure,
  interval: number,
): Promise<Cell[]> {
  const params = new SqlParams();
  const sql = `SELECT ${bucketSql(interval)} AS t, ${sumSql(measure)} AS v ${scopeSql(question, params)} GROUP BY t`;
  const { rows } = await engine.query<CellRow>(sql, params.values, limits(signal));
  return rows.map(cellOf);
}

/** Split by a key that has only a few values: one scan, all keys. */
export async function groupedCells(
  { engine, signal }: Asker,
  question: Question,
  {
    grouping,
    measure,
    interval,
  }: { readonly grouping: Grouping; readonly measure: Measure; readonly interval: number },
): Promise<Map<string | null, Cell[]>> {
  const params = new SqlParams();
  const keys = keyNames(grouping);
  const inner = `SELECT ${bucketSql(interval)} AS t, ${keyColumnsSql(grouping.branches[0])}, ${sumSql(measure)} AS v
${scopeSql(question, params)} GROUP BY t, ${keys}`;
  const sql = `SELECT t, ${grouping.text} AS key, v FROM (${inner})`;
  const { rows } = await engine.query<CellRow>(sql, params.values, limits(signal));
  const cells = new Map<string | null, Cell[]>();
  for (const row of rows) {
    const key = row.key ?? null;
    const line = cells.get(key);
    if (line) line.push(cellOf(row));
    else cells.set(key, [cellOf(row)]);
  }
  return cells;
}

/** The keys with the most of a measure, in order: what `askTop` would list. */
export async function rankedKeys(
  { engine, signal }: Asker,
  question: Question,
  { grouping, measure, limit }: { readonly grouping: Grouping; readonly measure: Measure; readonly limit: number },
): Promise<LineKey[]> {
  const params = new SqlParams();
  const most = params.bind(limit, "UInt32");
  const stored = grouping.types.map((_, i) => `toString(k${i}) AS s${i}`).join(", ");
  const ranked = rankedSql(grouping, question, params, measure, most);
  const sql = `SELECT ${grouping.text} AS key, ${stored} FROM (${ranked}) ORDER BY v DESC, key ASC NULLS LAST`;
  const { rows } = await engine.query<Record<string, string | null>>(sql, params.values, limits(signal));
  return rows.map((row) => ({
    text: row.key ?? null,
    stored: grouping.types.map((_, i) => row[`s${i}`] ?? null),
  }));
}

/** An expression over a branch's key that is the number of the line, from 1, or 0 for the rest. */
function lineSql(grouping: Grouping, columns: readonly string[], keys: readonly LineKey[], params: SqlParams): string {
  if (keys.length === 0) return "toUInt8(0)";
  const cases = keys.map(({ stored }, i) => {
    const equal = stored.map((value, k) => {
      const column = columns[k] ?? "";
      return value === null ? `isNull(${column})` : `${column} = ${params.bind(value, grouping.types[k] ?? "String")}`;
    });
    return `${equal.join(" AND ")}, ${i + 1}`;
  });
  return `toUInt8(multiIf(${cases.join(", ")}, 0))`;
}

/** Split by keys that are known: a line for each, and the rest. */
export async function splitCells(
  { engine, signal }: Asker,
  question: Question,
  options: {
    readonly grouping: Grouping;
    readonly measure: Measure;
    readonly interval: number;
    readonly keys: readonly LineKey[];
  },
): Promise<{ cells: Map<string | null, Cell[]>; rest: Cell[] }> {
  const { grouping, measure, interval, keys } = options;
  const params = new SqlParams();
  const parts = grouping.branches.map((branch) => {
    const line = lineSql(grouping, branch.columns, keys, params);
    const scope = scopeSql(question, params, { and: branch.where ? [branch.where] : [] });
    return `SELECT ${bucketSql(interval)} AS t, ${line} AS line, ${sumSql(measure)} AS v ${scope} GROUP BY t, line`;
  });
  const { rows } = await engine.query<CellRow>(parts.join("\nUNION ALL\n"), params.values, limits(signal));
  const cells = new Map<string | null, Cell[]>(keys.map(({ text }) => [text, []]));
  const rest: Cell[] = [];
  for (const row of rows) {
    const key = keys[Number(row.line) - 1];
    const into = key ? cells.get(key.text) : rest;
    into?.push(cellOf(row));
  }
  return { cells, rest };
}
