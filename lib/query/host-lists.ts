/** The lists of a host: its peers, and the services that it offers and uses. */

import { SqlParams } from "@/lib/sql/params";
import { type Count, countOf, numberOrNull, type Raw } from "./count";
import { type Host, hostRowsSql } from "./host-rows";
import { BY_PEER, BY_SERVICE, type FirstLast, firstAndLast, hostSumsSql, isKeptOf } from "./host-sums";
import { limits } from "./limits";
import { type Measure, sumSql } from "./measure";
import type { Asker, Question } from "./question";
import { sumName } from "./sums";
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

interface PeersOptions {
  readonly host: Host;
  readonly measure: Measure;
  readonly limit: number;
}

/** A row for each peer: its sums, and how many peers there are; with times where the records themselves are read. */
function peersSql(question: Question, { host, measure }: PeersOptions, params: SqlParams): string {
  if (isKeptOf(host, question, BY_PEER)) {
    const measures: Measure[] = measure === "flows" ? ["flows"] : ["flows", measure];
    const sums = hostSumsSql(host.addr, question, BY_PEER, params, { byAction: true, measures });
    const sum = `one.${sumName(measure)}`;
    return `SELECT k1 AS peer, sum(one.flows) AS flows, sumIf(one.flows, action = 'REJECT') AS rejected,
  sumIf(${sum}, k0 = 0) AS received, sumIf(${sum}, k0 = 1) AS sent_sum, NULL AS first_start, NULL AS last_start,
  count() OVER () AS total FROM (${sums}) AS one WHERE k1 != ${ABSENT_ADDRESS} GROUP BY k1`;
  }
  return `SELECT peer, count() AS flows, countIf(action = 'REJECT') AS rejected, ${sumSql(measure, "NOT sent")} AS received,
  ${sumSql(measure, "sent")} AS sent_sum, ${FIRST_LAST}, count() OVER () AS total
FROM (${hostRowsSql(host, question, params, "action, bytes, packets, start")}) WHERE peer != ${ABSENT_ADDRESS} GROUP BY peer`;
}

/** When each of some peers was first and last met, where that is not known yet. */
function peerTimes(asker: Asker, question: Question, host: Host, peers: readonly string[]) {
  if (!isKeptOf(host, question, BY_PEER) || peers.length === 0) return new Map<string, FirstLast>();
  return firstAndLast(asker, question, host, {
    keys: BY_PEER,
    name: { ofKeys: "k1", ofRows: "toString(peer)" },
    columns: "start",
    among: (peer, params) => `${peer} IN ${params.bind(peers, "Array(IPv6)")}`,
  });
}

/**
 * With whom a host has the most of a measure; ties by address.
 * @throws EngineError
 */
export async function askHostPeers(
  asker: Asker,
  question: Question,
  options: PeersOptions,
): Promise<{ rows: PeerRow[]; total: Count; elapsed_ms: number }> {
  const started = performance.now();
  const params = new SqlParams();
  const limit = params.bind(options.limit, "UInt32");
  const sql = `SELECT toString(peer) AS stored, ${addressTextSql("peer")} AS addr, * EXCEPT (peer)
FROM (SELECT * FROM (${peersSql(question, options, params)}) ORDER BY received + sent_sum DESC LIMIT ${limit} WITH TIES)
ORDER BY received + sent_sum DESC, addr LIMIT ${limit}`;
  const { rows } = await asker.engine.query<Record<string, Raw>>(sql, params.values, limits(asker.signal));
  const stored = rows.map((row) => String(row.stored));
  const times = await peerTimes(asker, question, options.host, stored);
  return {
    rows: rows.map((row) => ({
      addr: String(row.addr),
      flows: countOf(row.flows),
      rejected: countOf(row.rejected),
      received: countOf(row.received),
      sent: countOf(row.sent_sum),
      first_start: times.get(String(row.stored))?.first ?? numberOrNull(row.first_start),
      last_start: times.get(String(row.stored))?.last ?? numberOrNull(row.last_start),
    })),
    total: countOf(rows[0]?.total),
    elapsed_ms: performance.now() - started,
  };
}

/** A row for each service, and whether the host offers it. */
function servicesSql(question: Question, host: Host, params: SqlParams): string {
  if (isKeptOf(host, question, BY_SERVICE)) {
    const sums = hostSumsSql(host.addr, question, BY_SERVICE, params, { byAction: true, measures: ["flows", "bytes"] });
    return `SELECT k0 AS offered, k1 AS port, k2 AS proto, uniqCombined64(k3) AS peers, sum(one.flows) AS flows,
  sumIf(one.flows, action = 'ACCEPT') AS accepted, sumIf(one.flows, action = 'REJECT') AS rejected,
  sum(one.sum_bytes) AS all_bytes, NULL AS first_start, NULL AS last_start
FROM (${sums}) AS one WHERE isNotNull(k1) GROUP BY offered, port, proto`;
  }
  const records = hostRowsSql(host, question, params, "service_port, protocol, action, bytes, start");
  return `SELECT assumeNotNull(serves) AS offered, service_port AS port, protocol AS proto, uniqCombined64(peer) AS peers,
  count() AS flows, countIf(action = 'ACCEPT') AS accepted, countIf(action = 'REJECT') AS rejected,
  ${sumSql("bytes")} AS all_bytes, ${FIRST_LAST}
FROM (${records}) WHERE isNotNull(serves) GROUP BY offered, port, proto`;
}

const serviceName = (row: Record<string, Raw>): string => `${row.offered} ${row.port} ${row.proto}`;

/** When each of some services was first and last used, where that is not known yet. */
function serviceTimes(asker: Asker, question: Question, host: Host, rows: readonly Record<string, Raw>[]) {
  if (!isKeptOf(host, question, BY_SERVICE) || rows.length === 0) return new Map<string, FirstLast>();
  const ports = [...new Set(rows.map(({ port }) => BigInt(port ?? 0)))];
  return firstAndLast(asker, question, host, {
    keys: BY_SERVICE,
    name: {
      ofKeys: "k0, k1, k2",
      ofRows: "concat(toString(serves), ' ', toString(service_port), ' ', toString(protocol))",
    },
    columns: "start, service_port, protocol",
    among: (_, params) => `ifNull(service_port IN ${params.bind(ports, "Array(UInt16)")}, 0)`,
  });
}

/**
 * The services that a host offers (the responder's port is its own) and those that it uses (it is its peer's), those of
 * most flow records first. Both directions count. Protocols without ports have no service.
 * @throws EngineError
 */
export async function askHostServices(
  asker: Asker,
  question: Question,
  options: { readonly host: Host; readonly limit: number },
): Promise<Record<"offered" | "used", { rows: HostServiceRow[]; total: Count }> & { elapsed_ms: number }> {
  const started = performance.now();
  const { host, limit } = options;
  const params = new SqlParams();
  const sql = `SELECT *, count() OVER (PARTITION BY offered) AS total FROM (${servicesSql(question, host, params)})
ORDER BY offered DESC, flows DESC, port, proto LIMIT ${params.bind(limit, "UInt32")} BY offered`;
  const { rows } = await asker.engine.query<Record<string, Raw>>(sql, params.values, limits(asker.signal));
  const times = await serviceTimes(asker, question, host, rows);
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
        bytes: countOf(row.all_bytes),
        first_start: times.get(serviceName(row))?.first ?? numberOrNull(row.first_start),
        last_start: times.get(serviceName(row))?.last ?? numberOrNull(row.last_start),
      })),
      total: countOf(some[0]?.total),
    };
  };
  return { offered: list(1), used: list(0), elapsed_ms: performance.now() - started };
}
