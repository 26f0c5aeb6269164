import { SqlParams } from "@/lib/sql/params";
import { type Count, countOf, numberOrNull, type Raw } from "./count";
import { type Grouping, keyColumnsSql, keyNames } from "./grouping";
import { limits } from "./limits";
import type { Asker, Question } from "./question";
import { scopeSql } from "./scope";
import { ABSENT_ADDRESS, addressTextSql } from "./text";

/** Two addresses and the service between them. */
export interface BusiestPair {
  /** Who was refused: the end without the service port; the sender where nothing tells. */
  readonly client: string;
  readonly server: string;
  readonly port: number | null;
  readonly protocol: number | null;
  /** Rejected flow records between the two. */
  readonly flows: Count;
}

/** A key's columns equal values that were read as text; NULL equals NULL. */
function isKey(grouping: Grouping, values: readonly (string | null)[], params: SqlParams): string {
  return values
    .map((value, i) => {
      const column = `k${i}`;
      return value === null ? `isNull(${column})` : `${column} = ${params.bind(value, grouping.types[i] ?? "String")}`;
    })
    .join(" AND ");
}

/**
 * For each key, the two addresses with the most rejected records; ties by text.
 * @param keys stored values of the keys, as text. @param narrowed more conditions, their values bound to the params given.
 * @returns in the order of the keys; null where none has two addresses.
 * @throws EngineError
 */
export async function askBusiest(
  { engine, signal }: Asker,
  question: Question,
  grouping: Grouping,
  keys: readonly (readonly (string | null)[])[],
  narrowed: (params: SqlParams) => string[] = () => [],
): Promise<(BusiestPair | null)[]> {
  if (keys.length === 0) return [];
  const params = new SqlParams();
  const lines = keys.map((values, at) => `${isKey(grouping, values, params)}, ${at + 1}`);
  const scope = scopeSql(question, params, {
    and: ["action = 'REJECT'", `srcaddr != ${ABSENT_ADDRESS}`, `dstaddr != ${ABSENT_ADDRESS}`, ...narrowed(params)],
  });
  const inner = `SELECT ${keyColumnsSql(grouping.branches[0])}, srcaddr, dstaddr, service_port, protocol,
  ifNull(service_port != dstport, 0) AS answer, count() AS refused ${scope}
GROUP BY ${keyNames(grouping)}, srcaddr, dstaddr, service_port, protocol, answer`;
  const sql = `SELECT line, ${addressTextSql("if(answer, dstaddr, srcaddr)")} AS client,
  ${addressTextSql("if(answer, srcaddr, dstaddr)")} AS server, service_port AS port, protocol AS proto, refused
FROM (SELECT *, toUInt16(multiIf(${lines.join(", ")}, 0)) AS line FROM (${inner}))
WHERE line > 0 ORDER BY line, refused DESC, client, server, port, proto LIMIT 1 BY line`;
  const { rows } = await engine.query<Record<string, Raw>>(sql, params.values, limits(signal));
  const at = new Map(rows.map((row) => [Number(row.line) - 1, row]));
  return keys.map((_, index) => {
    const row = at.get(index);
    if (!row) return null;
    return {
      client: String(row.client),
      server: String(row.server),
      port: numberOrNull(row.port),
      protocol: numberOrNull(row.proto),
      flows: countOf(row.refused),
    };
  });
}
