/** Which way a record goes, as SQL: towards a server, back from it, or unknown until its neighbours are looked at. */

import { KNOWN_USER_PORTS, SYSTEM_PORTS_END } from "@/lib/flow/ports";

/** SYN and ACK of a record; 0 where there is neither, or no flags at all. */
export const HANDSHAKE = "bitAnd(ifNull(tcp_flags, 0), 18)";
/** The sender opened: SYN without ACK. */
export const OPENS = `(${HANDSHAKE} = 2)`;
/** The sender answered an opening: SYN with ACK. */
export const ANSWERS = `(${HANDSHAKE} = 18)`;

/** A port that marks the side that serves: a system port, or one of the table. */
export function knownPortSql(port: string): string {
  return `(ifNull(${port}, 0) BETWEEN 1 AND ${SYSTEM_PORTS_END - 1} OR ifNull(${port}, 0) IN (${KNOWN_USER_PORTS.join(", ")}))`;
}

/** Surely a reply: SYN-ACK, or from a known service port to one that is none, unless it opens. */
export const IS_REPLY = `(${ANSWERS} OR (NOT ${OPENS} AND ${knownPortSql("srcport")} AND NOT ${knownPortSql("dstport")}))`;

/** Surely towards a server: it opens, or it goes to a known service port from one that is none. */
export const IS_REQUEST = `(${OPENS} OR (NOT ${ANSWERS} AND ${knownPortSql("dstport")} AND NOT ${knownPortSql("srcport")}))`;

/** The columns that these conditions read. */
export const DIRECTION_COLUMNS: readonly string[] = ["srcport", "dstport", "protocol", "tcp_flags", "service_port"];
