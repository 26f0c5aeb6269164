/** Filter texts that find the records behind a reason. */

import { protocolName } from "../flow/protocols";
import type { Cell, Evidence, InterfaceEvidence } from "./evidence";
import type { Reason } from "./verdict";

/** Which of a conversation's records are meant. */
interface Which {
  readonly at?: InterfaceEvidence;
  readonly way?: "request" | "reply";
  readonly action?: "ACCEPT" | "REJECT";
  readonly clientPorts?: readonly number[];
  readonly more?: string;
}

/** An address as source or destination; behind a NAT gateway the packet's own address names it. */
function end(side: "src" | "dst", address: string, at: InterfaceEvidence | undefined): string {
  const plain = `${side}addr:${address}`;
  return at?.place === "server" || at?.place === "client" ? plain : `(${plain} or pkt-${plain})`;
}

function anyOf(field: string, values: readonly number[]): string {
  return values.length === 1 ? `${field}:${values[0]}` : `${field}:(${values.join(" or ")})`;
}

/** More ports than this are not named in a filter: the address of a page holds it. */
const MOST_PORTS = 12;

/** The filter text of a conversation's records. */
export function filterOf(evidence: Evidence, { at, way, action, clientPorts = [], more }: Which): string {
  const { client, server, port, protocol } = evidence;
  const terms: string[] = [];
  if (way === "request") {
    terms.push(end("src", client, at), end("dst", server, at));
    if (port !== null) terms.push(`dstport:${port}`);
  } else if (way === "reply") {
    terms.push(end("src", server, at), end("dst", client, at));
    if (port !== null) terms.push(`srcport:${port}`);
  } else {
    const either = (address: string) => `(addr:${address} or pkt-srcaddr:${address} or pkt-dstaddr:${address})`;
    terms.push(either(client), either(server));
    if (port !== null) terms.push(`port:${port}`);
  }
  if (clientPorts.length > 0 && clientPorts.length <= MOST_PORTS && port !== null) {
    terms.push(anyOf(way === "request" ? "srcport" : way === "reply" ? "dstport" : "port", clientPorts));
  }
  if (protocol !== null) terms.push(`protocol:${protocolName(protocol)}`);
  if (action) terms.push(`action:${action}`);
  if (at && at.id !== "") terms.push(`interface-id:${at.id}`);
  if (more) terms.push(more);
  return terms.join(" ");
}

/** A reason with the records that it speaks of. `cell` gives their range. */
export function reason(text: string, evidence: Evidence, which: Which, cell: Pick<Cell, "first" | "last">): Reason {
  return {
    text,
    q: filterOf(evidence, which),
    from: cell.first,
    to: cell.last === null ? null : cell.last + 1,
  };
}

/** A reason that speaks of no record. */
export function remark(text: string): Reason {
  return { text, q: null, from: null, to: null };
}
