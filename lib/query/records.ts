import { SqlParams } from "@/lib/sql/params";
import { afterSql, type CursorValues, parseCursor, printCursor } from "./cursor";
import { limits } from "./limits";
import { pageSpan } from "./page-span";
import { waysOf } from "./pieces";
import type { Asker, Question } from "./question";
import {
  type FlowRecord,
  type FlowRow,
  RECORD_COLUMNS_SQL,
  RECORD_SETTINGS,
  recordColumnsSql,
  toRecord,
} from "./record-row";
import { fromFlows, placeSql, withinSql } from "./scope";
import { orderBySql, parseSort, type Sort } from "./sort";
import { type StoredColumns, storedColumns } from "./stored-columns";

/** Parts come and go while records are imported and merged: then all columns are read. */
const MOST_TRIES = 1;

/** One page of records. */
export interface RecordsAnswer {
  readonly records: FlowRecord[];
  readonly next_cursor: string | null;
  readonly elapsed_ms: number;
}

/** What a page is read from: its order, where the page before ended, and how many records it takes. */
interface Reading {
  readonly sort: Sort;
  readonly cursor: CursorValues | null;
  readonly rows: number;
}

/** What is read of each record. */
const columnsOf = (stored: StoredColumns | null): string =>
  stored === null
    ? RECORD_COLUMNS_SQL
    : `${recordColumnsSql((column) => stored.columns.has(column))}, _part AS in_part`;

/**
 * A host's records are read by each of its sides, which the store finds by an order of its own; the first of both are
 * the first of all.
 */
function readingSql(question: Question, { sort, cursor, rows }: Reading, columns: string, params: SqlParams): string {
  const marks = sort.columns.map(({ sql }, i) => `${sql} AS mark${i}`).join(", ");
  const after = cursor === null ? [] : [afterSql(sort, cursor, params)];
  const place = [...placeSql(question, params), ...withinSql(question, params)];
  const limit = params.bind(rows, "UInt32");
  const ways = waysOf(question, params).map(
    ({ conditions, settings }) => `SELECT ${columns}, ${marks} ${fromFlows([...place, ...conditions, ...after])}
ORDER BY ${orderBySql(sort)} LIMIT ${limit}${settings}`,
  );
  const [only = ""] = ways;
  if (ways.length === 1) return only;
  const order = sort.columns.map(({ descending }, i) => `mark${i} ${descending ? "DESC" : "ASC"}`).join(", ");
  return `SELECT * FROM (${ways.join("\nUNION ALL\n")}) ORDER BY ${order} LIMIT ${limit}`;
}

/** The question from the cursor on, as far as that is a matter of its range. */
function fromCursor(question: Question, { cursor }: Reading, descending: boolean): Question {
  if (cursor === null) return question;
  const start = Number(cursor[0]);
  const { from, to } = question;
  return descending
    ? { ...question, to: to === null ? start + 1 : Math.min(to, start + 1) }
    : { ...question, from: from === null ? start : Math.max(from, start) };
}

/** Reads a page by start from the hours that hold it, where these are known. */
async function readByTime(asker: Asker, question: Question, reading: Reading): Promise<FlowRow[] | null> {
  const [first] = reading.sort.columns;
  if (first?.sql !== "start") return null;
  const { descending } = first;
  const rest = fromCursor(question, reading, descending);
  const span = await pageSpan(asker, rest, { wanted: reading.rows, descending });
  if (span === null) return null;
  const rows = await readPage(asker, { ...rest, ...span }, reading);
  // Records of the cursor's own second that came before it were counted too: then an hour more may be needed.
  return rows.length < reading.rows ? null : rows;
}

async function readColumns(
  { engine, signal }: Asker,
  question: Question,
  reading: Reading,
  stored: StoredColumns | null,
): Promise<FlowRow[]> {
  const params = new SqlParams();
  const common = limits(signal);
  const settings = { ...common.settings, ...RECORD_SETTINGS };
  const sql = readingSql(question, reading, columnsOf(stored), params);
  return (await engine.query<FlowRow>(sql, params.values, { ...common, settings })).rows;
}

/** Reads the columns that are stored. A record of a part that came since may have others: then all is read once more. */
async function readPage(asker: Asker, question: Question, reading: Reading): Promise<FlowRow[]> {
  let stored = await storedColumns(asker);
  for (let tries = 0; ; tries++) {
    const rows = await readColumns(asker, question, reading, stored);
    const unknown = stored && rows.find(({ in_part }) => !stored?.parts.has(String(in_part)));
    if (!unknown) return rows;
    stored = tries < MOST_TRIES ? await storedColumns(asker, String(unknown.in_part)) : null;
  }
}

/**
 * A page of the matching records: all parsed lines. A cursor holds the sort's values of the last record, so that
 * paging gives each record once however many are equal, and costs the same on every page.
 * @throws QuestionError for a sort or a cursor that is none; EngineError
 */
export async function askRecords(
  asker: Asker,
  question: Question,
  options: { readonly sort: string; readonly limit: number; readonly cursor?: string },
): Promise<RecordsAnswer> {
  const started = performance.now();
  const sort = parseSort(options.sort);
  const cursor = options.cursor ? parseCursor(sort, options.cursor) : null;
  const reading: Reading = { sort, cursor, rows: options.limit + 1 };
  const rows = (await readByTime(asker, question, reading)) ?? (await readPage(asker, question, reading));
  const page = rows.slice(0, options.limit);
  const last = page.at(-1);
  const values = sort.columns.map((_, i) => last?.[`mark${i}`] ?? 0);
  return {
    records: page.map(toRecord),
    next_cursor: rows.length > page.length ? printCursor(sort, values) : null,
    elapsed_ms: performance.now() - started,
  };
}
