/**
 * Sorts a conversation's records by interface and service into what verdicts are made of. Records are first gathered by
 * connection (both ports), because what a rejected packet means depends on its own connection: a reply,
 * a packet that came late, an answer that nobody asked for.
 */

import { type Cell, type Direction, type RejectedReplies, together } from "@/lib/diagnose";
import { SqlParams } from "@/lib/sql/params";
import type { Raw } from "./count";
import { DIRECTION_SQL } from "./ends";
import { type Service, servicesSql, talkSql } from "./evidence-services";
import { limits } from "./limits";
import type { Asker, Question } from "./question";
import { scopeSql } from "./scope";
import type { Sides } from "./sides";

/** What one interface logged about one service. */
export interface ConnectionEvidence {
  readonly id: string;
  readonly service: Service;
  readonly requestAccepted: Cell;
  readonly requestRejected: Cell;
  readonly requestDirection: Direction | null;
  readonly reply: Cell;
  readonly replyRejected: RejectedReplies;
  readonly late: Cell & { readonly end: "flags" | "silence" | null; readonly direction: Direction | null };
  readonly strayElsewhere: RejectedReplies;
  readonly strayNowhere: RejectedReplies;
  readonly strayUnknown: RejectedReplies;
  readonly refused: { readonly connections: number; readonly first: number | null; readonly last: number | null };
  readonly synAcks: number;
  readonly publicAccess: Cell;
  readonly encryptionControl: Cell;
  readonly actionless: Cell;
  readonly flags: boolean;
}

/** AWS may be this far off with start and end, in seconds. */
const OFF = 60;
/** A connection without a record for this long is silent: an aggregation interval passed without a packet. */
const SILENCE = 60;
/** Without flags, what is rejected from the second on in which the last packet was accepted comes after the end. */
const JUST_AFTER = 2;
/** Without flags, so few rejected packets, once and at the end, are late: a rule in the way would have stopped all replies. */
const LONE = 3;
const cellSql = (name: string, condition: string): string =>
  `countIf(${condition}) AS ${name}_n, ifNull(sumIf(pk, ${condition}), 0) AS ${name}_pk, ifNull(sumIf(b, ${condition}), 0) AS ${name}_b,
  minIf(s, ${condition}) AS ${name}_s, maxIf(e, ${condition}) AS ${name}_e`;

/** Level 1: what each interface has of each connection. */
const connectionsSql = (records: string): string => `SELECT eni, sport, proto, cport,
  ${cellSql("qa", "q AND acc")}, ${cellSql("pa", "NOT q AND acc")}, ${cellSql("none", "NOT acc AND NOT rej")},
  countIf(rej) AS rejected, countIf(q) AS requests,
  countIf(q AND acc AND syn) AS qa_syn, countIf(q AND syn) AS q_syn, countIf(NOT q AND syn) AS p_syn,
  countIf(NOT q AND acc AND syn_ack) AS syn_acks, countIf(NOT q AND acc AND rst) AS resets,
  minIf(s, NOT q AND acc AND rst) AS reset_s, maxIf(s, NOT q AND acc AND rst) AS reset_l,
  minIf(e, acc AND bitAnd(f, 5) != 0) AS ended, maxIf(e, acc) AS acc_last, max(flagged) AS flags,
  countIf(q AND dir = 'ingress') AS q_in, countIf(q AND dir = 'egress') AS q_out
FROM (${records}) GROUP BY eni, sport, proto, cport`;

const sumCell = (name: string): string =>
  `sum(${name}_n) AS sum_${name}_n, sum(${name}_pk) AS sum_${name}_pk, sum(${name}_b) AS sum_${name}_b,
  minIf(${name}_s, ${name}_n > 0) AS sum_${name}_s, maxIf(${name}_e, ${name}_n > 0) AS sum_${name}_e`;

const REFUSED = "proto = 6 AND qa_syn > 0 AND resets > 0 AND syn_acks = 0";

/** What was accepted, by interface and service. */
const acceptedSql = (connections: string): string => `SELECT eni, sport, proto,
  ${["qa", "pa", "none"].map(sumCell).join(",\n  ")},
  sum(rejected) AS sum_rejected, sum(syn_acks) AS sum_syn_acks, max(flags) AS any_flags, sum(q_in) AS sum_q_in, sum(q_out) AS sum_q_out,
  countIf(${REFUSED}) AS refused_connections, minIf(reset_s, ${REFUSED}) AS refused_first, maxIf(reset_l, ${REFUSED}) AS refused_last
FROM (${connections}) GROUP BY eni, sport, proto`;

/** What every interface knows of a connection, to be joined with its rejected records. */
const acrossSql = (
  connections: string,
): string => `SELECT eni, sport, proto, cport, qa_n, pa_n, q_syn, p_syn, ended, acc_last, flags, rejected,
  sum(requests) OVER w - requests AS requests_elsewhere, sum(pa_n) OVER w AS replies_anywhere,
  sum(q_syn) OVER w AS opened, sum(p_syn) OVER w AS opened_back, sum(p_syn) OVER w - p_syn AS opened_back_elsewhere
FROM (${connections}) WINDOW w AS (PARTITION BY sport, proto, cport)`;

/** No SYN, and its connection worked both ways and had ended. A datagram towards the server is a new request, never late. */
const LATE = `bitAnd(f, 2) = 0 AND NOT (q AND proto != 6) AND qa_n > 0 AND pa_n > 0 AND (
    (ended > 0 AND e + ${OFF} >= ended) OR s >= acc_last + ${SILENCE}
    OR (NOT (flags AND proto = 6) AND e + ${OFF} >= acc_last AND (s + ${JUST_AFTER} >= acc_last OR (pk <= ${LONE} AND rejected = 1))))`;

/** SYN-ACK, or RST of a connection that nobody was seen to use: it answers a SYN that must have come from the other side. */
const ANSWER = "proto = 6 AND flags AND (syn_ack OR (rst AND pa_n = 0 AND qa_n = 0))";

/**
 * What a rejected record is. `blocked`: the reply to a request that was accepted here. `elsewhere`, `nowhere`: an answer whose
 * SYN another interface logged, or none. `unknown`: another reply without a request here. `refused`: a request.
 */
const KIND = `multiIf(${LATE}, 'late', NOT q AND qa_n > 0, 'blocked',
  NOT q AND ${ANSWER}, multiIf(requests_elsewhere > 0, 'elsewhere', q_syn = 0, 'nowhere', 'unknown'),
  NOT q AND NOT flags AND requests_elsewhere > 0 AND replies_anywhere = 0, 'elsewhere',
  NOT q, 'unknown',
  p_syn = 0 AND ${ANSWER} AND (syn_ack OR opened = 0), multiIf(opened_back_elsewhere > 0, 'elsewhere', opened_back = 0, 'nowhere', 'refused'),
  'refused')`;

/** What was rejected, by interface, service and kind. */
const rejectedSql = (records: string, across: string): string => `SELECT eni, sport, proto, kind,
  count() AS n, sum(pk) AS packets, sum(b) AS bytes, min(s) AS first, max(e) AS last,
  uniqExact(cport) AS connections, groupUniqArray(20)(cport) AS ports, countIf(syn_ack) AS syn_acks, countIf(rst) AS resets,
  countIf(dir = 'ingress') AS into, countIf(dir = 'egress') AS out_of, countIf(ended = 0 OR NOT flags) AS silent,
  ${cellSql("bpa", "reason = 'BPA'")}, ${cellSql("ec", "reason = 'EC'")}
FROM (SELECT *, ${KIND} AS kind FROM (SELECT * FROM (${records}) WHERE rej) AS r
  INNER JOIN (${across}) AS c USING (eni, sport, proto, cport))
GROUP BY eni, sport, proto, kind`;

type Row = Record<string, Raw | readonly number[]>;

const number = (row: Row | undefined, key: string): number => Number(row?.[key] ?? 0);
const time = (row: Row | undefined, key: string): number | null => number(row, key) || null;

/** A cell of columns that begin with a name. */
const namedCell = (row: Row | undefined, name: string): Cell => ({
  records: number(row, `${name}_n`),
  packets: number(row, `${name}_pk`),
  bytes: number(row, `${name}_b`),
  first: time(row, `${name}_s`),
  last: time(row, `${name}_e`),
});

/** The cell of one kind of rejected records. */
const kindCell = (row: Row | undefined): Cell => ({
  records: number(row, "n"),
  packets: number(row, "packets"),
  bytes: number(row, "bytes"),
  first: time(row, "first"),
  last: time(row, "last"),
});

const wayOf = (into: number, out: number): Direction | null =>
  into === out ? null : into > out ? "ingress" : "egress";

function repliesOf(row: Row | undefined): RejectedReplies {
  const ports = row?.ports;
  return {
    ...kindCell(row),
    connections: number(row, "connections"),
    ports: Array.isArray(ports) ? ports.map(Number).sort((a, b) => a - b) : [],
    syn_ack: number(row, "syn_acks"),
    rst: number(row, "resets"),
    direction: wayOf(number(row, "into"), number(row, "out_of")),
  };
}

const keyOf = (row: Row): string => `${row.eni} ${row.sport} ${row.proto}`;

function evidenceOf(row: Row, rejected: readonly Row[]): ConnectionEvidence {
  const of = (kind: string) => rejected.find((one) => one.kind === kind);
  const late = of("late");
  return {
    id: String(row.eni ?? ""),
    service: { port: number(row, "sport"), protocol: number(row, "proto") },
    requestAccepted: namedCell(row, "sum_qa"),
    requestRejected: kindCell(of("refused")),
    requestDirection: wayOf(number(row, "sum_q_in"), number(row, "sum_q_out")),
    reply: namedCell(row, "sum_pa"),
    replyRejected: repliesOf(of("blocked")),
    late: {
      ...kindCell(late),
      end: late === undefined ? null : number(late, "silent") > 0 ? "silence" : "flags",
      direction: wayOf(number(late, "into"), number(late, "out_of")),
    },
    strayElsewhere: repliesOf(of("elsewhere")),
    strayNowhere: repliesOf(of("nowhere")),
    strayUnknown: repliesOf(of("unknown")),
    refused: {
      connections: number(row, "refused_connections"),
      first: time(row, "refused_first"),
      last: time(row, "refused_last"),
    },
    synAcks: number(row, "sum_syn_acks"),
    publicAccess: together(...rejected.map((one) => namedCell(one, "bpa"))),
    encryptionControl: together(...rejected.map((one) => namedCell(one, "ec"))),
    actionless: namedCell(row, "sum_none"),
    flags: number(row, "any_flags") > 0,
  };
}

/**
 * What each interface logged about some services of a conversation: one statement for what was accepted, and one more for
 * what was rejected, where anything was.
 * @throws EngineError
 */
export async function connectionsOf(
  { engine, signal }: Asker,
  question: Question,
  sides: Sides,
  services: readonly Service[],
): Promise<readonly ConnectionEvidence[]> {
  if (services.length === 0) return [];
  const params = new SqlParams();
  const { towards, and } = talkSql(sides, null, params);
  const read = `SELECT CAST(interface_id, 'String') AS eni, ${towards} AS q,
  ifNull(if(q, dstport, srcport), 0) AS sport, ifNull(if(q, srcport, dstport), 0) AS cport, ifNull(protocol, 0) AS proto,
  action = 'ACCEPT' AS acc, action = 'REJECT' AS rej, proto = 6 AND isNotNull(tcp_flags) AS flagged,
  if(flagged, assumeNotNull(tcp_flags), 0) AS f, bitAnd(f, 18) = 2 AS syn, bitAnd(f, 18) = 18 AS syn_ack, bitAnd(f, 6) = 4 AS rst,
  upper(CAST(reject_reason, 'String')) AS reason, ${DIRECTION_SQL} AS dir,
  toUInt32(start) AS s, toUInt32(end) AS e, toUInt64(ifNull(packets, 0)) AS pk, toUInt64(ifNull(bytes, 0)) AS b
${scopeSql(question, params, { and })}`;
  const records = `SELECT * FROM (${read}) WHERE ${servicesSql(services)}`;
  const connections = connectionsSql(records);
  const ask = async (sql: string) => (await engine.query<Row>(sql, params.values, limits(signal))).rows;
  const accepted = await ask(acceptedSql(connections));
  const any = accepted.some((row) => number(row, "sum_rejected") > 0);
  const rejected = any ? await ask(rejectedSql(records, acrossSql(connections))) : [];
  return accepted.map((row) =>
    evidenceOf(
      row,
      rejected.filter((one) => keyOf(one) === keyOf(row)),
    ),
  );
}
