/**
 * One statement that sorts a conversation's records by interface and service into what verdicts are made of. Records are
 * first gathered by connection (both ports), because what a rejected packet means depends on its own connection: a reply,
 * a packet that came late, an answer that nobody asked for.
 */

import type { Cell, Direction, RejectedReplies } from "@/lib/diagnose";
import { SqlParams } from "@/lib/sql/params";
import type { Raw } from "./count";
import { DIRECTION_SQL } from "./ends";
import { conversationSql, type Service, servicesSql } from "./evidence-services";
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
/** Rejected records of one connection that are looked at one by one. */
const MOST_REJECTED = 100;

const cellSql = (name: string, condition: string): string =>
  `countIf(${condition}) AS ${name}_n, ifNull(sumIf(pk, ${condition}), 0) AS ${name}_pk, ifNull(sumIf(b, ${condition}), 0) AS ${name}_b,
  minIf(s, ${condition}) AS ${name}_s, maxIf(e, ${condition}) AS ${name}_e`;

const CELLS: readonly (readonly [name: string, condition: string])[] = [
  ["qa", "q AND acc"],
  ["qr", "q AND rej"],
  ["pa", "NOT q AND acc"],
  ["bpa", "reason = 'BPA' AND rej"],
  ["ec", "reason = 'EC' AND rej"],
  ["none", "NOT acc AND NOT rej"],
];

/** A rejected record: start, end, towards the server, flags, packets, bytes, direction. */
const REJECTED = "(s, e, q, f, pk, b, dir)";

/** Adds up cells that were counted by connection. */
const sumCell = (name: string, from = name): string =>
  `sum(${from}_n) AS sum_${name}_n, sum(${from}_pk) AS sum_${name}_pk, sum(${from}_b) AS sum_${name}_b,
  minIf(${from}_s, ${from}_n > 0) AS min_${name}, maxIf(${from}_e, ${from}_n > 0) AS max_${name}`;

/** Adds up the records in an array of each connection, with the client's ports. */
const sumArray = (name: string): string =>
  `sum(length(${name})) AS sum_${name}_n, sum(arraySum(r -> r.5, ${name})) AS sum_${name}_pk, sum(arraySum(r -> r.6, ${name})) AS sum_${name}_b,
  minIf(arrayMin(r -> r.1, ${name}), notEmpty(${name})) AS min_${name}, maxIf(arrayMax(r -> r.2, ${name}), notEmpty(${name})) AS max_${name},
  countIf(notEmpty(${name})) AS ${name}_connections, groupUniqArrayIf(20)(cport, notEmpty(${name})) AS ${name}_ports,
  sum(arrayCount(r -> bitAnd(r.4, 18) = 18, ${name})) AS ${name}_syn_ack, sum(arrayCount(r -> bitAnd(r.4, 6) = 4, ${name})) AS ${name}_rst,
  sum(arrayCount(r -> r.7 = 'ingress', ${name})) AS ${name}_in, sum(arrayCount(r -> r.7 = 'egress', ${name})) AS ${name}_out`;

/** Level 1: the records of each connection at each interface. */
const connectionsSql = (records: string): string => `SELECT eni, sport, proto, cport,
  ${CELLS.map(([name, condition]) => cellSql(name, condition)).join(",\n  ")},
  countIf(q AND acc AND syn) AS qa_syn, countIf(q AND syn) AS q_syn, countIf(NOT q AND syn) AS p_syn,
  countIf(NOT q AND acc AND syn_ack) AS syn_acks, countIf(NOT q AND acc AND bitAnd(f, 6) = 4) AS resets,
  minIf(s, NOT q AND acc AND bitAnd(f, 6) = 4) AS reset_s, maxIf(s, NOT q AND acc AND bitAnd(f, 6) = 4) AS reset_l,
  minIf(e, acc AND bitAnd(f, 5) != 0) AS ended, maxIf(e, acc) AS acc_last, max(flagged) AS flags,
  countIf(q AND dir = 'ingress') AS q_in, countIf(q AND dir = 'egress') AS q_out,
  groupArrayIf(${MOST_REJECTED})(${REJECTED}, rej) AS rejected
FROM (${records}) GROUP BY eni, sport, proto, cport`;

/** Level 2: what every interface knows of the same connection. */
const acrossSql = (connections: string): string => `SELECT *,
  sum(qa_n + qr_n) OVER w - qa_n - qr_n AS requests_elsewhere, sum(pa_n) OVER w AS replies_anywhere,
  sum(q_syn) OVER w AS opened, sum(p_syn) OVER w AS opened_back, sum(p_syn) OVER w - p_syn AS opened_back_elsewhere
FROM (${connections}) WINDOW w AS (PARTITION BY sport, proto, cport)`;

/**
 * Level 3: what each rejected record is. `late`: no SYN, and the connection worked both ways and had ended. `blocked`: the
 * reply to a request that was accepted here. `elsewhere`, `nowhere`, `unknown`: a reply without a request here.
 */
const sortedSql = (across: string): string => `SELECT *,
  arrayFilter(r -> bitAnd(r.4, 2) = 0 AND NOT (r.3 AND proto != 6) AND qa_n > 0 AND pa_n > 0
    AND ((ended > 0 AND r.2 + ${OFF} >= ended) OR r.1 >= acc_last + ${SILENCE}
      OR (NOT (flags AND proto = 6) AND r.2 + ${OFF} >= acc_last
        AND (r.1 + ${JUST_AFTER} >= acc_last OR (r.5 <= ${LONE} AND length(rejected) = 1)))), rejected) AS late,
  arrayFilter(r -> NOT r.3 AND NOT has(late, r), rejected) AS replies,
  if(qa_n > 0, replies, []) AS blocked,
  if(qa_n > 0, [], replies) AS stray,
  arrayFilter(r -> proto = 6 AND flags AND (bitAnd(r.4, 18) = 18 OR (bitAnd(r.4, 6) = 4 AND pa_n = 0)), stray) AS answers,
  arrayFilter(r -> r.3 AND proto = 6 AND flags AND (bitAnd(r.4, 18) = 18 OR (bitAnd(r.4, 6) = 4 AND opened = 0 AND qa_n = 0 AND pa_n = 0)) AND p_syn = 0, rejected) AS answers_back,
  arrayConcat(if(requests_elsewhere > 0, answers, []), if(opened_back_elsewhere > 0, answers_back, []),
    if(NOT flags AND requests_elsewhere > 0 AND replies_anywhere = 0, stray, [])) AS elsewhere,
  arrayConcat(if(requests_elsewhere = 0 AND q_syn = 0, answers, []), if(opened_back = 0, answers_back, [])) AS nowhere,
  arrayFilter(r -> NOT has(elsewhere, r) AND NOT has(nowhere, r), stray) AS unknown,
  arrayFilter(r -> r.3 AND NOT has(late, r) AND NOT has(answers_back, r), rejected) AS refused,
  qr_n <= ${MOST_REJECTED} AS whole,
  if(whole, length(refused), qr_n) AS refused_n, if(whole, arraySum(r -> r.5, refused), qr_pk) AS refused_pk,
  if(whole, arraySum(r -> r.6, refused), qr_b) AS refused_b,
  if(whole, if(empty(refused), 0, arrayMin(r -> r.1, refused)), qr_s) AS refused_s,
  if(whole, if(empty(refused), 0, arrayMax(r -> r.2, refused)), qr_e) AS refused_e,
  proto = 6 AND qa_syn > 0 AND resets > 0 AND syn_acks = 0 AS reset_only
FROM (${across})`;

const ARRAYS = ["late", "blocked", "elsewhere", "nowhere", "unknown"] as const;

const totalsSql = (sorted: string): string => `SELECT eni, sport, proto,
  ${["qa", "refused", "pa", "bpa", "ec", "none"].map((name) => sumCell(name)).join(",\n  ")},
  ${ARRAYS.map(sumArray).join(",\n  ")},
  sum(syn_acks) AS sum_syn_acks, max(flags) AS any_flags, sum(q_in) AS sum_q_in, sum(q_out) AS sum_q_out,
  countIf(notEmpty(late) AND ended = 0) AS silent,
  countIf(reset_only) AS refused_connections, minIf(reset_s, reset_only) AS refused_first, maxIf(reset_l, reset_only) AS refused_last
FROM (${sorted}) GROUP BY eni, sport, proto`;

type Row = Record<string, Raw | readonly number[]>;

const number = (row: Row, key: string): number => Number(row[key] ?? 0);
const time = (row: Row, key: string): number | null => number(row, key) || null;

function cellOf(row: Row, name: string): Cell {
  return {
    records: number(row, `sum_${name}_n`),
    packets: number(row, `sum_${name}_pk`),
    bytes: number(row, `sum_${name}_b`),
    first: time(row, `min_${name}`),
    last: time(row, `max_${name}`),
  };
}

const wayOf = (into: number, out: number): Direction | null =>
  into === out ? null : into > out ? "ingress" : "egress";

function repliesOf(row: Row, name: string): RejectedReplies {
  const ports = row[`${name}_ports`];
  return {
    ...cellOf(row, name),
    connections: number(row, `${name}_connections`),
    ports: Array.isArray(ports) ? ports.map(Number).sort((a, b) => a - b) : [],
    syn_ack: number(row, `${name}_syn_ack`),
    rst: number(row, `${name}_rst`),
    direction: wayOf(number(row, `${name}_in`), number(row, `${name}_out`)),
  };
}

function evidenceOf(row: Row): ConnectionEvidence {
  const late = cellOf(row, "late");
  return {
    id: String(row.eni ?? ""),
    service: { port: number(row, "sport"), protocol: number(row, "proto") },
    requestAccepted: cellOf(row, "qa"),
    requestRejected: cellOf(row, "refused"),
    requestDirection: wayOf(number(row, "sum_q_in"), number(row, "sum_q_out")),
    reply: cellOf(row, "pa"),
    replyRejected: repliesOf(row, "blocked"),
    late: {
      ...late,
      end: late.records === 0 ? null : number(row, "silent") > 0 ? "silence" : "flags",
      direction: wayOf(number(row, "late_in"), number(row, "late_out")),
    },
    strayElsewhere: repliesOf(row, "elsewhere"),
    strayNowhere: repliesOf(row, "nowhere"),
    strayUnknown: repliesOf(row, "unknown"),
    refused: {
      connections: number(row, "refused_connections"),
      first: time(row, "refused_first"),
      last: time(row, "refused_last"),
    },
    synAcks: number(row, "sum_syn_acks"),
    publicAccess: cellOf(row, "bpa"),
    encryptionControl: cellOf(row, "ec"),
    actionless: cellOf(row, "none"),
    flags: number(row, "any_flags") > 0,
  };
}

/**
 * What each interface logged about some services of a conversation.
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
  const { towards, and } = conversationSql(sides, null, params);
  const read = `SELECT CAST(interface_id, 'String') AS eni, ${towards} AS q,
  ifNull(if(q, dstport, srcport), 0) AS sport, ifNull(if(q, srcport, dstport), 0) AS cport, ifNull(protocol, 0) AS proto,
  action = 'ACCEPT' AS acc, action = 'REJECT' AS rej, proto = 6 AND isNotNull(tcp_flags) AS flagged,
  if(flagged, assumeNotNull(tcp_flags), 0) AS f, bitAnd(f, 18) = 2 AS syn, bitAnd(f, 18) = 18 AS syn_ack,
  upper(CAST(reject_reason, 'String')) AS reason, ${DIRECTION_SQL} AS dir,
  toUInt32(start) AS s, toUInt32(end) AS e, toUInt64(ifNull(packets, 0)) AS pk, toUInt64(ifNull(bytes, 0)) AS b
${scopeSql(question, params, { and })}`;
  const records = `SELECT * FROM (${read}) WHERE ${servicesSql(services)}`;
  const sql = totalsSql(sortedSql(acrossSql(connectionsSql(records))));
  const { rows } = await engine.query<Row>(sql, params.values, limits(signal));
  return rows.map(evidenceOf);
}
