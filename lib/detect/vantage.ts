/** From which interfaces' records a finding is measured, so that what two ends logged is counted once. */

import type { Network } from "@/lib/enrich";
import { listTerm, type Plain } from "./terms";

/** Something that an interface logged. */
export interface Logged extends Plain {
  readonly eni: string;
}

/** Which records are looked at, and the condition that says so. */
export interface Vantage<Item> {
  readonly items: readonly Item[];
  /** Conditions of the filter language; empty when all records count. */
  readonly terms: readonly string[];
}

const logged = <Item extends Logged>(items: readonly Item[], of: ReadonlySet<string>): Vantage<Item> | undefined => {
  const some = items.filter(({ eni }) => of.has(eni));
  if (some.length === 0) return undefined;
  if (some.length === items.length) return { items, terms: [] };
  const term = listTerm("interface-id", [...new Set(some.map(({ eni }) => eni))].sort());
  return term === undefined ? undefined : { items: some, terms: [term] };
};

/**
 * The ways to look at a conversation, the best first: at the server's own interfaces, at the client's, at the one
 * interface that logged most, at all.
 */
export function vantages<Item extends Logged>(
  items: readonly Item[],
  network: Network,
  ends: { readonly servers: readonly string[]; readonly client: string },
  prefer: "server" | "client" = "server",
): Vantage<Item>[] {
  const of = (addresses: readonly string[]) =>
    new Set(addresses.flatMap((address) => [...(network.interfacesOf.get(address) ?? [])]));
  const server = logged(items, of(ends.servers));
  const client = logged(items, of([ends.client]));
  const counts = new Map<string, number>();
  for (const { eni } of items) counts.set(eni, (counts.get(eni) ?? 0) + 1);
  const [most] = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const single = most && most[0] !== "" ? logged(items, new Set([most[0]])) : undefined;
  const order = prefer === "server" ? [server, client, single] : [client, server, single];
  return [...order.filter((one) => one !== undefined), { items, terms: [] }];
}
