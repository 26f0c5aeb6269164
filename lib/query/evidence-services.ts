import { PORT_PROTOCOLS } from "@/lib/flow/protocols";
import { SqlParams } from "@/lib/sql/params";
import type { Raw } from "./count";
import { conversationSql, toServerSql } from "./ends";
import { protocolSql } from "./interfaces";
import { limits } from "./limits";
import type { Asker, Question } from "./question";
import { scopeSql } from "./scope";
import type { Sides } from "./sides";

/** A port of the server and a protocol; 0 stands for absent. */
export interface Service {
  readonly port: number;
  readonly protocol: number;
}

/** The service's port, or null where it has none. */
export const portOf = ({ port, protocol }: Service): number | null => (PORT_PROTOCOLS.includes(protocol) ? port : null);

/** Services of one conversation that are judged. */
const MOST = 6;

/** Which way one conversation's records go, and the conditions that tell them. */
export function talkSql(sides: Sides, protocol: number | null, params: SqlParams) {
  return {
    towards: toServerSql(sides, params),
    and: [...conversationSql(sides, params), ...protocolSql(protocol, params)],
  };
}

/**
 * The services that a conversation is about: those with most records first. A port that never was the serving one is left
 * out, unless nothing else is there.
 * @throws EngineError
 */
export async function servicesOf(
  { engine, signal }: Asker,
  question: Question,
  sides: Sides,
  protocol: number | null,
): Promise<readonly Service[]> {
  const ports = protocol !== null && PORT_PROTOCOLS.includes(protocol);
  if (protocol !== null && (!ports || sides.port !== null)) {
    return [{ port: ports ? (sides.port ?? 0) : 0, protocol }];
  }
  const params = new SqlParams();
  const { towards, and } = talkSql(sides, protocol, params);
  const inner = `SELECT ifNull(if(${towards}, dstport, srcport), 0) AS sport, ifNull(protocol, 0) AS proto,
  ifNull(service_port = sport, 1) AS serves ${scopeSql(question, params, { and })}`;
  const sql = `SELECT sport, proto, max(serves) AS serves FROM (${inner}) GROUP BY sport, proto
ORDER BY serves DESC, count() DESC, sport, proto LIMIT ${MOST}`;
  const { rows } = await engine.query<Record<string, Raw>>(sql, params.values, limits(signal));
  const serving = rows.filter((row) => Number(row.serves) > 0);
  return (serving.length > 0 ? serving : rows).map((row) => ({ port: Number(row.sport), protocol: Number(row.proto) }));
}

/** The condition that a row's `sport` and `proto` are one of some services. */
export function servicesSql(services: readonly Service[]): string {
  return `(sport, proto) IN (${services.map(({ port, protocol }) => `(${Math.floor(port)}, ${Math.floor(protocol)})`).join(", ")})`;
}
