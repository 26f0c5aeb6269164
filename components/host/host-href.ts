import { findField } from "@/lib/flow";

/** A host by its address or, for an interface, by its id. */
export type HostName = { readonly addr: string } | { readonly interface_id: string };

/**
 * The link to a host's page.
 * @param base the page's path with the view's parameters.
 */
export function withHost(base: string, host: HostName): string {
  const [name, value] = "addr" in host ? ["addr", host.addr] : ["interface_id", host.interface_id];
  return `${base}${base.includes("?") ? "&" : "?"}${name}=${encodeURIComponent(value).replaceAll("%3A", ":")}`;
}

/**
 * The hosts that a value of a field, or a row of a top list, stands for: none, one, or both of a pair.
 * @param by a field's column, or a key of GROUPINGS.
 */
export function hostsOf(by: string, key: string | null, addrs?: readonly string[]): readonly HostName[] {
  if (by === "pair") return (addrs ?? []).filter((addr) => addr !== "-").map((addr) => ({ addr }));
  if (key === null || key === "") return [];
  if (by === "interface_id") return [{ interface_id: key }];
  return by === "addr" || findField(by)?.kind === "address" ? [{ addr: key }] : [];
}

/** The address, or the interface's id. */
export const hostLabel = (host: HostName): string => ("addr" in host ? host.addr : host.interface_id);

/** The filter terms that a host stands for. */
export const hostTerms = (host: HostName, side?: "srcaddr" | "dstaddr"): readonly (readonly [string, string])[] =>
  "addr" in host ? [[side ?? "addr", host.addr]] : [["interface_id", host.interface_id]];
