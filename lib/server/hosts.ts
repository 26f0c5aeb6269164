import { isIP } from "node:net";
import type { Settings } from "../settings";
import { isLoopback } from "./loopback";

/** The name in a Host header, without the port. */
function nameOf(host: string): string {
  const bracketed = /^\[([^\]]+)\](?::\d+)?$/.exec(host);
  return (bracketed?.[1] ?? host.replace(/:\d+$/, "")).toLowerCase();
}

/**
 * May a request name this host? A page of another site can make a browser send requests here under a name
 * of its own (DNS rebinding), but never under an address or under a name that we chose.
 * @param host the Host header.
 */
export function isAllowedHost(host: string | null, settings: Pick<Settings, "host" | "allowedHosts">): boolean {
  if (!host) return false;
  const name = nameOf(host);
  if (isLoopback(name) || settings.allowedHosts.includes(name)) return true;
  if (isLoopback(settings.host)) return false;
  return name === settings.host.toLowerCase() || isIP(name) !== 0;
}
