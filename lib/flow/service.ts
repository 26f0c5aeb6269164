import { isOpening, isOpeningAnswer } from "./flags";
import { KNOWN_SERVICE_PORTS, KNOWN_USER_PORTS, SYSTEM_PORTS_END } from "./ports";
import { PORT_PROTOCOLS, protocolName, protocolNumber } from "./protocols";

/** What tells which end of a record serves. Absent values are null. */
export interface Endpoints<T> {
  readonly srcport: T;
  readonly dstport: T;
  readonly protocol: T;
  readonly tcpFlags: T;
}

/** Puts the likelier service port lower: known ports, then any other, then the reserved port 0; each group by number. */
function rank(port: number): number {
  if (port === 0) return 131072;
  return KNOWN_SERVICE_PORTS.has(port) ? port : port + 65536;
}

/**
 * The responder's port of a record, whichever way the record is directed:
 * 1. none when the protocol has no ports, or a port is absent;
 * 2. SYN without ACK: the sender opened, so the destination port; SYN with ACK: the sender answered, so the source port;
 * 3. the one that is a known service port, where only one is; else the lower one. (Port 0 only when both are 0.)
 *
 * `servicePortSql` says the same in SQL, and a test holds the two together.
 */
export function servicePort({ srcport, dstport, protocol, tcpFlags }: Endpoints<number | null>): number | null {
  if (srcport === null || dstport === null || protocol === null) return null;
  if (!PORT_PROTOCOLS.includes(protocol)) return null;
  if (isOpening(tcpFlags)) return dstport;
  if (isOpeningAnswer(tcpFlags)) return srcport;
  return rank(srcport) <= rank(dstport) ? srcport : dstport;
}

/**
 * `servicePort` as a ClickHouse expression of type Nullable(UInt16). It runs on every imported row: ranks are compared as plain
 * integers, because operations on Nullable columns cost several times as much, and absence is looked at once.
 * @param columns SQL expressions: ports Nullable(UInt16), protocol Nullable(UInt8), tcpFlags Nullable(UInt16).
 */
export function servicePortSql({ srcport, dstport, protocol, tcpFlags }: Endpoints<string>): string {
  const source = `assumeNotNull(${srcport})`;
  const destination = `assumeNotNull(${dstport})`;
  const handshake = `bitAnd(ifNull(${tcpFlags}, 0), 18)`;
  const users = KNOWN_USER_PORTS.join(", ");
  const rankOf = (port: string) =>
    `${port} + toUInt32(65536) * (${port} >= ${SYSTEM_PORTS_END} AND ${port} NOT IN (${users})) + toUInt32(131072) * (${port} = 0)`;
  // A rank is the port plus a multiple of 65536, so its low 16 bits are the port again.
  const likelier = `bitAnd(least(${rankOf(source)}, ${rankOf(destination)}), 65535)`;
  const port = `multiIf(${handshake} = 2, ${destination}, ${handshake} = 18, ${source}, ${likelier})`;
  const hasPorts = `ifNull(${protocol}, 255) IN (${PORT_PROTOCOLS.join(", ")}) AND isNotNull(${srcport}) AND isNotNull(${dstport})`;
  return `if(${hasPorts}, toNullable(toUInt16(${port})), NULL)`;
}

/** The key of a service as the API writes it: `443/tcp`. */
export function serviceKey(port: number, protocol: number): string {
  return `${port}/${protocolName(protocol)}`;
}

/**
 * Reads a service key (`443/tcp`, `53/17`).
 * @returns undefined when the text is none.
 */
export function parseServiceKey(text: string): { port: number; protocol: number } | undefined {
  const [, digits = "", name = ""] = /^(\d{1,5})\/(\S+)$/.exec(text) ?? [];
  const port = Number(digits);
  const protocol = /^\d{1,3}$/.test(name) ? Number(name) : protocolNumber(name);
  if (digits === "" || port > 65535 || protocol === undefined || protocol > 255) return undefined;
  return { port, protocol };
}
