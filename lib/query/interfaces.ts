import type { Place } from "@/lib/diagnose";
import { SqlParams } from "@/lib/sql/params";
import { countOf, type Raw } from "./count";
import { conversationSql, DIRECTION_SQL, toServerSql } from "./ends";
import { tellingHours } from "./interfaces-hours";
import { type PlaceEvidence, placesOf } from "./interfaces-place";
import { limits } from "./limits";
import { sumSql, type Totals } from "./measure";
import type { Asker, Question } from "./question";
import { scopeSql, stretchesSql } from "./scope";
import type { Sides } from "./sides";
import { isIPv4Sql } from "./text";
import type { TimeRange } from "./time";

/** One interface that logged a conversation. */
export interface LoggedInterface {
  /** '' stands for records that name none. */
  readonly id: string;
  readonly subnet: string | null;
  readonly place: Place;
  /** The subnet of the interface on the other side, where the log names it (next-hop-subnet-id). */
  readonly peerSubnet: string | null;
  readonly to_server: Totals;
  readonly to_client: Totals;
  /** Records towards the server by action, and back to the client. */
  readonly accepted: number;
  readonly rejected: number;
  readonly replies_accepted: number;
  readonly replies_rejected: number;
  readonly first_start: number | null;
  readonly last_end: number | null;
}

/** The interfaces that logged a conversation, and those whose records are counted. */
export interface LoggedAt {
  readonly all: readonly LoggedInterface[];
  /** The server's own interface where it logged, else the client's, else one: so nothing is counted twice. */
  readonly counted: readonly string[];
}

/** More interfaces than this did not log one conversation. */
const MOST = 200;

/** The condition on a protocol, when there is one. */
export function protocolSql(protocol: number | null, params: SqlParams): string[] {
  return protocol === null ? [] : [`protocol = ${params.bind(protocol, "UInt8")}`];
}

type Row = Record<string, Raw>;

async function rowsOf({ engine, signal }: Asker, question: Question, sides: Sides, protocol: number | null) {
  const params = new SqlParams();
  const towards = toServerSql(sides, params);
  const and = [...conversationSql(sides, params), ...protocolSql(protocol, params)];
  const server = params.bind(sides.server, "IPv6");
  const client = params.bind(sides.client, "IPv6");
  const inner = `SELECT interface_id, subnet_id, instance_id, next_hop_subnet_id, action, packets, bytes, start, end,
  ${towards} AS towards, ${DIRECTION_SQL} AS dir, if(dir = 'ingress', dstaddr, srcaddr) AS own ${scopeSql(question, params, { and })}`;
  const counts = (["ACCEPT", "REJECT"] as const)
    .flatMap((action) => [
      `countIf(towards AND action = '${action}') AS q_${action}`,
      `countIf(NOT towards AND action = '${action}') AS p_${action}`,
    ])
    .join(", ");
  const sums = (["flows", "bytes", "packets"] as const)
    .flatMap((measure) => [
      `${sumSql(measure, "towards")} AS s_${measure}`,
      `${sumSql(measure, "NOT towards")} AS c_${measure}`,
    ])
    .join(", ");
  const sql = `SELECT CAST(interface_id, 'String') AS eni, CAST(max(subnet_id), 'String') AS subnet,
  max(instance_id) != '' AS instance, CAST(maxIf(next_hop_subnet_id, towards), 'String') AS peer_subnet,
  countIf(dir != '') AS directed, countIf(dir != '' AND own = ${server}) AS own_server, countIf(dir != '' AND own = ${client}) AS own_client,
  countIf((dir = 'ingress' AND towards) OR (dir = 'egress' AND NOT towards)) AS server_side,
  countIf((dir = 'egress' AND towards) OR (dir = 'ingress' AND NOT towards)) AS client_side,
  ${counts}, ${sums}, toUInt32(min(start)) AS first, toUInt32(max(end)) AS last
FROM (${inner}) GROUP BY eni ORDER BY count() DESC, eni LIMIT ${MOST}`;
  return (await engine.query<Row>(sql, params.values, limits(signal))).rows;
}

/**
 * In what share of each interface's records, whoever the peer, the two addresses occur.
 * @param hours the time to look at; null for all of the question's.
 */
async function sharesOf(
  { engine, signal }: Asker,
  question: Question,
  sides: Sides,
  enis: readonly string[],
  hours: readonly TimeRange[] | null = null,
): Promise<ReadonlyMap<string, { server: number; client: number }>> {
  const params = new SqlParams();
  const client = params.bind(sides.client, "IPv6");
  const server = params.bind(sides.server, "IPv6");
  const family = `(${isIPv4Sql("srcaddr")}) = (${isIPv4Sql(server)})`;
  const scope = scopeSql(question, params, {
    and: [
      `interface_id IN ${params.bind(enis, "Array(String)")}`,
      family,
      "srcaddr != dstaddr",
      ...(hours === null ? [] : [stretchesSql(hours, params)]),
    ],
  });
  const has = (bound: string) => `countIf(srcaddr = ${bound} OR dstaddr = ${bound})`;
  const sql = `SELECT CAST(interface_id, 'String') AS eni, ${has(server)} AS server, ${has(client)} AS client, count() AS total
${scope} GROUP BY eni`;
  const { rows } = await engine.query<Row>(sql, params.values, limits(signal));
  return new Map(
    rows.map((row) => {
      const total = Math.max(1, Number(row.total));
      return [String(row.eni ?? ""), { server: Number(row.server) / total, client: Number(row.client) / total }];
    }),
  );
}

function placeEvidence(row: Row, shares: ReadonlyMap<string, { server: number; client: number }>): PlaceEvidence {
  const id = String(row.eni ?? "");
  return {
    id,
    directed: Number(row.directed),
    ownServer: Number(row.own_server),
    ownClient: Number(row.own_client),
    serverSide: Number(row.server_side),
    clientSide: Number(row.client_side),
    instance: Number(row.instance) > 0,
    shares: shares.get(id) ?? null,
    requestAccepted: Number(row.q_ACCEPT),
    requestRejected: Number(row.q_REJECT),
    replyAccepted: Number(row.p_ACCEPT),
    replyRejected: Number(row.p_REJECT),
  };
}

/**
 * Where no direction is logged: the shares in hours that tell, where there are many records; in all of the range where those
 * know one peer only; and in the whole log where the range does.
 */
async function sharesWhereNeeded(asker: Asker, question: Question, sides: Sides, rows: readonly Row[]) {
  const all = { ...question, from: null, to: null };
  const ids = rows.filter((row) => Number(row.directed) === 0 && row.eni !== "").map((row) => String(row.eni));
  if (ids.length === 0) return new Map<string, { server: number; client: number }>();
  const hours = await tellingHours(asker, question, ids);
  const shares = new Map(await sharesOf(asker, question, sides, ids, hours));
  const wider = [
    ...(hours === null ? [] : [question]),
    ...(question.from === null && question.to === null ? [] : [all]),
  ];
  for (const place of wider) {
    const alike = ids.filter((id) => shares.get(id)?.server === shares.get(id)?.client);
    if (alike.length === 0) break;
    for (const [id, share] of await sharesOf(asker, place, sides, alike)) shares.set(id, share);
  }
  return shares;
}

const totals = (row: Row, part: string): Totals => ({
  flows: countOf(row[`${part}_flows`]),
  bytes: countOf(row[`${part}_bytes`]),
  packets: countOf(row[`${part}_packets`]),
});

function interfaceOf(row: Row, place: Place): LoggedInterface {
  return {
    id: String(row.eni ?? ""),
    subnet: String(row.subnet ?? "") || null,
    place,
    peerSubnet: String(row.peer_subnet ?? "") || null,
    to_server: totals(row, "s"),
    to_client: totals(row, "c"),
    accepted: Number(row.q_ACCEPT),
    rejected: Number(row.q_REJECT),
    replies_accepted: Number(row.p_ACCEPT),
    replies_rejected: Number(row.p_REJECT),
    first_start: Number(row.first) || null,
    last_end: Number(row.last) || null,
  };
}

/** The interfaces whose records are counted: a conversation that several logged counts once. */
function countedOf(all: readonly LoggedInterface[]): string[] {
  for (const place of ["server", "client"] as const) {
    const found = all.filter((one) => one.place === place).map(({ id }) => id);
    if (found.length > 0) return found;
  }
  return all.slice(0, 1).map(({ id }) => id);
}

/** The order along the way: from the client to the server. */
const ALONG: readonly Place[] = ["client", "middle", "unknown", "server"];

/**
 * Finds the interfaces that logged a conversation, whose each is, and which of them to count. Traffic between two
 * interfaces that are both logged is in the log twice.
 * @throws EngineError
 */
export async function loggedAt(
  asker: Asker,
  question: Question,
  sides: Sides,
  protocol: number | null,
): Promise<LoggedAt> {
  const rows = await rowsOf(asker, question, sides, protocol);
  const shares = await sharesWhereNeeded(asker, question, sides, rows);
  const places = placesOf(
    rows.map((row) => placeEvidence(row, shares)),
    sides,
  );
  const all = rows.map((row) => interfaceOf(row, places.get(String(row.eni ?? "")) ?? "unknown"));
  return {
    all: [...all].sort((a, b) => ALONG.indexOf(a.place) - ALONG.indexOf(b.place)),
    counted: countedOf(all),
  };
}
