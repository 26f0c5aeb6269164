import type { Cell, SubnetEvidence } from "@/lib/diagnose";
import { PORT_PROTOCOLS } from "@/lib/flow/protocols";
import { SqlParams } from "@/lib/sql/params";
import type { Raw } from "./count";
import { DIRECTION_SQL, sentBy } from "./ends";
import type { Service } from "./evidence-services";
import { limits } from "./limits";
import type { Asker, Question } from "./question";
import { scopeSql } from "./scope";
import { addressTextSql } from "./text";

/** A request that an interface of a subnet rejected. */
export interface RejectedAt {
  readonly id: string;
  readonly subnet: string;
  readonly service: Service;
}

type Row = Record<string, Raw>;

/** Interfaces of one subnet that are looked at. */
const MOST = 1000;

/** Its own address: the one that is in nearly all records of an interface, and in more than any other. */
const OWN_SQL = `SELECT interface_id, topK(2, 3, 'counts')(addr) AS tops, count() / 2 AS total,
  if(length(tops) > 0 AND tops[1].2 >= 0.95 * total AND (length(tops) < 2 OR tops[1].2 > tops[2].2), tops[1].1, toIPv6('::')) AS own`;

/** Who asked for the service at each interface of the subnet, and what became of it. */
async function askedAt({ engine, signal }: Asker, question: Question, client: string, at: RejectedAt): Promise<Row[]> {
  const params = new SqlParams();
  const subnet = `subnet_id = ${params.bind(at.subnet, "String")}`;
  const me = sentBy(params.bind(client, "IPv6"));
  const { port, protocol } = at.service;
  const asks = [subnet, `protocol = ${params.bind(protocol, "UInt8")}`];
  if (PORT_PROTOCOLS.includes(protocol)) asks.push(`dstport = ${params.bind(port, "UInt16")}`);
  const owners = `SELECT interface_id, own FROM (${OWN_SQL}
    FROM (SELECT interface_id, arrayJoin([srcaddr, dstaddr]) AS addr ${scopeSql(question, params, { and: [subnet] })}) GROUP BY interface_id)`;
  const read = `SELECT interface_id, srcaddr, dstaddr, action, start, end, packets, bytes, ${me} AS mine, ${DIRECTION_SQL} AS dir
${scopeSql(question, params, { and: asks })}`;
  // Without a direction, a request comes in where its destination is the interface's own address.
  const into = `SELECT r.*, o.own AS own FROM (${read}) AS r LEFT JOIN (${owners}) AS o ON r.interface_id = o.interface_id
WHERE r.dir = 'ingress' OR (r.dir = '' AND (r.mine OR r.dstaddr = o.own))`;
  const sql = `SELECT CAST(interface_id, 'String') AS eni,
  countIf(mine AND action = 'ACCEPT') AS accepted, countIf(mine AND action = 'REJECT') AS rejected,
  ifNull(sumIf(packets, mine AND action = 'ACCEPT'), 0) AS pk, ifNull(sumIf(bytes, mine AND action = 'ACCEPT'), 0) AS b,
  toUInt32(minIf(start, mine AND action = 'ACCEPT')) AS first, toUInt32(maxIf(end, mine AND action = 'ACCEPT')) AS last,
  uniqIf(srcaddr, NOT mine AND action = 'ACCEPT') AS others, ${addressTextSql("anyIf(srcaddr, NOT mine AND action = 'ACCEPT')")} AS other
FROM (${into}) GROUP BY eni ORDER BY accepted + rejected DESC, eni LIMIT ${MOST}`;
  return (await engine.query<Row>(sql, params.values, limits(signal))).rows;
}

const cellOf = (row: Row): Cell => ({
  records: Number(row.accepted),
  packets: Number(row.pk),
  bytes: Number(row.b),
  first: Number(row.first) || null,
  last: Number(row.last) || null,
});

/**
 * What a subnet shows about a service that one of its interfaces rejected.
 * @throws EngineError
 */
export async function subnetOf(
  asker: Asker,
  question: Question,
  client: string,
  at: RejectedAt,
): Promise<SubnetEvidence> {
  const rows = await askedAt(asker, question, client, at);
  const saw = rows.filter((row) => Number(row.accepted) + Number(row.rejected) > 0);
  const other = rows.find((row) => Number(row.others) > 0);
  return {
    sameClientAccepted: saw
      .filter((row) => row.eni !== at.id && Number(row.accepted) > 0)
      .slice(0, 5)
      .map((row) => ({ id: String(row.eni), cell: cellOf(row) })),
    sawClient: saw.length,
    rejectedClient: saw.filter((row) => Number(row.rejected) > 0 && Number(row.accepted) === 0).length,
    otherClients: Math.max(0, ...rows.map((row) => Number(row.others))),
    otherClient: other === undefined ? null : String(other.other),
  };
}

/**
 * The subnet that holds an address: that of an interface whose own address it is.
 * @param address in stored form.
 * @returns null when the log does not tell.
 * @throws EngineError
 */
export async function subnetHolding(
  { engine, signal }: Asker,
  question: Question,
  address: string,
): Promise<string | null> {
  const params = new SqlParams();
  const bound = params.bind(address, "IPv6");
  const scope = scopeSql(question, params, {
    and: [`srcaddr = ${bound} OR dstaddr = ${bound}`, "subnet_id != ''"],
  });
  const sql = `SELECT CAST(subnet_id, 'String') AS subnet, CAST(interface_id, 'String') AS eni,
  countIf(dir != '' AND own = ${bound}) AS owned, countIf(dir = '') AS undirected
FROM (SELECT subnet_id, interface_id, ${DIRECTION_SQL} AS dir, if(dir = 'ingress', dstaddr, srcaddr) AS own ${scope})
GROUP BY subnet, eni ORDER BY owned DESC, undirected DESC, eni LIMIT 50`;
  const { rows } = await engine.query<Row>(sql, params.values, limits(signal));
  const [first] = rows;
  if (first === undefined) return null;
  if (Number(first.owned) > 0) return String(first.subnet);
  const candidates = new Map(
    rows.filter((row) => Number(row.undirected) > 0).map((row) => [String(row.eni), String(row.subnet)]),
  );
  if (candidates.size === 0) return null;
  const owners = new SqlParams();
  const enis = owners.bind([...candidates.keys()], "Array(String)");
  const inner = scopeSql(question, owners, { and: [`interface_id IN ${enis}`] });
  const ownSql = `SELECT CAST(interface_id, 'String') AS eni FROM (${OWN_SQL}
  FROM (SELECT interface_id, arrayJoin([srcaddr, dstaddr]) AS addr ${inner}) GROUP BY interface_id)
WHERE own = ${owners.bind(address, "IPv6")} LIMIT 1`;
  const own = (await engine.query<Row>(ownSql, owners.values, limits(signal))).rows[0];
  return own === undefined ? null : (candidates.get(String(own.eni)) ?? null);
}
