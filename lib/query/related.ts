import { NO_ADDRESS } from "@/lib/flow";
import { servicePort } from "@/lib/flow/service";
import { SqlParams } from "@/lib/sql/params";
import { type Count, countOf, numberOrNull, type Raw } from "./count";
import { type Ends, endsSql, readAddress, toServerSql } from "./ends";
import { limits } from "./limits";
import { sumSql, type Totals } from "./measure";
import { met } from "./met";
import type { Asker, Question } from "./question";
import {
  addressText,
  type FlowRecord,
  type FlowRow,
  RECORD_COLUMNS_SQL,
  RECORD_SETTINGS,
  toRecord,
} from "./record-row";
import { askClients, askServices, type RelatedClientRow, type RelatedServiceRow } from "./related-lists";
import { scopeSql } from "./scope";
import { type Sides, sidesOf } from "./sides";
import { type Timeline, timelineOf } from "./timeline";

/** All that belongs to one record. */
export interface RelatedAnswer {
  readonly record: FlowRecord;
  readonly client: string | null;
  readonly server: string | null;
  readonly port: number | null;
  readonly protocol: number | null;
  readonly role: { confidence: "high" | "medium" | "low"; why: string } | null;
  readonly conversation: {
    records: FlowRecord[];
    total: Count;
    to_server: Totals;
    to_client: Totals;
    accepted: Count;
    rejected: Count;
  };
  readonly timeline: Timeline;
  readonly tried: { rows: RelatedServiceRow[]; total: Count };
  readonly clients: { rows: RelatedClientRow[]; total: Count };
  readonly services: { rows: RelatedServiceRow[]; total: Count };
  readonly elapsed_ms: number;
}

/** Records of a conversation that are given whole. */
const MOST_RECORDS = 200;
const NOTHING: Totals = { flows: 0, bytes: 0, packets: 0 };

/** The two ends of a record, and the port and protocol that tell its conversation from others between them. */
function endsOf(record: FlowRecord): Ends | null {
  if (record.srcaddr === null || record.dstaddr === null) return null;
  const { srcport, dstport, protocol, tcp_flags: tcpFlags } = record;
  return {
    a: readAddress(record.srcaddr, "id"),
    b: readAddress(record.dstaddr, "id"),
    port: servicePort({ srcport, dstport, protocol, tcpFlags }),
    protocol,
  };
}

const TOTALS = ["flows", "bytes", "packets"] as const;

async function countsOf({ engine, signal }: Asker, question: Question, ends: Ends, sides: Sides) {
  const params = new SqlParams();
  const { where } = endsSql(ends, params);
  const towards = toServerSql(sides, params);
  const scope = scopeSql(question, params, { and: [where] });
  const sums = TOTALS.flatMap((measure) => [
    `${sumSql(measure, "towards")} AS s_${measure}`,
    `${sumSql(measure, "NOT towards")} AS c_${measure}`,
  ]);
  const sql = `SELECT count() AS total, ${sums.join(", ")},
  countIf(towards AND action = 'ACCEPT') AS accepted, countIf(towards AND action = 'REJECT') AS rejected,
  toUInt32(minIf(start, towards)) AS first, toUInt32(maxIf(start, towards)) AS last
FROM (SELECT ${towards} AS towards, action, packets, bytes, start ${scope})`;
  const { rows } = await engine.query<Record<string, Raw>>(sql, params.values, limits(signal));
  const row = rows[0] ?? {};
  const totals = (part: string): Totals => ({
    flows: countOf(row[`${part}_flows`]),
    bytes: countOf(row[`${part}_bytes`]),
    packets: countOf(row[`${part}_packets`]),
  });
  return { row, to_server: totals("s"), to_client: totals("c") };
}

async function recordsOf({ engine, signal }: Asker, question: Question, ends: Ends): Promise<FlowRecord[]> {
  const params = new SqlParams();
  const { where } = endsSql(ends, params);
  const scope = scopeSql(question, params, { and: [where] });
  const sql = `SELECT ${RECORD_COLUMNS_SQL} ${scope} ORDER BY start, input, line LIMIT ${MOST_RECORDS}`;
  const common = limits(signal);
  const settings = { ...common.settings, ...RECORD_SETTINGS };
  const { rows } = await engine.query<FlowRow>(sql, params.values, { ...common, settings });
  return rows.map(toRecord);
}

/** A record without two addresses (NODATA, SKIPDATA, a format that lacks them) has no conversation. */
function alone(record: FlowRecord, elapsed_ms: number): RelatedAnswer {
  const empty = { rows: [], total: 0 };
  return {
    record,
    client: record.srcaddr,
    server: record.dstaddr,
    port: record.dstport,
    protocol: record.protocol,
    role: null,
    conversation: { records: [], total: 0, to_server: NOTHING, to_client: NOTHING, accepted: 0, rejected: 0 },
    timeline: { interval: 60, from: null, to: null, points: [] },
    tried: empty,
    clients: empty,
    services: empty,
    elapsed_ms,
  };
}

/**
 * All that belongs to one record: both directions of its conversation, the attempts over time, what else the client
 * tried, who else reached for the same port, and what else the server serves.
 * @param question narrows it to a range and an input; its filter is not used, so that nothing is hidden.
 * @throws EngineError
 */
export async function askRelated(
  asker: Asker,
  question: Question,
  record: FlowRecord,
  limit: number,
): Promise<RelatedAnswer> {
  const started = performance.now();
  const told = endsOf(record);
  if (told === null || told.a === NO_ADDRESS) return alone(record, performance.now() - started);
  const ends = { ...told, met: await met(asker, question, told) };
  const found = await sidesOf(asker, question, ends);
  const sides: Sides = { ...found, port: found.clientPort === undefined ? ends.port : null };
  const target = { ...sides, protocol: ends.protocol };
  const [counts, records, tried, clients, services] = await Promise.all([
    countsOf(asker, question, ends, sides),
    recordsOf(asker, question, ends),
    askServices(asker, question, { of: "client", target, limit }),
    askClients(asker, question, { target, limit }),
    askServices(asker, question, { of: "server", target, limit }),
  ]);
  const { row, to_server, to_client } = counts;
  const timeline = await timelineOf(asker, question, {
    sides,
    first: numberOrNull(row.first) || null,
    last: numberOrNull(row.last) || null,
    narrowed: (params) => [endsSql(ends, params).where],
  });
  return {
    record,
    client: addressText(sides.client),
    server: addressText(sides.server),
    port: ends.port,
    protocol: ends.protocol,
    role: { confidence: sides.role.confidence, why: sides.role.why },
    conversation: {
      records,
      total: countOf(row.total),
      to_server,
      to_client,
      accepted: countOf(row.accepted),
      rejected: countOf(row.rejected),
    },
    timeline,
    tried,
    clients,
    services,
    elapsed_ms: performance.now() - started,
  };
}
