import type { Related } from "@/lib/api/contract";
import type { KnownClient } from "@/lib/record";

/** What the whole conversation says about who the client is. */
export function knownClient(related: Pick<Related, "client" | "role">): KnownClient | undefined {
  return related.client && related.role ? { addr: related.client, ...related.role } : undefined;
}
