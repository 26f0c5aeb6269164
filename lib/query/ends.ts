import { parseAddress, storedAddress } from "@/lib/filter/address";
import { protocolNumber } from "@/lib/flow/protocols";
import type { SqlParams } from "@/lib/sql/params";
import { QuestionError } from "./errors";
import { stretchesSql } from "./scope";
import { ABSENT_ADDRESS } from "./text";
import type { TimeRange } from "./time";

/** What is known of a pair's records in a store whose records carry no packet addresses (pkt-srcaddr, pkt-dstaddr). */
export interface Met {
  /** All of them start in one of these. */
  readonly stretches: readonly TimeRange[];
}

/** Two addresses, and what their conversation is narrowed to. Addresses are in stored form (IPv4 as ::ffff:a.b.c.d). */
export interface Ends {
  readonly a: string;
  readonly b: string;
  /** The server's port; null for any. */
  readonly port: number | null;
  /** A protocol number; null for any. */
  readonly protocol: number | null;
  /** Null where nothing is known. */
  readonly met?: Met | null;
}

/** SQL that tells the records of a conversation, and which way each goes. */
export interface EndsSql {
  /** The condition that a record belongs to it. */
  readonly where: string;
  /** 1 when it went from a to b. */
  readonly fromA: string;
}

/**
 * Reads an address for a column.
 * @throws QuestionError when it is none.
 */
export function readAddress(text: string, parameter: string): string {
  const address = parseAddress(text.trim());
  if (address === undefined) throw new QuestionError(parameter, `"${text}" is no IP address.`);
  return storedAddress(address);
}

/**
 * Reads a protocol, by name or number.
 * @throws QuestionError when it is none.
 */
export function readProtocol(text: string, parameter: string): number {
  const number = /^\d{1,3}$/.test(text.trim()) ? Number(text) : protocolNumber(text.trim());
  if (number === undefined || number > 255)
    throw new QuestionError(parameter, `"${text}" is no IP protocol.`, ["tcp", "udp", "icmp"]);
  return number;
}

/** A condition that a record was sent by one address. Behind a NAT gateway the packet's own addresses name the ends. */
export const sentBy = (bound: string): string => `(srcaddr = ${bound} OR pkt_srcaddr = ${bound})`;
const sentTo = (bound: string): string => `(dstaddr = ${bound} OR pkt_dstaddr = ${bound})`;

/** A condition that one address sent a record to another one. */
function wentSql(from: string, to: string, met: Met | null | undefined): string {
  return met ? `srcaddr = ${from} AND dstaddr = ${to}` : `${sentBy(from)} AND ${sentTo(to)}`;
}

/** The condition on time that spares the engine most of the store. */
const metSql = (met: Met | null | undefined, params: SqlParams): string[] =>
  met ? [stretchesSql(met.stretches, params)] : [];

/**
 * Which way a record crosses its interface: what flow-direction says; else, where the packet's address differs from the
 * record's, the record's is the interface's own (AWS writes that in its place). Empty when nothing tells.
 */
export const DIRECTION_SQL = `multiIf(flow_direction != '', CAST(flow_direction, 'String'),
  pkt_srcaddr != ${ABSENT_ADDRESS} AND pkt_srcaddr != srcaddr, 'egress',
  pkt_dstaddr != ${ABSENT_ADDRESS} AND pkt_dstaddr != dstaddr, 'ingress', '')`;

/** Binds two ends. */
export function endsSql(ends: Ends, params: SqlParams): EndsSql {
  const a = params.bind(ends.a, "IPv6");
  const b = params.bind(ends.b, "IPv6");
  const fromA = `(${wentSql(a, b, ends.met)})`;
  const conditions = [
    ...metSql(ends.met, params).map((one) => `(${one})`),
    `(${fromA} OR (${wentSql(b, a, ends.met)}))`,
  ];
  if (ends.protocol !== null) conditions.push(`protocol = ${params.bind(ends.protocol, "UInt8")}`);
  if (ends.port !== null) {
    const port = params.bind(ends.port, "UInt16");
    conditions.push(`(srcport = ${port} OR dstport = ${port})`);
  }
  return { where: conditions.join(" AND "), fromA };
}

/** Two ends that are told apart, in stored form, and the ports that narrow their conversation. */
export interface ToldEnds {
  readonly client: string;
  readonly server: string;
  /** The server's port; null for any. */
  readonly port: number | null;
  /** The client's port, where that is the one asked for. */
  readonly clientPort?: number | undefined;
  /** Null where nothing is known. */
  readonly met?: Met | null | undefined;
}

/** The conditions on ports, for records whose columns are the server's and the client's. */
function portsSql({ port, clientPort }: ToldEnds, server: string, client: string, params: SqlParams): string {
  const parts = [
    ...(port === null ? [] : [` AND ${server} = ${params.bind(port, "UInt16")}`]),
    ...(clientPort === undefined ? [] : [` AND ${client} = ${params.bind(clientPort, "UInt16")}`]),
  ];
  return parts.join("");
}

/** Binds the records towards a server: 1 when it was sent to it, at the port. */
export function toServerSql(sides: ToldEnds, params: SqlParams): string {
  const port = portsSql(sides, "dstport", "srcport", params);
  const [client, server] = [params.bind(sides.client, "IPv6"), params.bind(sides.server, "IPv6")];
  return `(${wentSql(client, server, sides.met)}${port})`;
}

/** Binds the records back from a server. */
export function toClientSql(sides: ToldEnds, params: SqlParams): string {
  const port = portsSql(sides, "srcport", "dstport", params);
  const [client, server] = [params.bind(sides.client, "IPv6"), params.bind(sides.server, "IPv6")];
  return `(${wentSql(server, client, sides.met)}${port})`;
}

/** Binds the conditions of a conversation's records, either way. */
export function conversationSql(sides: ToldEnds, params: SqlParams): string[] {
  return [...metSql(sides.met, params), `${toServerSql(sides, params)} OR ${toClientSql(sides, params)}`];
}
