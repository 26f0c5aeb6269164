import { serviceName } from "@/lib/flow/ports";
import { protocolName } from "@/lib/flow/protocols";
import { formatExact, formatSpan, formatTime, formatZone } from "@/lib/view";

/** Writes a count with its noun: `1 packet`, `1,234 packets`. */
export function sayMany(value: number | string, singular: string, plural = `${singular}s`): string {
  return `${formatExact(value)} ${String(value) === "1" ? singular : plural}`;
}

/** Protocols that people know by upper-case letters. */
const SPELLED: Readonly<Record<string, string>> = { icmp: "ICMP", icmpv6: "ICMPv6", gre: "GRE", esp: "ESP", ah: "AH" };

/** Writes a protocol as in running text: `tcp`, `ICMP`, `protocol 143`. */
export function sayProtocol(protocol: number | undefined): string {
  if (protocol === undefined) return "an unknown protocol";
  const name = protocolName(protocol);
  if (name === String(protocol)) return `protocol ${protocol}`;
  return SPELLED[name] ?? name;
}

/** A window of a record with its zone named: `2020-04-24 17:29:23 to 17:30:22 UTC`. @param zone an IANA name. */
export function sayWindow(start: number, end: number, zone: string): string {
  const span = end > start ? formatSpan(start, end, zone) : formatTime(start, zone);
  return `${span} ${formatZone(zone, start)}`;
}

/** Writes a port with its protocol, and the service where that is known: `443/tcp (https)`, `8088/tcp`. */
export function sayPort(port: number, protocol: number | undefined): string {
  const slash = protocol === undefined ? String(port) : `${port}/${protocolName(protocol)}`;
  const service = serviceName(port, protocol);
  return service ? `${slash} (${service})` : slash;
}
