/**
 * Where the largest pairs of addresses are looked for. Pairs are many, and most are small; no pair can have more than
 * either of its addresses has in all.
 */

import { sidesOf } from "@/lib/filter";
import type { SqlParams } from "@/lib/sql/params";
import { groupingNamed } from "./grouping";
import { isKept, type Leading } from "./kept";
import type { Measure } from "./measure";
import type { Asker, Question } from "./question";
import { CANDIDATES, largestAddresses } from "./rank-addresses";
import type { SumsBranch } from "./sums";

/** So many of the largest addresses are looked up with each other. */
const LARGEST = 12;
/** An address with a smaller share of the records is rare: it is cheaper to look for than its partners. */
const RARE_SHARE = 1 / 512;

/** The rows of pairs whose two ends are both among the largest addresses. */
export interface PairBranches {
  readonly of: (params: SqlParams) => readonly SumsBranch[];
  /** The sum of the largest address that was left out: pairs with more are the largest of all. */
  readonly left: bigint;
}

/** Ranks the pairs of some rows, most first. */
type RankPairs = (branches: PairBranches["of"]) => Promise<{ readonly keys: readonly { readonly value: bigint }[] }>;

const [PAIR] = groupingNamed("pair").branches;

/** The rows of some addresses' pairs with each other. */
const pairsAmong =
  (addresses: readonly string[]): PairBranches["of"] =>
  (params) => {
    const bound = addresses.map((address) => params.bind(address, "IPv6"));
    const pairs = bound.flatMap((from) => bound.map((to) => `(${from}, ${to})`));
    return [{ ...PAIR, where: `(srcaddr, dstaddr) IN (${pairs.join(", ")})`, leading: "srcaddr" }];
  };

/**
 * The rows in which the largest pairs are to be looked for, in parts that do not overlap. The pairs that the
 * very largest addresses have with each other say how much a pair must have; only addresses that have as much can be
 * part of one. Rare ones among
 * them are read from the sums that are ordered by the end where they stand.
 * @param rankPairs ranks the pairs of rows. @param limit how many pairs are wanted.
 * @returns null when that would not be cheaper than adding up all pairs.
 * @throws EngineError
 */
export async function largestPairBranches(
  asker: Asker,
  question: Question,
  { measure, limit }: { readonly measure: Measure; readonly limit: number },
  rankPairs: RankPairs,
): Promise<PairBranches | null> {
  // One host's pairs are read from their place, all of them at once.
  if (sidesOf(question.filter) !== null) return null;
  // Without kept sums, ranking the addresses costs as much as ranking the pairs.
  if (!isKept(question.filter, ["srcaddr", "dstaddr"])) return null;
  const { addresses, flows } = await largestAddresses(asker, question, measure);
  if (addresses.length <= CANDIDATES) return null;
  const largest = addresses.slice(0, LARGEST).map(({ address }) => address);
  const least = (await rankPairs(pairsAmong(largest))).keys[limit - 1]?.value ?? 0n;
  const fits = addresses.findIndex(({ value }) => value < least);
  const count = fits < 0 ? CANDIDATES : fits;
  const named = addresses.slice(0, count);
  const rare = named.filter((one) => one.flows < flows * RARE_SHARE).map(({ address }) => address);
  const frequent = named.filter((one) => one.flows >= flows * RARE_SHARE).map(({ address }) => address);
  const of = (params: SqlParams): SumsBranch[] => {
    const bind = (list: readonly string[]) => params.bind(list, "Array(IPv6)");
    const among = (leading: Leading, source: readonly string[], destination: readonly string[]): SumsBranch[] =>
      source.length === 0 || destination.length === 0
        ? []
        : [{ ...PAIR, where: `srcaddr IN ${bind(source)} AND dstaddr IN ${bind(destination)}`, leading }];
    return [
      ...among("srcaddr", rare, [...rare, ...frequent]),
      ...among("dstaddr", frequent, rare),
      ...among("srcaddr", frequent, frequent),
    ];
  };
  return { of, left: addresses[count]?.value ?? 0n };
}
