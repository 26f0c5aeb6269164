import { headingOf } from "@/lib/flow/direction";
import { KNOWN_SERVICE_PORTS, serviceName } from "@/lib/flow/ports";
import { PORT_PROTOCOLS } from "@/lib/flow/protocols";
import { numberOf, type RecordValues, textOf } from "./record";

/** One end of a record. */
export interface End {
  readonly addr: string | undefined;
  /** Undefined where the protocol has no ports. */
  readonly port: number | undefined;
}

/** Which end of a record is likely the client, and how we know. */
export interface Roles {
  readonly client: End;
  readonly server: End;
  /** Which way the packets of this record went. */
  readonly towards: "server" | "client";
  readonly confidence: "high" | "medium" | "low";
  /** One sentence: the evidence. */
  readonly why: string;
}

/** Does the record name ports that mean something? ICMP and the like carry 0 in both. */
export function hasPorts(record: RecordValues): boolean {
  const protocol = numberOf(record, "protocol");
  const ports = [numberOf(record, "srcport"), numberOf(record, "dstport")];
  if (protocol === undefined) return ports.some((port) => port !== undefined && port !== 0);
  return PORT_PROTOCOLS.includes(protocol) && ports.some((port) => port !== undefined);
}

/** Who the client is, when more than this record is known about it. */
export interface KnownClient {
  readonly addr: string;
  readonly confidence: Roles["confidence"];
  readonly why: string;
}

/**
 * Says which end of one record opened the traffic, by the same rule that gives each record its service port at import.
 * Where that rule cannot tell (no ports, or the same one twice), the sender is taken for the client.
 * @param known who the whole conversation says the client is; it overrules what one record can tell.
 */
export function rolesOf(record: RecordValues, known?: KnownClient): Roles {
  const ports = hasPorts(record);
  const source: End = { addr: textOf(record, "srcaddr"), port: ports ? numberOf(record, "srcport") : undefined };
  const destination: End = { addr: textOf(record, "dstaddr"), port: ports ? numberOf(record, "dstport") : undefined };
  const heading = headingOf({
    srcport: source.port ?? null,
    dstport: destination.port ?? null,
    protocol: numberOf(record, "protocol") ?? null,
    tcpFlags: numberOf(record, "tcp_flags") ?? null,
  });
  const overruled = known && source.addr !== destination.addr && [source.addr, destination.addr].includes(known.addr);
  const toClient = overruled ? destination.addr === known.addr : heading?.heading === "to_client";
  const [client, server] = toClient ? [destination, source] : [source, destination];
  return {
    client,
    server,
    towards: toClient ? "client" : "server",
    confidence: (overruled ? known.confidence : heading?.confidence) ?? "low",
    why: overruled ? known.why : evidence(client, server, toClient, heading?.confidence, numberOf(record, "protocol")),
  };
}

/** Puts into words what the rule went by. */
function evidence(
  client: End,
  server: End,
  toClient: boolean,
  confidence: Roles["confidence"] | undefined,
  protocol: number | undefined,
): string {
  if (confidence === "high") {
    return toClient
      ? "The sender set SYN with ACK, as only a server does."
      : "The sender set SYN without ACK, as only a client does.";
  }
  if (client.port === undefined || server.port === undefined) {
    return "The record has no pair of ports, so the sender is taken for the client.";
  }
  if (confidence === undefined) return "Both ports are the same, so the sender is taken for the client.";
  if (confidence === "medium" && KNOWN_SERVICE_PORTS.has(server.port)) {
    const name = serviceName(server.port, protocol);
    return `Port ${server.port}${name ? ` (${name})` : ""} is a known service port, port ${client.port} is not.`;
  }
  return `Port ${server.port} is the likelier service port of the two; the record itself does not tell.`;
}
