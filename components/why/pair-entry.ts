import { parseAddress } from "@/lib/filter/address";
import { protocolNumber } from "@/lib/flow/protocols";

/** Two ends, a port and a protocol. */
export interface Pair {
  readonly a: string;
  readonly b: string;
  readonly port: number | null;
  readonly protocol: number | null;
}

/** Two addresses with words between them and a port behind: `10.0.1.5 to 10.0.2.9 443/tcp`. */
const TYPED =
  /^(?:why\s+)?(?:can(?:'t|not)?\s+)?(\S+)\s+(?:(?:to|reach|and|->)\s+)?(\S+?)\??(?:\s+(?:on\s+)?(?:port\s+)?(\d{1,5})(?:\/(\w+))?)?\??$/i;

/**
 * Reads a text as a question about two addresses.
 * @returns undefined when it is none.
 */
export function pairEntry(text: string): Pair | undefined {
  const [, a = "", b = "", port, protocol] = TYPED.exec(text.trim()) ?? [];
  if (parseAddress(a) === undefined || parseAddress(b) === undefined) return undefined;
  const number = port === undefined ? null : Number(port);
  if (number !== null && number > 65_535) return undefined;
  return { a, b, port: number, protocol: protocol === undefined ? null : (protocolNumber(protocol) ?? null) };
}
