/** Which keys come first: an aggregate that keeps a few rows, where sorting would keep all. */

import type { Measure } from "./measure";
import { sumName } from "./sums";

/** The complement of a sum to this one is smallest where the sum is largest. */
const MOST = 2n ** 64n - 1n;

/**
 * SQL of the rows with the largest sums, as tuples of the sum's complement and of more columns.
 * @param more SQL of those columns.
 */
export const firstKeysSql = (limit: number, measure: Measure, more: readonly string[]): string =>
  `groupArraySorted(${limit})((bitNot(toUInt64(${sumName(measure)})), ${more.join(", ")}))`;

/** The sum whose complement a tuple begins with. */
export const sumOf = (complement: string): bigint => MOST - BigInt(complement);
