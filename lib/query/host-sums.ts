/** Sums of an address's records, by peer and service: from what is kept beside the records, where that can answer. */

import { TOWARDS_SQL } from "@/lib/engine/accelerators";
import { SqlParams } from "@/lib/sql/params";
import { numberOrNull, type Raw } from "./count";
import { type Host, type HostKeys, hostBranches, hostRowsSql } from "./host-rows";
import { isKept, TOWARDS } from "./kept";
import { limits } from "./limits";
import type { Asker, Question } from "./question";
import { stretchesSql } from "./scope";
import { type SumsOptions, sumsSelect } from "./sums";
import { stretchesOf } from "./within";

const HOUR = 3600;

/** By the address at the other end: `k0` is 1 for what the host sent, `k1` the peer. */
export const BY_PEER: HostKeys = {
  columns: (peer, sent) => [`toUInt8(${sent})`, peer],
  uses: ["srcaddr", "dstaddr"],
};

/** By service: `k0` is 1 where the host has the service's port, `k1` the port, `k2` the protocol; then the peer. */
export const BY_SERVICE: HostKeys = {
  columns: (peer, sent) => [`toUInt8(${TOWARDS_SQL} != ${sent})`, "service_port", "protocol", peer],
  uses: ["srcaddr", "dstaddr", "service_port", "protocol", TOWARDS],
};

/** By interface: `k0` is 1 for what the host sent, `k1` the peer, `k2` the interface, `k3` the flow-direction. */
export const BY_INTERFACE: HostKeys = {
  columns: (peer, sent) => [...BY_PEER.columns(peer, sent), "interface_id", "flow_direction"],
  uses: ["srcaddr", "dstaddr", "interface_id", "flow_direction"],
};

/** Can what is kept beside the records tell of a host? An interface's records are in no order that would find them. */
export const isKeptOf = (host: Host, { filter }: Question, { uses }: HostKeys): host is Host & { kind: "address" } =>
  host.kind === "address" && isKept(filter, uses);

/** A SELECT of an address's sums by some keys: as `sumsSelect` gives them. */
export function hostSumsSql(
  addr: string,
  question: Question,
  keys: HostKeys,
  params: SqlParams,
  options: Omit<SumsOptions, "branches">,
): string {
  return sumsSelect(question, params, { branches: hostBranches(addr, params, keys), ...options });
}

/** When the first and the last of some records started, in epoch seconds; null where none has a time. */
export interface FirstLast {
  readonly first: number | null;
  readonly last: number | null;
}

/** Which records times are asked for: those with some keys. */
export interface TimesOptions {
  readonly keys: HostKeys;
  /** SQL of what names a group, over the keys, and over `hostRowsSql`'s columns and `columns`. */
  readonly name: { readonly ofKeys: string; readonly ofRows: string };
  readonly columns: string;
  /** A condition on both that leaves out most of the others: over `peer` as given. */
  readonly among: (peer: string, params: SqlParams) => string;
}

/**
 * The first and last start of groups of an address's records. Kept sums tell the hours, and the records of those hours
 * the seconds.
 * @returns by the groups' names. @throws EngineError
 */
export async function firstAndLast(
  { engine, signal }: Asker,
  question: Question,
  host: Host & { kind: "address" },
  { keys, name, columns, among }: TimesOptions,
): Promise<Map<string, FirstLast>> {
  const params = new SqlParams();
  const sums = hostSumsSql(host.addr, question, keys, params, {
    bucket: HOUR,
    measures: [],
    and: (bound, { leading }) => [among(leading === "srcaddr" ? "dstaddr" : "srcaddr", bound)],
  });
  const { rows } = await engine.query<{ first: Raw; last: Raw }>(
    `SELECT minIf(t, t > 0) AS first, max(t) AS last FROM (${sums}) GROUP BY ${name.ofKeys}`,
    params.values,
    limits(signal),
  );
  const hours = new Set(rows.flatMap(({ first, last }) => [Number(first), Number(last)]).filter((hour) => hour > 0));
  if (hours.size === 0) return new Map();
  const again = new SqlParams();
  const within = stretchesSql(stretchesOf([...hours]), again);
  const records = hostRowsSql(host, question, again, columns, [within]);
  const exact = await engine.query<{ name: string; first: Raw; last: Raw }>(
    `SELECT ${name.ofRows} AS name, nullIf(toUInt32(minIf(start, toUInt32(start) > 0)), 0) AS first,
  nullIf(toUInt32(max(start)), 0) AS last FROM (${records}) WHERE ${among("peer", again)} GROUP BY name`,
    again.values,
    limits(signal),
  );
  return new Map(exact.rows.map((row) => [row.name, { first: numberOrNull(row.first), last: numberOrNull(row.last) }]));
}
