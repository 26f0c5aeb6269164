import type { Place } from "@/lib/diagnose";

/** What one interface logged of a conversation, and what that says about whose it is. */
export interface PlaceEvidence {
  readonly id: string;
  /** Records that say which way they crossed the interface, and of these those in which an end has the interface's own address. */
  readonly directed: number;
  readonly ownServer: number;
  readonly ownClient: number;
  /** Directed records that go into the server or out of it as seen from here, whatever the interface's own address. */
  readonly serverSide: number;
  readonly clientSide: number;
  /** True when an instance is attached: what forwards for others (NAT gateway, Transit Gateway) has none. */
  readonly instance: boolean;
  /** The shares of all the interface's records in which the server's and the client's address occur; null when not asked. */
  readonly shares: { readonly server: number; readonly client: number } | null;
  /** Records by direction and action. */
  readonly requestAccepted: number;
  readonly requestRejected: number;
  readonly replyAccepted: number;
  readonly replyRejected: number;
}

/** The interface's own address is in nearly all its records. */
const NEARLY_ALL = 0.95;

/** Whose interface one is, by its own records. */
function alone(one: PlaceEvidence): Place {
  if (one.directed > 0) {
    if (one.ownServer > 0 || one.ownClient > 0) return one.ownServer >= one.ownClient ? "server" : "client";
    // Its own address is neither: it forwards, or an instance holds the address as a secondary one.
    if (!one.instance) return "middle";
    return one.serverSide >= one.clientSide ? "server" : "client";
  }
  if (one.shares === null || one.shares.server === one.shares.client) return "unknown";
  const most = Math.max(one.shares.server, one.shares.client);
  if (most < NEARLY_ALL) return "unknown";
  return one.shares.server > one.shares.client ? "server" : "client";
}

/** RFC 1918, RFC 6598, RFC 4193, and link-local addresses, in stored form. */
export function isPrivate(stored: string): boolean {
  const [, a = -1, b = -1] = (/^::ffff:(\d+)\.(\d+)\./.exec(stored) ?? []).map(Number);
  if (a >= 0) {
    return (
      a === 10 ||
      (a === 172 && b >= 16 && b <= 31) ||
      (a === 192 && b === 168) ||
      (a === 100 && b >= 64 && b <= 127) ||
      (a === 169 && b === 254)
    );
  }
  return /^f[cd][0-9a-f]{2}:/i.test(stored) || /^fe[89ab][0-9a-f]:/i.test(stored);
}

/** Of two interfaces that logged the same packets, tells which is the server's by where they stopped. */
function byWhereItStopped(x: PlaceEvidence, y: PlaceEvidence): Place {
  // What one interface rejected and the other did not see accepted stopped there first.
  if (x.requestRejected > 0 && y.requestAccepted > 0 && y.requestRejected === 0) return "server";
  if (y.requestRejected > 0 && x.requestAccepted > 0 && x.requestRejected === 0) return "client";
  if (x.replyRejected > 0 && y.replyRejected === 0) return y.replyAccepted > 0 ? "client" : "server";
  if (y.replyRejected > 0 && x.replyRejected === 0) return x.replyAccepted > 0 ? "server" : "client";
  return "unknown";
}

const opposite = (place: Place): Place => (place === "server" ? "client" : place === "client" ? "server" : place);

/**
 * Decides whose interfaces logged a conversation: flow-direction, the address that nearly all records of an interface share,
 * where packets stopped; at last, that a VPC's interface has the private one of a private and a public address.
 * @param ends stored addresses.
 */
export function placesOf(
  rows: readonly PlaceEvidence[],
  ends: { readonly client: string; readonly server: string },
): ReadonlyMap<string, Place> {
  const places = new Map(rows.map((row) => [row.id, alone(row)]));
  const unknown = rows.filter(({ id }) => places.get(id) === "unknown");
  const [x, y] = unknown;
  const known = (place: Place) => [...places.values()].includes(place);
  if (x && !y && known("server") !== known("client")) places.set(x.id, known("server") ? "client" : "server");
  else if (x && y && unknown.length === 2) {
    const place = byWhereItStopped(x, y);
    places.set(x.id, place);
    places.set(y.id, opposite(place));
  }
  const privates = { client: isPrivate(ends.client), server: isPrivate(ends.server) };
  if (privates.client !== privates.server) {
    const own: Place = privates.server ? "server" : "client";
    for (const { id } of rows) if (places.get(id) === "unknown" && !known(own)) places.set(id, own);
  }
  return places;
}
