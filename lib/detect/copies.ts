/**
 * A NAT gateway logs what passes through it again: from the host to itself, and from itself to the outside. In logs
 * without pkt-* fields both look like findings of their own. Where the host's own finding is there, they are dropped.
 */

import type { DetectContext } from "./context";
import type { Candidate } from "./finding";
import { nextTurn } from "./turn";

const SLACK = 660;
/** A gateway hands on nearly every flow; half leaves room for windows that were cut differently. */
const HANDED_ON = 0.5;

const overlap = (a: Candidate, b: Candidate): boolean => a.first <= b.last + SLACK && b.first <= a.last + SLACK;

/** The share of one list that is in another. */
function shared(some: readonly string[], others: readonly string[]): number {
  const known = new Set(others);
  return some.length === 0 ? 0 : some.filter((one) => known.has(one)).length / some.length;
}

/** True when `copy` could be what a gateway made of `original`: the same servers and port at the same time, another client. */
function mirrors(copy: Candidate, original: Candidate): boolean {
  if (!copy.ends || !original.ends || copy.ends.client === original.ends.client) return false;
  if (copy.ends.port !== original.ends.port || !overlap(copy, original)) return false;
  return shared(copy.ends.servers, original.ends.servers) >= 0.8;
}

/** True when the host sent about as many flows to the gateway, on the same ports, as the gateway sent to the servers. */
async function handsOn(context: DetectContext, host: string, copy: Candidate): Promise<boolean> {
  const gateway = copy.ends?.client ?? "";
  const servers = (copy.ends?.servers ?? []).slice(0, 40);
  const rows = await context.query<{ into: string; out: string }>((sql) => {
    const times = `t BETWEEN ${sql.bind(Math.max(0, copy.first - SLACK), "UInt32")} AND ${sql.bind(copy.last + SLACK, "UInt32")}`;
    const between = (from: readonly string[], to: readonly string[]) =>
      sql.rows(["dstport"], [`s IN ${sql.addresses(from)}`, `d IN ${sql.addresses(to)}`, times]);
    const out = between([gateway], servers);
    return `SELECT (SELECT count() FROM ${out}) AS out,
  (SELECT count() FROM ${between([host], [gateway])} WHERE dstport IN (SELECT DISTINCT dstport FROM ${out})) AS into`;
  });
  const [row] = rows;
  return row !== undefined && Number(row.out) > 0 && Number(row.into) >= HANDED_ON * Number(row.out);
}

/** Drops the copies among findings of one kind. @throws EngineError */
export async function withoutCopies(
  context: DetectContext,
  candidates: readonly Candidate[],
): Promise<readonly Candidate[]> {
  const { isInside, translators } = context.network;
  const gateways = new Set<string>(translators);
  const kept: Candidate[] = [];
  for (const copy of candidates) {
    await nextTurn();
    const client = copy.ends?.client;
    const originals = client && isInside(client) ? candidates.filter((one) => one !== copy && mirrors(copy, one)) : [];
    let isCopy = false;
    for (const { ends } of originals) {
      if (isCopy || !ends || !isInside(ends.client)) continue;
      isCopy = translators.has(copy.ends?.client ?? "") || (await handsOn(context, ends.client, copy));
    }
    if (isCopy && client) gateways.add(client);
    else kept.push(copy);
  }
  // What a host seems to do to the gateway itself is the inner leg of the same.
  const isInnerLeg = ({ ends }: Candidate): boolean => {
    const [server] = ends?.servers ?? [];
    if (ends?.servers.length !== 1 || server === undefined || !gateways.has(server)) return false;
    return kept.some((one) => one.ends?.client === ends.client && one.ends.servers[0] !== server);
  };
  return kept.filter((one) => !isInnerLeg(one));
}
