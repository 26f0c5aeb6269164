/** Which addresses an interface has, and whether an address is an interface's own. AWS's records do not say it outright. */

import { EMPTY_FILTER } from "@/lib/filter";
import { SqlParams } from "@/lib/sql/params";
import type { Raw } from "./count";
import { type HostKeys, hostBranches } from "./host-rows";
import { limits } from "./limits";
import type { Asker, Question } from "./question";
import { scopeSql } from "./scope";
import { type SumsBranch, sumsSelect } from "./sums";
import { ABSENT_ADDRESS } from "./text";

/** Without flow-direction: an address is an interface's own when so many of its records have it at one end, ... */
export const OWN_SHARE = 0.9;
/** ... whoever of at least so many peers is at the other. */
export const OWN_PEERS = 2;
const MOST_ADDRESSES = 50;

interface AddressRow {
  readonly addr: string;
  readonly flows: Raw;
  readonly peers: Raw;
  readonly total: Raw;
}

/**
 * The addresses of an interface, those of most records first. With flow-direction, what left it came from them and what
 * entered went to them. Without, the address that nearly all records of an interface with two or more peers share.
 * @returns stored addresses. @throws EngineError
 */
export async function ownAddresses(
  { engine, signal }: Asker,
  question: Question,
  interfaceId: string,
): Promise<{ readonly addrs: string[]; readonly directed: boolean }> {
  const place: Question = { ...question, filter: EMPTY_FILTER };
  const params = new SqlParams();
  const eni = params.bind(interfaceId, "String");
  const scope = scopeSql(place, params, { and: [`interface_id = ${eni}`, "flow_direction != ''"] });
  const directed = await engine.query<AddressRow>(
    `SELECT toString(if(flow_direction = 'egress', srcaddr, dstaddr)) AS addr, count() AS flows ${scope}
GROUP BY addr ORDER BY flows DESC, addr LIMIT ${MOST_ADDRESSES}`,
    params.values,
    limits(signal),
  );
  if (directed.rows.length > 0) return { addrs: directed.rows.map(({ addr }) => addr), directed: true };
  const plain = new SqlParams();
  const eniAgain = plain.bind(interfaceId, "String");
  const ends = (own: string, peer: string, more: string[] = []) =>
    `SELECT ${own} AS own, ${peer} AS peer ${scopeSql(place, plain, { and: [`interface_id = ${eniAgain}`, ...more] })}`;
  const { rows } = await engine.query<AddressRow>(
    `SELECT toString(own) AS addr, count() AS flows, uniqCombined64(peer) AS peers,
  (SELECT count() ${scopeSql(place, plain, { and: [`interface_id = ${eniAgain}`] })}) AS total
FROM (${ends("srcaddr", "dstaddr")} UNION ALL ${ends("dstaddr", "srcaddr", ["dstaddr != srcaddr"])})
WHERE own != ${ABSENT_ADDRESS} GROUP BY own ORDER BY flows DESC, addr LIMIT 3`,
    plain.values,
    limits(signal),
  );
  const own = rows.filter(
    (row) => Number(row.flows) >= OWN_SHARE * Number(row.total) && Number(row.peers) >= OWN_PEERS,
  );
  return { addrs: own.map(({ addr }) => addr), directed: false };
}

/** By the interface that logged it. */
const BY_LOGGER: HostKeys = { columns: () => ["interface_id"], uses: ["srcaddr", "dstaddr", "interface_id"] };

/** So many flow records that `branches` count, by interface. */
async function flowsOf(
  { engine, signal }: Asker,
  question: Question,
  interfaceIds: readonly string[],
  branchesOf: (params: SqlParams) => readonly SumsBranch[],
): Promise<Map<string, number>> {
  const params = new SqlParams();
  const sums = sumsSelect(question, params, {
    branches: branchesOf(params),
    columns: ["interface_id"],
    measures: ["flows"],
    and: () => [`interface_id IN ${params.bind(interfaceIds, "Array(String)")}`],
  });
  const sql = `SELECT CAST(k0, 'String') AS eni, sum(one.flows) AS flows FROM (${sums}) AS one GROUP BY eni`;
  const { rows } = await engine.query<{ eni: string; flows: Raw }>(sql, params.values, limits(signal));
  return new Map(rows.map(({ eni, flows }) => [eni, Number(flows)]));
}

/**
 * Of some interfaces, the share of their records that an address has a part in.
 * @param addr in stored form. @throws EngineError
 */
export async function sharesOf(
  asker: Asker,
  question: Question,
  addr: string,
  interfaceIds: readonly string[],
): Promise<Map<string, number>> {
  if (interfaceIds.length === 0) return new Map();
  const place: Question = { ...question, filter: EMPTY_FILTER };
  const [all, part] = await Promise.all([
    flowsOf(asker, place, interfaceIds, () => [{ columns: ["interface_id"] }]),
    flowsOf(asker, place, interfaceIds, (params) => hostBranches(addr, params, BY_LOGGER)),
  ]);
  return new Map([...all].map(([eni, flows]) => [eni, (part.get(eni) ?? 0) / Math.max(1, flows)]));
}
