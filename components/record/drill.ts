import type { Related } from "@/lib/api/contract";
import { protocolName } from "@/lib/flow/protocols";

/** A filter value that reads back as it is: addresses, numbers and names need no quotes. */
const term = (field: string, value: string | number): string => `${field}:${value}`;

const protocolTerm = (protocol: number | null): string[] =>
  protocol === null ? [] : [term("protocol", protocolName(protocol))];

/** The filter text for both directions of a record's conversation. */
export function conversationFilter(related: Pick<Related, "client" | "server" | "port" | "protocol">): string {
  const { client, server, port, protocol } = related;
  if (!client || !server) return "";
  const ends = client === server ? [term("addr", client)] : [term("addr", client), term("addr", server)];
  return [...ends, ...(port === null ? [] : [term("port", port)]), ...protocolTerm(protocol)].join(" ");
}

/** The filter text for what a client sent to one port of one server. */
export function attemptFilter(client: string, server: string, port: number | null, protocol: number | null): string {
  return [
    term("srcaddr", client),
    term("dstaddr", server),
    ...(port === null ? [] : [term("dstport", port)]),
    ...protocolTerm(protocol),
  ].join(" ");
}

/** The filter text for everything that was sent to one port of one server. */
export function serviceFilter(server: string, port: number | null, protocol: number | null): string {
  return [term("dstaddr", server), ...(port === null ? [] : [term("dstport", port)]), ...protocolTerm(protocol)].join(
    " ",
  );
}

/** The filter text for everything that an address sent. */
export const sourceFilter = (addr: string): string => term("srcaddr", addr);

/** The filter text for everything that was sent to an address. */
export const destinationFilter = (addr: string): string => term("dstaddr", addr);
