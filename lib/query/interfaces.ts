import { SqlParams } from "@/lib/sql/params";
import type { Raw } from "./count";
import { toClientSql, toServerSql } from "./ends";
import { limits } from "./limits";
import type { Asker, Question } from "./question";
import { scopeSql } from "./scope";
import type { Sides } from "./sides";

/** The interfaces that logged a conversation, and those whose records are counted. */
export interface LoggedAt {
  /** Every interface; '' stands for records without one. */
  readonly all: readonly string[];
  /** The server's own interfaces where they logged, else the client's, else all: so nothing is counted twice. */
  readonly counted: readonly string[];
}

interface InterfaceRow {
  readonly eni: string;
  readonly at_server: Raw;
  readonly at_client: Raw;
}

/** What flow-direction says: towards the server and in, or back and out, is the server's interface. */
async function byDirection({ engine, signal }: Asker, question: Question, sides: Sides, protocol: number | null) {
  const params = new SqlParams();
  const towards = toServerSql(sides, params);
  const back = toClientSql(sides, params);
  const and = [`${towards} OR ${back}`, ...protocolSql(protocol, params)];
  const scope = scopeSql(question, params, { and });
  const sql = `SELECT CAST(interface_id, 'String') AS eni,
  countIf(towards AND flow_direction = 'ingress') + countIf(NOT towards AND flow_direction = 'egress') AS at_server,
  countIf(towards AND flow_direction = 'egress') + countIf(NOT towards AND flow_direction = 'ingress') AS at_client
FROM (SELECT interface_id, flow_direction, ${towards} AS towards ${scope}) GROUP BY eni ORDER BY count() DESC, eni LIMIT 200`;
  return (await engine.query<InterfaceRow>(sql, params.values, limits(signal))).rows;
}

/** Without flow-direction: nearly all records of an interface, whoever the peer, have its own address at one end. */
async function byOwnAddress({ engine, signal }: Asker, question: Question, sides: Sides, enis: readonly string[]) {
  const params = new SqlParams();
  const client = params.bind(sides.client, "IPv6");
  const server = params.bind(sides.server, "IPv6");
  const scope = scopeSql(question, params, { and: [`interface_id IN ${params.bind(enis, "Array(String)")}`] });
  const sql = `SELECT CAST(interface_id, 'String') AS eni,
  countIf(srcaddr = ${server} OR dstaddr = ${server}) AS at_server, countIf(srcaddr = ${client} OR dstaddr = ${client}) AS at_client
${scope} GROUP BY eni`;
  return (await engine.query<InterfaceRow>(sql, params.values, limits(signal))).rows;
}

/** The condition on a protocol, when there is one. */
export function protocolSql(protocol: number | null, params: SqlParams): string[] {
  return protocol === null ? [] : [`protocol = ${params.bind(protocol, "UInt8")}`];
}

const leaning = (rows: readonly InterfaceRow[], to: "server" | "client"): string[] =>
  rows
    .filter(({ at_server, at_client }) => {
      const difference = Number(at_server) - Number(at_client);
      return to === "server" ? difference > 0 : difference < 0;
    })
    .map(({ eni }) => eni);

/**
 * Finds the interfaces that logged a conversation, and which of them to count. Traffic between two interfaces that
 * are both logged is in the log twice.
 * @throws EngineError
 */
export async function loggedAt(
  asker: Asker,
  question: Question,
  sides: Sides,
  protocol: number | null,
): Promise<LoggedAt> {
  let rows = await byDirection(asker, question, sides, protocol);
  const all = rows.map(({ eni }) => eni);
  if (all.length < 2) return { all, counted: all };
  if (rows.every(({ at_server, at_client }) => Number(at_server) + Number(at_client) === 0)) {
    rows = await byOwnAddress(asker, question, sides, all);
  }
  const servers = leaning(rows, "server");
  if (servers.length > 0) return { all, counted: servers };
  const clients = leaning(rows, "client");
  return { all, counted: clients.length > 0 ? clients : all };
}
