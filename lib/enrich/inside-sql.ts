/** Inside and outside as SQL conditions on address columns. */

import { type AddressSpan, isIPv4, parseAddress, storedAddress } from "@/lib/filter/address";
import { ABSENT_ADDRESS } from "@/lib/query/text";
import type { SqlParams } from "@/lib/sql/params";
import { NOBODY_SPANS, PRIVATE_SPANS, parseBlock } from "./blocks";
import type { InsideFacts } from "./network";

/** Conditions on an expression of type IPv6. */
export interface InsideSql {
  inside(sql: string): string;
  /** Not inside, and somebody's address: no multicast, no broadcast, not absent. */
  outside(sql: string): string;
}

/** More addresses than this are bound as the subnets that hold them: a statement's values must fit into a request. */
const MOST_SINGLE = 120;

/** The /24 or /64 of each address, each once. */
function subnetsOf(addresses: readonly string[]): AddressSpan[] {
  const spans = new Map<string, AddressSpan>();
  for (const text of addresses) {
    const address = parseAddress(text) ?? 0n;
    const host = isIPv4(address) ? 8n : 64n;
    const low = (address >> host) << host;
    spans.set(String(low), { low, high: low | ((1n << host) - 1n) });
  }
  return [...spans.values()].slice(0, MOST_SINGLE);
}

/** Makes the conditions; values are bound once, however often they are used. */
export function insideSql({ publicOwn, insideBlocks }: InsideFacts, params: SqlParams): InsideSql {
  const single = publicOwn.length <= MOST_SINGLE ? publicOwn : [];
  const subnets = publicOwn.length <= MOST_SINGLE ? [] : subnetsOf(publicOwn);
  const bind = (address: bigint) => params.bind(storedAddress(address), "IPv6");
  const bound = (spans: readonly AddressSpan[]) => spans.map(({ low, high }) => [bind(low), bind(high)] as const);
  const blocks = bound([...PRIVATE_SPANS, ...insideBlocks.flatMap((block) => parseBlock(block) ?? []), ...subnets]);
  const nobody = bound(NOBODY_SPANS);
  const own = single.map((text) => bind(parseAddress(text) ?? 0n));
  const between = (sql: string, spans: readonly (readonly [string, string])[]) =>
    spans.map(([low, high]) => `${sql} BETWEEN ${low} AND ${high}`).join(" OR ");
  const inside = (sql: string) =>
    `(${between(sql, blocks)}${own.length > 0 ? ` OR ${sql} IN (${own.join(", ")})` : ""})`;
  return {
    inside,
    outside: (sql) => `(NOT ${inside(sql)} AND NOT (${between(sql, nobody)}) AND ${sql} != ${ABSENT_ADDRESS})`,
  };
}
