import type { Completeness } from "@/lib/diagnose";
import { SqlParams } from "@/lib/sql/params";
import type { Raw } from "./count";
import { limits } from "./limits";
import type { Asker, Question } from "./question";
import { scopeSql } from "./scope";
import { sumsSelect } from "./sums";

/** Start and end may be up to a minute off, so what lies this near overlaps. */
const OFF = 60;
/** No aggregation interval is longer than ten minutes; a SKIPDATA line may stand for more than one. */
const LONGEST = 3600;
const ACTIONS = ["ACCEPT", "REJECT"] as const;

async function skippedAt({ engine, signal }: Asker, question: Question, eni: string, first: number, last: number) {
  const params = new SqlParams();
  const scope = scopeSql({ ...question, from: first - LONGEST, to: last + OFF + 1 }, params, {
    rows: "lines",
    and: [
      `interface_id = ${params.bind(eni, "String")}`,
      "log_status = 'SKIPDATA'",
      `end >= toDateTime(${params.bind(first - OFF, "UInt32")}, 'UTC')`,
    ],
  });
  const sql = `SELECT toUInt32(start) AS s, toUInt32(end) AS e ${scope} ORDER BY start, end LIMIT 20`;
  const { rows } = await engine.query<Record<string, Raw>>(sql, params.values, limits(signal));
  return rows.map((row) => ({ from: Number(row.s), to: Number(row.e) }));
}

/** The actions that an interface's log holds at all, in the range or not. */
async function actionsOf({ engine, signal }: Asker, question: Question, eni: string): Promise<Completeness["actions"]> {
  const params = new SqlParams();
  const sums = sumsSelect({ ...question, from: null, to: null }, params, {
    columns: ["interface_id"],
    byAction: true,
    measures: ["flows"],
    and: () => [`interface_id = ${params.bind(eni, "String")}`],
  });
  const sql = `SELECT DISTINCT CAST(action, 'String') AS action FROM (${sums})`;
  const { rows } = await engine.query<{ action: string }>(sql, params.values, limits(signal));
  return ACTIONS.filter((one) => rows.some(({ action }) => action === one));
}

/**
 * Whether an interface's log could have held a record that is absent: SKIPDATA lines near the conversation, and the actions
 * that its log holds at all.
 * @param span the conversation's first start and last end.
 * @throws EngineError
 */
export async function completenessOf(
  asker: Asker,
  question: Question,
  eni: string,
  span: { readonly first: number; readonly last: number },
): Promise<Completeness> {
  const [skipped, actions] = await Promise.all([
    skippedAt(asker, question, eni, span.first, span.last),
    actionsOf(asker, question, eni),
  ]);
  return { skipped, actions };
}
