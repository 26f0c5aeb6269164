/** The lists of a host: its peers, and the services that it offers and uses. */

import { SqlParams } from "@/lib/sql/params";
import { type Count, countOf, numberOrNull, type Raw } from "./count";
import { type Host, hostRowsSql } from "./host-rows";
import { limits } from "./limits";
import { type Measure, sumSql } from "./measure";
import type { Asker, Question } from "./question";
import { ABSENT_ADDRESS, addressTextSql } from "./text";

/** An address at the other end. */
export interface PeerRow {
  readonly addr: string;
  readonly flows: Count;
  readonly rejected: Count;
  /** Of the measure asked for: what the host received from it, and what it sent to it. */
  readonly received: Count;
  readonly sent: Count;
  readonly first_start: number | null;
  readonly last_start: number | null;
}

/** A service between the host and others. */
export interface HostServiceRow {
  readonly port: number;
  readonly protocol: number;
  /** Distinct addresses at the other end. */
  readonly peers: Count;
  readonly flows: Count;
  readonly accepted: Count;
  readonly rejected: Count;
  readonly bytes: Count;
  readonly first_start: number | null;
  readonly last_start: number | null;
}

const FIRST_LAST = `nullIf(toUInt32(minIf(start, toUInt32(start) > 0)), 0) AS first_start,
  nullIf(toUInt32(max(start)), 0) AS last_start`;

/**
 * With whom a host has the most of a measure; ties by address.
 * @throws EngineError
 */
export async function askHostPeers(
  { engine, signal }: Asker,
  question: Question,
  options: { readonly host: Host; readonly measure: Measure; readonly limit: number },
): Promise<{ rows: PeerRow[]; total: Count; elapsed_ms: number }> {
  const { host, measure, limit } = options;
  const params = new SqlParams();
  const records = hostRowsSql(host, question, params, "action, bytes, packets, start", []);
  const sql = `SELECT ${addressTextSql("peer")} AS addr, flows, rejected, received, sent_sum, first_start, last_start, total FROM (
SELECT peer, count() AS flows, countIf(action = 'REJECT') AS rejected, ${sumSql(measure, "NOT sent")} AS received,
  ${sumSql(measure, "sent")} AS sent_sum, ${FIRST_LAST}, count() OVER () AS total
FROM (${records}) WHERE peer != ${ABSENT_ADDRESS} GROUP BY peer)
ORDER BY received + sent_sum DESC, addr LIMIT ${params.bind(limit, "UInt32")}`;
  const { rows, stats } = await engine.query<Record<string, Raw>>(sql, params.values, limits(signal));
  return {
    rows: rows.map((row) => ({
      addr: String(row.addr),
      flows: countOf(row.flows),
      rejected: countOf(row.rejected),
      received: countOf(row.received),
      sent: countOf(row.sent_sum),
      first_start: numberOrNull(row.first_start),
      last_start: numberOrNull(row.last_start),
    })),
    total: countOf(rows[0]?.total),
    elapsed_ms: stats.elapsedMs,
  };
}

/**
 * The services that a host offers (the responder's port is its own) and those that it uses (it is its peer's), those of
 * most flow records first. Both directions count. Protocols without ports have no service.
 * @throws EngineError
 */
export async function askHostServices(
  { engine, signal }: Asker,
  question: Question,
  options: { readonly host: Host; readonly limit: number },
): Promise<Record<"offered" | "used", { rows: HostServiceRow[]; total: Count }> & { elapsed_ms: number }> {
  const { host, limit } = options;
  const params = new SqlParams();
  const records = hostRowsSql(host, question, params, "service_port, protocol, action, bytes, start");
  const sql = `SELECT assumeNotNull(serves) AS offered, service_port AS port, protocol AS proto, uniqCombined64(peer) AS peers, count() AS flows,
  countIf(action = 'ACCEPT') AS accepted, countIf(action = 'REJECT') AS rejected, ${sumSql("bytes")} AS sum_bytes, ${FIRST_LAST},
  count() OVER (PARTITION BY offered) AS total
FROM (${records}) WHERE isNotNull(serves) GROUP BY offered, port, proto
ORDER BY offered DESC, flows DESC, port, proto LIMIT ${params.bind(limit, "UInt32")} BY offered`;
  const { rows, stats } = await engine.query<Record<string, Raw>>(sql, params.values, limits(signal));
  const list = (offered: number) => {
    const some = rows.filter((row) => Number(row.offered) === offered);
    return {
      rows: some.map((row) => ({
        port: Number(row.port),
        protocol: Number(row.proto),
        peers: countOf(row.peers),
        flows: countOf(row.flows),
        accepted: countOf(row.accepted),
        rejected: countOf(row.rejected),
        bytes: countOf(row.sum_bytes),
        first_start: numberOrNull(row.first_start),
        last_start: numberOrNull(row.last_start),
      })),
      total: countOf(some[0]?.total),
    };
  };
  return { offered: list(1), used: list(0), elapsed_ms: stats.elapsedMs };
}
