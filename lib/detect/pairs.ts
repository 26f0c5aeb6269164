/** Pairs of addresses that sent records of some kind to each other, and who began. */

import { addressTextSql } from "@/lib/query/text";
import type { DetectContext, Sql } from "./context";
import { vantages } from "./vantage";

/** What two addresses sent each other, at one interface. */
export interface PairTotals {
  /** Who sent the first record of all, and to whom. */
  readonly sender: string;
  readonly receiver: string;
  readonly protocol: number;
  readonly first: number;
  readonly last: number;
  readonly all_bytes: number;
  readonly all_packets: number;
  /** The least bytes and the most packets of one record. */
  readonly least_bytes: number;
  readonly most_packets: number;
  readonly eni: string;
  readonly plain: number;
}

/** One pair, and the conditions on interfaces that count its records once. */
export interface PairSeen {
  readonly totals: readonly PairTotals[];
  readonly sender: string;
  readonly receiver: string;
  readonly protocol: number;
  readonly terms: readonly string[];
}

/** The most pairs that are looked at. */
export const MOST_PAIRS = 5000;

/**
 * Sums up, by unordered pair, protocol and interface, the records that fulfil conditions on `s`, `d` and columns.
 * @throws EngineError
 */
export async function pairTotals(
  context: DetectContext,
  columns: readonly string[],
  and: (sql: Sql) => readonly string[],
): Promise<PairSeen[]> {
  const rows = await context.grouped<PairTotals>("least(s, d), greatest(s, d)", (sql, part) => {
    const from = sql.rows([...columns, "line", "input"], [...and(sql), part]);
    return `SELECT ${addressTextSql("argMin(s, (t, input, line))")} AS sender, ${addressTextSql("argMin(d, (t, input, line))")} AS receiver, protocol,
  min(t) AS first, max(t) AS last, toFloat64(sum(ifNull(bytes, 0))) AS all_bytes, toFloat64(sum(ifNull(packets, 0))) AS all_packets,
  toFloat64(min(ifNull(bytes, 0))) AS least_bytes, toFloat64(max(ifNull(packets, 0))) AS most_packets, eni, min(plain) AS plain
FROM ${from} GROUP BY least(s, d), greatest(s, d), protocol, eni ORDER BY first, sender, receiver, eni LIMIT ${MOST_PAIRS + 1}`;
  });
  if (rows.length > MOST_PAIRS) context.cut("pairs of addresses");
  const pairs = new Map<string, PairTotals[]>();
  for (const row of rows.slice(0, MOST_PAIRS)) {
    const key = [...[row.sender, row.receiver].sort(), row.protocol].join(" ");
    pairs.set(key, [...(pairs.get(key) ?? []), row]);
  }
  return [...pairs.values()].flatMap((all) => {
    const [begun] = all;
    if (!begun) return [];
    const ends = { servers: [begun.receiver], client: begun.sender };
    const [best] = vantages(all, context.network, ends);
    const { sender, receiver, protocol } = begun;
    return best ? [{ totals: best.items, sender, receiver, protocol: Number(protocol), terms: best.terms }] : [];
  });
}
