import { EMPTY_FILTER } from "@/lib/filter";
import { SqlParams } from "@/lib/sql/params";
import type { Raw } from "./count";
import { DIRECTION_SQL, readAddress } from "./ends";
import { QuestionError } from "./errors";
import { limits } from "./limits";
import type { Asker, Question } from "./question";
import { scopeSql } from "./scope";
import { isIPv4Sql } from "./text";

const INTERFACE = /^eni-[\w-]+$/i;

/** An interface's own address: with a direction what the records say, else the one that nearly all of them share. */
async function addressOf(
  { engine, signal }: Asker,
  question: Question,
  id: string,
  ipv6: boolean,
): Promise<string | null> {
  const params = new SqlParams();
  const scope = scopeSql({ ...question, filter: EMPTY_FILTER, from: null, to: null }, params, {
    and: [
      `interface_id = ${params.bind(id, "String")}`,
      `${ipv6 ? "NOT " : ""}(${isIPv4Sql("srcaddr")})`,
      "srcaddr != dstaddr",
    ],
  });
  const sql = `SELECT countIf(dir != '') AS directed, topKIf(1)(if(dir = 'ingress', dstaddr, srcaddr), dir != '')[1] AS own,
  topKArray(2, 3, 'counts')([srcaddr, dstaddr]) AS tops, tops[1].1 AS shared, count() AS total,
  total > 0 AND tops[1].2 >= 0.95 * total AND (length(tops) < 2 OR tops[1].2 > tops[2].2) AS known
FROM (SELECT srcaddr, dstaddr, ${DIRECTION_SQL} AS dir ${scope})`;
  const { rows } = await engine.query<Record<string, Raw>>(
    `SELECT directed, own, shared, known, total FROM (${sql})`,
    params.values,
    limits(signal),
  );
  const [row] = rows;
  if (!row || Number(row.total) === 0) return null;
  if (Number(row.directed) > 0) return String(row.own);
  return Number(row.known) > 0 ? String(row.shared) : null;
}

async function resolve(
  asker: Asker,
  question: Question,
  text: string,
  parameter: string,
  other: string,
): Promise<string> {
  const typed = text.trim();
  if (!INTERFACE.test(typed)) return readAddress(typed, parameter);
  const found = await addressOf(asker, question, typed, other.includes(":"));
  if (found !== null) return found;
  throw new QuestionError(parameter, `The log does not tell the address of ${typed}. Give the address itself.`);
}

/**
 * Reads two ends that are given as addresses or as ids of network interfaces, and which of them is the client.
 * @returns stored addresses; `client` is null when the records decide.
 * @throws QuestionError when one is neither, or an interface's address is not known; EngineError
 */
export async function resolveEnds(
  asker: Asker,
  question: Question,
  ends: { readonly a: string; readonly b: string; readonly client?: string },
): Promise<{ a: string; b: string; client: string | null }> {
  const [a, b] = await Promise.all([
    resolve(asker, question, ends.a, "a", ends.b),
    resolve(asker, question, ends.b, "b", ends.a),
  ]);
  if (!ends.client) return { a, b, client: null };
  const client = ends.client === ends.a ? a : ends.client === ends.b ? b : readAddress(ends.client, "client");
  if (client !== a && client !== b) throw new QuestionError("client", "The client must be one of the two addresses.");
  return { a, b, client };
}
