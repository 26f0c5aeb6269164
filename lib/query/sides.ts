import { SqlParams } from "@/lib/sql/params";
import { numberOrNull, type Raw } from "./count";
import { type Ends, endsSql, type Met } from "./ends";
import { limits } from "./limits";
import type { Asker, Question } from "./question";
import { decideRole, type Role, type SideEvidence } from "./role";
import { scopeSql } from "./scope";

/** Who is who in a conversation. */
export interface Sides {
  /** Stored addresses. */
  readonly client: string;
  readonly server: string;
  /** The server's port: the one asked for, else the one most records go to; null for protocols without ports. */
  readonly port: number | null;
  /** The port asked for, where it turned out to be the client's. */
  readonly clientPort?: number | undefined;
  readonly role: Role;
  readonly met?: Met | null | undefined;
  /** True when there is no record between the two. */
  readonly empty: boolean;
}

/** TCP flag bits 2 and 16: SYN without ACK opens, SYN with ACK answers. */
export const OPENS_SQL = "ifNull(bitAnd(tcp_flags, 18) = 2, 0)";
const ANSWERS_SQL = "ifNull(bitAnd(tcp_flags, 18) = 18, 0)";

/** What the records say about one side, as columns named `a_…` or `b_…`. */
function sideSql(name: "a" | "b", sends: string, asked: string | null): string {
  const port = `if(${sends}, srcport, dstport)`;
  return [
    `countIf(${sends}) AS ${name}_sent`,
    `countIf(${sends} AND ${OPENS_SQL}) AS ${name}_syn`,
    `countIf(${sends} AND ${ANSWERS_SQL}) AS ${name}_syn_ack`,
    `groupUniqArrayIf(20)(interface_id, ${sends} AND action = 'ACCEPT') AS ${name}_passed`,
    `groupUniqArrayIf(20)(interface_id, ${sends} AND action = 'REJECT') AS ${name}_refused`,
    `nullIf(toUInt32(minIf(start, ${sends})), 0) AS ${name}_first`,
    `uniqExact(${port}) AS ${name}_ports`,
    `arrayElementOrNull(topK(1)(${port}), 1) AS ${name}_port`,
    `${asked === null ? "0" : `countIf(${port} = ${asked}) > 0`} AS ${name}_asked`,
  ].join(", ");
}

const evidenceOf = (row: Record<string, Raw>, name: "a" | "b"): SideEvidence => ({
  sent: Number(row[`${name}_sent`] ?? 0),
  syn: Number(row[`${name}_syn`] ?? 0),
  synAck: Number(row[`${name}_syn_ack`] ?? 0),
  stopped: Number(row[`${name}_stopped`] ?? 0) > 0,
  firstSent: numberOrNull(row[`${name}_first`]),
  ports: Number(row[`${name}_ports`] ?? 0),
  port: numberOrNull(row[`${name}_port`]),
  hasAskedPort: Number(row[`${name}_asked`] ?? 0) > 0,
});

/** The role that a person chose, against what the records say or with it. */
function forced(client: "a" | "b", by: Role): Role {
  if (by.client === client) return by;
  return {
    client,
    confidence: "low",
    why: `You chose it. The records say otherwise: the other side is the client. ${by.why}`,
  };
}

/**
 * Decides who is the client and who the server of a conversation, from all its records.
 * @param client the address to take as the client, in stored form; null leaves it to the records.
 * @throws EngineError
 */
export async function sidesOf(
  { engine, signal }: Asker,
  question: Question,
  ends: Ends,
  client: string | null = null,
): Promise<Sides> {
  const params = new SqlParams();
  const { where, fromA } = endsSql(ends, params);
  const scope = scopeSql(question, params, { and: [where] });
  const asked = ends.port === null ? null : params.bind(ends.port, "UInt16");
  const inner = `SELECT ${fromA} AS from_a, srcport, dstport, tcp_flags, action, interface_id, start ${scope}`;
  const stopped = (one: "a" | "b", other: "a" | "b") =>
    `arrayExists(x -> NOT has(${one}_passed, x) AND has(${other}_passed, x), ${one}_refused) AS ${one}_stopped`;
  const sql = `SELECT *, ${stopped("a", "b")}, ${stopped("b", "a")}
FROM (SELECT ${sideSql("a", "from_a", asked)}, ${sideSql("b", "NOT from_a", asked)} FROM (${inner}))`;
  const { rows } = await engine.query<Record<string, Raw>>(sql, params.values, limits(signal));
  const row = rows[0] ?? {};
  const a = evidenceOf(row, "a");
  const b = evidenceOf(row, "b");
  const empty = a.sent + b.sent === 0;
  const told: Role = empty
    ? { client: "a", confidence: "low", why: "There is no record between the two." }
    : decideRole(a, b);
  const role = client === null ? told : forced(client === ends.b ? "b" : "a", told);
  const [server, asking] = role.client === "a" ? [b, a] : [a, b];
  const clientPort = ends.port !== null && asking.hasAskedPort && !server.hasAskedPort ? ends.port : undefined;
  return {
    client: role.client === "a" ? ends.a : ends.b,
    server: role.client === "a" ? ends.b : ends.a,
    port: clientPort === undefined ? (ends.port ?? server.port) : server.port,
    clientPort,
    met: ends.met,
    role,
    empty,
  };
}
