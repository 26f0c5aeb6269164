import { parseFilter, printFilter } from "@/lib/filter";

export interface HostEntry {
  readonly label: string;
  /** Filter text that the entry sets. */
  readonly filter: string;
}

const PORT = /^\d{1,5}$/;

/**
 * What a text typed into the palette could mean for the filter: an address or a network as a host, a number as a port,
 * anything else that the filter language understands as a filter.
 */
export function filterEntries(text: string): readonly HostEntry[] {
  const typed = text.trim().replace(/^(open\s+)?(host|address|ip|port)\s+/i, "");
  if (!typed) return [];
  const filter = (source: string): string | undefined => {
    const result = parseFilter(source);
    return result.ok ? printFilter(result.filter) : undefined;
  };
  const host = /[.:]/.test(typed) && !/\s/.test(typed) ? filter(`addr:${typed}`) : undefined;
  if (host) return [{ label: `Open host ${typed}`, filter: host }];
  const port = PORT.test(typed) ? filter(`port:${typed}`) : undefined;
  if (port) return [{ label: `Open port ${typed}`, filter: port }];
  const any = filter(typed);
  return any ? [{ label: `Filter by ${any}`, filter: any }] : [];
}
