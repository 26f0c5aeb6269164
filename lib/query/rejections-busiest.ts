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

/** Pairs of a key that are looked at when several have equally many records; with more, all are written out. */
const MOST_TIED = 64;
/** With more rejected records than this, pairs are first counted by a hash: writing each out takes twice as long. */
const MANY = 1_000_000;

/** What is asked about: the rows, and the keys whose busiest pair is wanted. */
export interface BusiestOptions {
  readonly grouping: Grouping;
  /** Stored values of the keys, as text. */
  readonly keys: readonly (readonly (string | null)[])[];
  /** More conditions, their values bound to the params given. */
  readonly narrowed?: (params: SqlParams) => string[];
}

const ANSWER = "ifNull(service_port != dstport, 0)";
const HASH = `cityHash64(srcaddr, dstaddr, ifNull(service_port, 0), isNull(service_port), ifNull(protocol, 0), isNull(protocol), ${ANSWER})`;

function scopeOf(question: Question, { narrowed }: BusiestOptions, params: SqlParams): string {
  const more = narrowed?.(params) ?? [];
  const addressed = [`srcaddr != ${ABSENT_ADDRESS}`, `dstaddr != ${ABSENT_ADDRESS}`];
  return scopeSql(question, params, { and: ["action = 'REJECT'", ...addressed, ...more] });
}

const lineSql = ({ grouping, keys }: BusiestOptions, params: SqlParams): string =>
  `toUInt16(multiIf(${keys.map((values, at) => `${isKey(grouping, values, params)}, ${at + 1}`).join(", ")}, 0))`;

/**
 * The hashes of the pairs with the most records of each key, all that have equally many.
 * @returns null when those are too many to be named.
 */
async function busiestHashes(
  { engine, signal }: Asker,
  question: Question,
  options: BusiestOptions,
): Promise<string[] | null> {
  const { grouping } = options;
  const params = new SqlParams();
  const keys = keyNames(grouping);
  const inner = `SELECT ${keyColumnsSql(grouping.branches[0])}, ${HASH} AS hash, toUInt64(count()) AS refused
${scopeOf(question, options, params)} GROUP BY ${keys}, hash`;
  const sql = `SELECT groupArraySorted(${MOST_TIED + 1})((bitNot(refused), hash)) AS best
FROM (SELECT ${lineSql(options, params)} AS line, refused, hash FROM (${inner})) WHERE line > 0 GROUP BY line`;
  const { rows } = await engine.query<{ best: [string, string][] }>(sql, params.values, limits(signal));
  const tied = rows.map(({ best }) => best.filter(([refused]) => refused === best[0]?.[0]).map(([, hash]) => hash));
  return tied.some((hashes) => hashes.length > MOST_TIED) ? null : tied.flat();
}

/**
 * For each key, the two addresses with the most rejected records; ties by text.
 * @param rejected how many rejected records there are, about.
 * @returns in the order of the keys; null where none has two addresses.
 * @throws EngineError
 */
export async function askBusiest(
  asker: Asker,
  question: Question,
  options: BusiestOptions,
  rejected: number,
): Promise<(BusiestPair | null)[]> {
  const { grouping, keys } = options;
  if (keys.length === 0) return [];
  const hashes = rejected > MANY ? await busiestHashes(asker, question, options) : null;
  const params = new SqlParams();
  const only = hashes === null ? "" : ` AND ${HASH} IN ${params.bind(hashes.map(BigInt), "Array(UInt64)")}`;
  const inner = `SELECT ${keyColumnsSql(grouping.branches[0])}, srcaddr, dstaddr, service_port, protocol,
  ${ANSWER} AS answer, count() AS refused ${scopeOf(question, options, params)}${only}
GROUP BY ${keyNames(grouping)}, srcaddr, dstaddr, service_port, protocol, answer`;
  const sql = `SELECT line, ${addressTextSql("if(answer, dstaddr, srcaddr)")} AS client,
  ${addressTextSql("if(answer, srcaddr, dstaddr)")} AS server, service_port AS port, protocol AS proto, refused
FROM (SELECT *, ${lineSql(options, params)} AS line FROM (${inner}))
WHERE line > 0 ORDER BY line, refused DESC, client, server, port, proto LIMIT 1 BY line`;
  const { rows } = await asker.engine.query<Record<string, Raw>>(sql, params.values, limits(asker.signal));
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
