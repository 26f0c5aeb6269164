/**
 * The records of one host, an address or an interface, each with which way it went and who was at the other end. An
 * address is looked up from each end apart, not with OR: so each part can use the order that the store keeps for it.
 */

import { TOWARDS_SQL } from "@/lib/engine/accelerators";
import type { SqlParams } from "@/lib/sql/params";
import { EXACT_PLACES } from "./pieces";
import type { Question } from "./question";
import { scopeSql } from "./scope";
import type { SumsBranch } from "./sums";

/** An address in stored form, or an interface with its own addresses as far as they are known. */
export type Host =
  | { readonly kind: "address"; readonly addr: string }
  | { readonly kind: "interface"; readonly interfaceId: string; readonly own: readonly string[] };

/** What an address's records can be added up by. */
export interface HostKeys {
  /** SQL of the keys, given the column of the address at the other end and whether the host sent the record. */
  readonly columns: (peer: string, sent: 0 | 1) => readonly string[];
  /** The columns of `flows` in them, beside the host's own. */
  readonly uses: readonly string[];
}

/** By which way it went: 1 for what the host sent. */
const BY_WAY: HostKeys = { columns: (_, sent) => [`toUInt8(${sent})`], uses: [] };

/** An address's records from each end, for sums: what it sent to itself is among what it sent. */
export function hostBranches(addr: string, params: SqlParams, { columns, uses } = BY_WAY): SumsBranch[] {
  const bound = params.bind(addr, "IPv6");
  return [
    { columns: columns("dstaddr", 1), uses: ["srcaddr", ...uses], where: `srcaddr = ${bound}`, leading: "srcaddr" },
    {
      ...{ columns: columns("srcaddr", 0), uses: ["dstaddr", ...uses], where: `dstaddr = ${bound}` },
      ...{ leading: "dstaddr", notSelf: true },
    },
  ];
}

/**
 * A subquery of the host's records with the columns asked for, and `sent` (1 when it left the host), `peer` (the address
 * at the other end) and `serves` (1 when the host has the service's port; NULL without ports).
 * @param columns SQL with aliases, separated by commas. @param and more conditions.
 */
export function hostRowsSql(
  host: Host,
  question: Question,
  params: SqlParams,
  columns: string,
  and: readonly string[] = [],
): string {
  const scope = (more: readonly string[]) => scopeSql(question, params, { and: [...more, ...and] });
  const serves = (sent: string) => `if(isNull(service_port), NULL, ${TOWARDS_SQL} != ${sent})`;
  if (host.kind === "address") {
    const addr = () => params.bind(host.addr, "IPv6");
    return `SELECT ${columns}, toUInt8(1) AS sent, dstaddr AS peer, ${serves("1")} AS serves ${scope([`srcaddr = ${addr()}`])}${EXACT_PLACES}
UNION ALL
SELECT ${columns}, toUInt8(0) AS sent, srcaddr AS peer, ${serves("0")} AS serves ${scope([`dstaddr = ${addr()} AND srcaddr != ${addr()}`])}${EXACT_PLACES}`;
  }
  const own = params.bind(host.own, "Array(IPv6)");
  const sent = `toUInt8(multiIf(flow_direction = 'egress', 1, flow_direction = 'ingress', 0, has(${own}, srcaddr)))`;
  return `SELECT ${columns}, ${sent} AS sent, if(sent, dstaddr, srcaddr) AS peer, ${serves("sent")} AS serves
${scope([`interface_id = ${params.bind(host.interfaceId, "String")}`])}`;
}
