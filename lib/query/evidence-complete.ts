import type { Completeness } from "@/lib/diagnose";
import { SqlParams } from "@/lib/sql/params";
import type { Raw } from "./count";
import { limits } from "./limits";
import type { Asker, Question } from "./question";
import { scopeSql } from "./scope";

/** Start and end may be up to a minute off, so what lies this near overlaps. */
const OFF = 60;
/** No aggregation interval is longer than ten minutes; a SKIPDATA line may stand for more than one. */
const LONGEST = 3600;

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

/** Whether an interface's log has a record with an action: in the range, else anywhere. */
async function hasAction({ engine, signal }: Asker, question: Question, eni: string, action: "ACCEPT" | "REJECT") {
  for (const place of [question, { ...question, from: null, to: null }]) {
    const params = new SqlParams();
    const scope = scopeSql(place, params, {
      and: [`interface_id = ${params.bind(eni, "String")}`, `action = '${action}'`],
    });
    const { rows } = await engine.query(`SELECT 1 AS found ${scope} LIMIT 1`, params.values, limits(signal));
    if (rows.length > 0) return true;
    if (question.from === null && question.to === null) return false;
  }
  return false;
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
  const [skipped, accepts, rejects] = await Promise.all([
    skippedAt(asker, question, eni, span.first, span.last),
    hasAction(asker, question, eni, "ACCEPT"),
    hasAction(asker, question, eni, "REJECT"),
  ]);
  return { skipped, actions: [...(accepts ? (["ACCEPT"] as const) : []), ...(rejects ? (["REJECT"] as const) : [])] };
}
