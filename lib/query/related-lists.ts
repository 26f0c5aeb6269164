/** The lists beside a record: other ports that its client reached for, other clients, other services. */

import { SqlParams } from "@/lib/sql/params";
import { type Count, countOf, numberOrNull, type Raw } from "./count";
import { limits } from "./limits";
import { sumSql } from "./measure";
import type { Asker, Question } from "./question";
import { scopeSql } from "./scope";
import { addressTextSql } from "./text";

/** Whose conversation it is. Addresses are in stored form. */
export interface Target {
  readonly client: string;
  readonly server: string;
  readonly port: number | null;
  readonly protocol: number | null;
}

/** A server's port, and what came to it. */
export interface RelatedServiceRow {
  readonly addr: string;
  readonly port: number | null;
  readonly protocol: number | null;
  readonly clients: Count;
  readonly accept: Count;
  readonly reject: Count;
  readonly bytes: Count;
  readonly first_start: number;
  readonly last_start: number;
}

/** An address that reached for a port. */
export type RelatedClientRow = Omit<RelatedServiceRow, "port" | "protocol" | "clients">;

/** The record goes towards the responder's port, or has no ports at all. */
const TOWARDS_SERVER = "isNull(service_port) OR dstport = service_port";

const COUNTS = `countIf(action = 'ACCEPT') AS accept, countIf(action = 'REJECT') AS reject, ${sumSql("bytes")} AS sum_bytes,
  count() AS flows, toUInt32(min(start)) AS first_start, toUInt32(max(start)) AS last_start, count() OVER () AS total`;

function countsOf(row: Record<string, Raw>): RelatedClientRow {
  return {
    addr: String(row.addr ?? ""),
    accept: countOf(row.accept),
    reject: countOf(row.reject),
    bytes: countOf(row.sum_bytes),
    first_start: Number(row.first_start),
    last_start: Number(row.last_start),
  };
}

/** A condition that may hold NULLs: equal, or both absent. */
const same = (column: string, value: number | null, type: string, params: SqlParams): string =>
  value === null ? `isNull(${column})` : `ifNull(${column} = ${params.bind(value, type)}, 0)`;

/** The condition that a record is for the very port that the conversation is about. */
function samePort({ port, protocol }: Target, params: SqlParams): string {
  const parts = [same("protocol", protocol, "UInt8", params)];
  if (port !== null) parts.push(same("dstport", port, "UInt16", params));
  return parts.join(" AND ");
}

/**
 * Ports that were reached for, by address: by the client at anyone (its server first, refused ones first), or by anyone
 * at the server (most used first). The conversation's own port at its own server is left out.
 * @throws EngineError
 */
export async function askServices(
  { engine, signal }: Asker,
  question: Question,
  options: { readonly of: "client" | "server"; readonly target: Target; readonly limit: number },
): Promise<{ rows: RelatedServiceRow[]; total: Count }> {
  const { of, target, limit } = options;
  const params = new SqlParams();
  const server = params.bind(target.server, "IPv6");
  const whose = of === "client" ? `srcaddr = ${params.bind(target.client, "IPv6")}` : `dstaddr = ${server}`;
  const and = [whose, TOWARDS_SERVER, `NOT (dstaddr = ${server} AND ${samePort(target, params)})`];
  const order = of === "client" ? `(dstaddr = ${server}) DESC, reject DESC, flows DESC` : "flows DESC";
  const inner = `SELECT dstaddr, if(isNull(service_port), NULL, dstport) AS port, protocol, uniqExact(srcaddr) AS clients, ${COUNTS}
${scopeSql(question, params, { and })} GROUP BY dstaddr, port, protocol
ORDER BY ${order}, dstaddr, port, protocol LIMIT ${params.bind(limit, "UInt32")}`;
  const sql = `SELECT ${addressTextSql("dstaddr")} AS addr, * EXCEPT (dstaddr) FROM (${inner})`;
  const { rows } = await engine.query<Record<string, Raw>>(sql, params.values, limits(signal));
  return {
    rows: rows.map((row) => ({
      ...countsOf(row),
      port: numberOrNull(row.port),
      protocol: numberOrNull(row.protocol),
      clients: countOf(row.clients),
    })),
    total: countOf(rows[0]?.total),
  };
}

/**
 * Who else reached for the same port of the same server, most flow records first.
 * @throws EngineError
 */
export async function askClients(
  { engine, signal }: Asker,
  question: Question,
  options: { readonly target: Target; readonly limit: number },
): Promise<{ rows: RelatedClientRow[]; total: Count }> {
  const { target, limit } = options;
  const params = new SqlParams();
  const and = [
    `dstaddr = ${params.bind(target.server, "IPv6")}`,
    `srcaddr != ${params.bind(target.client, "IPv6")}`,
    TOWARDS_SERVER,
    samePort(target, params),
  ];
  const inner = `SELECT srcaddr, ${COUNTS} ${scopeSql(question, params, { and })} GROUP BY srcaddr
ORDER BY flows DESC, srcaddr LIMIT ${params.bind(limit, "UInt32")}`;
  const sql = `SELECT ${addressTextSql("srcaddr")} AS addr, * EXCEPT (srcaddr) FROM (${inner})`;
  const { rows } = await engine.query<Record<string, Raw>>(sql, params.values, limits(signal));
  return { rows: rows.map(countsOf), total: countOf(rows[0]?.total) };
}
