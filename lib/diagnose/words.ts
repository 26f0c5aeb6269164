/** How verdicts write times, counts, services and places. */

import { serviceName } from "../flow/ports";
import { PORT_PROTOCOLS, protocolName } from "../flow/protocols";
import type { Cell, Evidence, InterfaceEvidence } from "./evidence";

const SPELLED: Readonly<Record<string, string>> = { icmp: "ICMP", icmpv6: "ICMPv6", gre: "GRE", esp: "ESP", ah: "AH" };

/** `1 packet`, `1,234 packets`. */
export function many(count: number, noun: string, plural = `${noun}s`): string {
  return `${count.toLocaleString("en-US")} ${count === 1 ? noun : plural}`;
}

/** `2020-04-24 17:29:23`, in UTC, without the zone. */
export function moment(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 19).replace("T", " ");
}

/** `2020-04-24 17:29:23 to 17:30:22 UTC`; the day is written again only where it changes. */
export function span(first: number, last: number): string {
  const from = moment(first);
  if (last <= first) return `${from} UTC`;
  const to = moment(last);
  return `${from} to ${from.slice(0, 10) === to.slice(0, 10) ? to.slice(11) : to} UTC`;
}

/** `1 packet, 40 bytes, 2020-04-24 17:29:23 to 17:30:22 UTC`. */
export function figures(cell: Cell): string {
  const parts = [many(cell.packets, "packet"), many(cell.bytes, "byte")];
  if (cell.first !== null) parts.push(span(cell.first, cell.last ?? cell.first));
  return parts.join(", ");
}

/** Whether a protocol has ports. */
export const hasPorts = (protocol: number | null): boolean => protocol !== null && PORT_PROTOCOLS.includes(protocol);

/** `tcp`, `ICMP`, `protocol 143`. */
export function protocolWord(protocol: number | null): string {
  if (protocol === null) return "an unknown protocol";
  const name = protocolName(protocol);
  return name === String(protocol) ? `protocol ${protocol}` : (SPELLED[name] ?? name);
}

/** `port 443/tcp (https)`, `ICMP`. */
export function serviceWord({ port, protocol }: Pick<Evidence, "port" | "protocol">): string {
  if (port === null) return protocolWord(protocol);
  if (protocol === null) return `port ${port}`;
  const name = serviceName(port, protocol);
  return `port ${port}/${protocolName(protocol)}${name ? ` (${name})` : ""}`;
}

/** ` on port 443/tcp`, or ` with ICMP`: to follow an address. */
export function onService(evidence: Pick<Evidence, "port" | "protocol">): string {
  if (evidence.port === null && evidence.protocol === null) return "";
  return `${evidence.port === null ? " with" : " on"} ${serviceWord(evidence)}`;
}

/** `eni-0a1, the server's interface`. */
export function interfaceWord({ id, place }: Pick<InterfaceEvidence, "id" | "place">): string {
  const whose = {
    server: "the server's interface",
    client: "the client's interface",
    middle: "an interface on the way",
    unknown: "",
  }[place];
  if (id === "") return whose || "an interface that the log does not name";
  return whose === "" ? id : `${id} (${whose})`;
}

/** `tried to reach X on port 8088/tcp once`. */
export function tried(evidence: Evidence, cell: Cell): string {
  const times = cell.records === 1 ? (cell.packets === 1 ? " once" : "") : ` ${many(cell.records, "time")}`;
  const verb =
    evidence.port === null && evidence.protocol !== null
      ? `tried to send ${protocolWord(evidence.protocol)} to`
      : "tried to reach";
  const where = evidence.port === null ? "" : onService(evidence);
  return `${evidence.client} ${verb} ${evidence.server}${where}${times}`;
}
