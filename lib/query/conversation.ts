import type { Verdict } from "@/lib/diagnose";
import { EMPTY_FILTER } from "@/lib/filter";
import { SqlParams } from "@/lib/sql/params";
import { type Count, countOf, countValue, numberOrNull, type Raw } from "./count";
import { conversationSql, type Ends, toServerSql } from "./ends";
import { askVerdict } from "./evidence-verdict";
import { type LoggedAt, type LoggedInterface, loggedAt, protocolSql } from "./interfaces";
import { limits } from "./limits";
import { lostSql } from "./lost";
import { sumSql, type Totals } from "./measure";
import { met } from "./met";
import type { Asker, Question } from "./question";
import { addressText } from "./record-row";
import { scopeSql } from "./scope";
import { OPENS_SQL, type Sides, sidesOf } from "./sides";
import { type Timeline, timelineOf } from "./timeline";

/** What happened between two addresses. */
export interface ConversationAnswer {
  readonly client: { addr: string; ports: Count };
  readonly server: { addr: string; port: number | null };
  readonly protocol: number | null;
  readonly role: { confidence: "high" | "medium" | "low"; why: string };
  readonly attempts: Count;
  readonly accepted: Count;
  readonly rejected: Count;
  readonly to_server: Totals;
  readonly to_client: Totals;
  readonly first_start: number | null;
  readonly last_end: number | null;
  readonly interfaces: string[];
  /** What each interface logged, from the client's to the server's. */
  readonly path: (Omit<LoggedInterface, "peerSubnet"> & { readonly counted: boolean })[];
  /** Bytes that more than one interface logged, and their share of the conversation's bytes, 0 to 1. */
  readonly logged_twice: { bytes: Count; share: number };
  readonly verdict: Verdict;
  readonly timeline: Timeline;
  readonly at_least: boolean;
  readonly elapsed_ms: number;
}

const totalsSql = (name: string, condition: string): string =>
  (["flows", "bytes", "packets"] as const)
    .map((measure) => `${sumSql(measure, condition)} AS ${name}_${measure}`)
    .join(", ");

const totalsOf = (row: Record<string, Raw>, name: string): Totals => ({
  flows: countOf(row[`${name}_flows`]),
  bytes: countOf(row[`${name}_bytes`]),
  packets: countOf(row[`${name}_packets`]),
});

/** Everything that is counted of a conversation, from the records of some interfaces. */
async function countsOf(
  { engine, signal }: Asker,
  question: Question,
  sides: Sides,
  narrowed: (params: SqlParams) => string[],
): Promise<Record<string, Raw>> {
  const params = new SqlParams();
  const towards = toServerSql(sides, params);
  const scope = scopeSql(question, params, {
    and: [...conversationSql(sides, params), ...narrowed(params)],
  });
  // Only TCP has flags to tell an opening: with other protocols, as without the field, a new port of the client is one.
  const inner = `SELECT ${towards} AS towards, ${OPENS_SQL} AS opens, isNull(tcp_flags) OR ifNull(protocol != 6, 1) AS flagless, action, packets, bytes,
  srcport, dstport, protocol, start, end ${scope}`;
  const sql = `SELECT ${totalsSql("s", "towards")}, ${totalsSql("c", "NOT towards")},
  countIf(towards AND action = 'ACCEPT') AS accepted, countIf(towards AND action = 'REJECT') AS rejected,
  countIf(towards AND opens) + uniqExactIf(ifNull(srcport, 0), towards AND flagless) AS attempts,
  uniqExact(if(towards, srcport, dstport)) AS client_ports,
  if(uniqExact(protocol) = 1, any(protocol), NULL) AS only_protocol,
  nullIf(toUInt32(min(start)), 0) AS first_start, nullIf(toUInt32(max(start)), 0) AS last_start,
  nullIf(toUInt32(max(end)), 0) AS last_end,
  ${lostSql(question, params)} AS lost FROM (${inner})`;
  const { rows } = await engine.query<Record<string, Raw>>(sql, params.values, limits(signal));
  return rows[0] ?? {};
}

/** How many of the conversation's bytes are in the log more than once. */
function loggedTwice({ all, counted }: LoggedAt): { bytes: Count; share: number } {
  const bytesOf = (some: readonly LoggedInterface[]) =>
    some.reduce((sum, one) => sum + countValue(one.to_server.bytes) + countValue(one.to_client.bytes), 0);
  const once = bytesOf(all.filter(({ id }) => counted.includes(id)));
  const again = Math.min(once, bytesOf(all) - once);
  return { bytes: again, share: once > 0 ? again / once : 0 };
}

/** How a conversation is asked for. */
export interface ConversationOptions {
  /** The address to take as the client, in stored form, whatever the records say. */
  readonly client?: string | null;
  /** Count traffic that several interfaces logged once (default), or at each of them. */
  readonly count?: "once" | "interface";
}

/**
 * What happened between two addresses, whichever of them is given first: who is the client and why, what went each
 * way (counted once), how often the client tried and what became of it, and the verdict on it.
 * @throws EngineError
 */
export async function askConversation(
  asker: Asker,
  question: Question,
  ends: Ends,
  { client = null, count = "once" }: ConversationOptions = {},
): Promise<ConversationAnswer> {
  const started = performance.now();
  // Who is who, and the verdict, are judged from all records: a filter may hide the ones that tell.
  const unfiltered = { ...question, filter: EMPTY_FILTER };
  const found = await sidesOf(asker, unfiltered, { ...ends, met: await met(asker, unfiltered, ends) }, client);
  // Without a port asked for, the records of all ports count.
  const sides: Sides = { ...found, port: found.clientPort === undefined ? ends.port : null };
  const logged = await loggedAt(asker, unfiltered, sides, ends.protocol);
  const { all, counted } = logged;
  const narrowed = (params: SqlParams): string[] => [
    ...protocolSql(ends.protocol, params),
    ...(count === "once" && counted.length < all.length
      ? [`interface_id IN ${params.bind(counted, "Array(String)")}`]
      : []),
  ];
  const [row, verdict] = await Promise.all([
    countsOf(asker, question, sides, narrowed),
    askVerdict(asker, unfiltered, { sides, protocol: ends.protocol, logged }),
  ]);
  const first = numberOrNull(row.first_start);
  const timeline = await timelineOf(asker, question, {
    sides,
    first,
    last: numberOrNull(row.last_start),
    narrowed: (params) => [...conversationSql(sides, params), ...narrowed(params)],
  });
  return {
    client: { addr: addressText(sides.client) ?? "", ports: countOf(row.client_ports) },
    server: { addr: addressText(sides.server) ?? "", port: found.port },
    protocol: ends.protocol ?? numberOrNull(row.only_protocol),
    role: { confidence: found.role.confidence, why: found.role.why },
    attempts: countOf(row.attempts),
    accepted: countOf(row.accepted),
    rejected: countOf(row.rejected),
    to_server: totalsOf(row, "s"),
    to_client: totalsOf(row, "c"),
    first_start: first,
    last_end: numberOrNull(row.last_end),
    interfaces: all.flatMap(({ id }) => (id === "" ? [] : [id])).sort(),
    path: all.map(({ peerSubnet, ...one }) => ({ ...one, counted: counted.includes(one.id) })),
    logged_twice: loggedTwice(logged),
    verdict,
    timeline,
    at_least: Number(row.lost) > 0,
    elapsed_ms: performance.now() - started,
  };
}
