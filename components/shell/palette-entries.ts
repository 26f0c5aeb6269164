import type { HostName } from "@/components/host/host-href";
import { parseFilter, printFilter } from "@/lib/filter";
import { parseAddress, printAddress } from "@/lib/filter/address";

export interface HostEntry {
  readonly label: string;
  /** Filter text that the entry sets. */
  readonly filter?: string;
  /** The host whose page the entry opens. */
  readonly host?: HostName;
}

const PORT = /^\d{1,5}$/;
const INTERFACE = /^eni-[\w-]{1,60}$/i;

/** The host that a text names: an address or an interface. */
function hostOf(typed: string): HostName | undefined {
  const address = parseAddress(typed);
  if (address !== undefined) return { addr: printAddress(address) };
  return INTERFACE.test(typed) ? { interface_id: typed } : undefined;
}

/**
 * What a text typed into the palette could mean for the filter: an address or an interface opens its page and filters, a
 * network filters, a number is a port, anything else that the filter language understands as a filter.
 */
export function filterEntries(text: string): readonly HostEntry[] {
  const typed = text.trim().replace(/^(open\s+)?(host|address|ip|port)\s+/i, "");
  if (!typed) return [];
  const filter = (source: string): string | undefined => {
    const result = parseFilter(source);
    return result.ok ? printFilter(result.filter) : undefined;
  };
  const host = hostOf(typed);
  const place = /[.:]/.test(typed) && !/\s/.test(typed) ? filter(`addr:${typed}`) : host && filter(typed);
  if (place) {
    const name = host && ("addr" in host ? host.addr : host.interface_id);
    return [...(host ? [{ label: `Open host ${name}`, host }] : []), { label: `Filter by ${place}`, filter: place }];
  }
  const port = PORT.test(typed) ? filter(`port:${typed}`) : undefined;
  if (port) return [{ label: `Open port ${typed}`, filter: port }];
  const any = filter(typed);
  return any ? [{ label: `Filter by ${any}`, filter: any }] : [];
}
