/**
 * Where the largest pairs of addresses are looked for. Pairs are many, and most are small; no pair can have more than
 * either of its addresses has in all.
 */

import { sidesOf } from "@/lib/filter";
import type { SqlParams } from "@/lib/sql/params";
import { groupingNamed } from "./grouping";
import { isKept } from "./kept";
import type { Measure } from "./measure";
import type { Asker, Question } from "./question";
import { CANDIDATES, largestAddresses } from "./rank-addresses";
import type { SumsBranch } from "./sums";

const HOUR = 3600;
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

const bindAll = (addresses: readonly string[], params: SqlParams): string => params.bind(addresses, "Array(IPv6)");

/** The rows from some addresses to others; none for none. */
function between(
  sources: readonly string[],
  destinations: readonly string[],
  params: SqlParams,
  more: Pick<SumsBranch, "leading" | "only">,
): SumsBranch[] {
  if (sources.length === 0 || destinations.length === 0) return [];
  const where = `srcaddr IN ${bindAll(sources, params)} AND dstaddr IN ${bindAll(destinations, params)}`;
  return [{ ...PAIR, where, ...more }];
}

/** Does a question's time hold an hour that is whole? */
const holdsWholeHour = ({ from, to }: Question): boolean =>
  from === null || to === null || Math.ceil(from / HOUR) < Math.floor(to / HOUR);

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
  // A pair has at least what it has in whole hours: the records beside them need not be read for this.
  const only = holdsWholeHour(question) ? ({ only: "kept" } as const) : {};
  const probe: PairBranches["of"] = (params) => between(largest, largest, params, { leading: "srcaddr", ...only });
  const least = (await rankPairs(probe)).keys[limit - 1]?.value ?? 0n;
  const fits = addresses.findIndex(({ value }) => value < least);
  const count = fits < 0 ? CANDIDATES : fits;
  const named = addresses.slice(0, count);
  const rare = named.filter((one) => one.flows < flows * RARE_SHARE).map(({ address }) => address);
  const frequent = named.filter((one) => one.flows >= flows * RARE_SHARE).map(({ address }) => address);
  const all = named.map(({ address }) => address);
  const of = (params: SqlParams): SumsBranch[] => [
    ...between(rare, all, params, { leading: "srcaddr", only: "kept" }),
    ...between(frequent, rare, params, { leading: "dstaddr", only: "kept" }),
    ...between(frequent, frequent, params, { leading: "srcaddr", only: "kept" }),
    // The records beside whole hours have one order: they are read once.
    ...between(all, all, params, { only: "records" }),
  ];
  return { of, left: addresses[count]?.value ?? 0n };
}
