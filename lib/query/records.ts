import { SqlParams } from "@/lib/sql/params";
import { afterSql, parseCursor, printCursor } from "./cursor";
import { limits } from "./limits";
import type { Asker, Question } from "./question";
import { type FlowRecord, type FlowRow, RECORD_COLUMNS_SQL, RECORD_SETTINGS, toRecord } from "./record-row";
import { scopeSql } from "./scope";
import { orderBySql, parseSort } from "./sort";

/** One page of records. */
export interface RecordsAnswer {
  readonly records: FlowRecord[];
  readonly next_cursor: string | null;
  readonly elapsed_ms: number;
}

/**
 * A page of the matching records: all parsed lines. A cursor holds the sort's values of the last record, so that
 * paging gives each record once however many are equal, and costs the same on every page.
 * @throws QuestionError for a sort or a cursor that is none; EngineError
 */
export async function askRecords(
  { engine, signal }: Asker,
  question: Question,
  options: { readonly sort: string; readonly limit: number; readonly cursor?: string },
): Promise<RecordsAnswer> {
  const sort = parseSort(options.sort);
  const params = new SqlParams();
  const after = options.cursor ? [afterSql(sort, parseCursor(sort, options.cursor), params)] : [];
  const scope = scopeSql(question, params, { rows: "lines", and: after });
  const marks = sort.columns.map(({ sql }, i) => `${sql} AS mark${i}`).join(", ");
  const sql = `SELECT ${RECORD_COLUMNS_SQL}, ${marks} ${scope}
ORDER BY ${orderBySql(sort)} LIMIT ${params.bind(options.limit + 1, "UInt32")}`;
  const common = limits(signal);
  const settings = { ...common.settings, ...RECORD_SETTINGS };
  const { rows, stats } = await engine.query<FlowRow>(sql, params.values, { ...common, settings });
  const page = rows.slice(0, options.limit);
  const last = page.at(-1);
  const values = sort.columns.map((_, i) => last?.[`mark${i}`] ?? 0);
  return {
    records: page.map(toRecord),
    next_cursor: rows.length > page.length ? printCursor(sort, values) : null,
    elapsed_ms: stats.elapsedMs,
  };
}
