/**
 * Which of the sums that the store keeps beside the records can answer a question, and so how its time is to be cut.
 * The engine finds the sums by itself; it only can where a statement's time is whole minutes, hours or days of them.
 */

import type { Filter } from "@/lib/filter";
import type { FilterNode } from "@/lib/filter/ast";
import { filterField } from "@/lib/filter/fields";

/** The width of kept sums, in seconds. */
export type Grain = 60 | 3600 | 86_400;

/** Keys that every kept sum has, and one that those by day lack. */
const ALWAYS = ["action", "log_status"];
const INPUT = "input";

/** What sums are kept by beside those keys, and their widths, widest first. What fits more than one takes the first. */
const KEPT: readonly { readonly columns: ReadonlySet<string>; readonly grains: readonly Grain[] }[] = (
  [
    [[INPUT], [60]],
    [["srcaddr"], [86_400, 3600]],
    [["dstaddr"], [86_400, 3600]],
    [["srcaddr", INPUT], [3600]],
    [["dstaddr", INPUT], [3600]],
    [["service_port", "protocol", INPUT], [3600]],
    [["interface_id", INPUT], [3600]],
    [["srcaddr", "dstaddr", "service_port", "protocol", INPUT], [3600]],
  ] as const
).map(([columns, grains]) => ({ columns: new Set<string>([...columns, ...ALWAYS]), grains }));

/** Adds the columns that a filter looks at. */
export function columnsOf(node: FilterNode | null, into: Set<string>): Set<string> {
  if (node === null) return into;
  if (node.type === "term") {
    for (const column of filterField(node.field).columns) into.add(column);
    // `443/tcp` looks at the protocol too.
    if (node.field === "service") into.add("protocol");
  } else if (node.type === "not") columnsOf(node.term, into);
  else for (const term of node.terms) columnsOf(term, into);
  return into;
}

/**
 * The widths of the sums that can answer, widest first.
 * @param columns what a statement filters and groups by. @param bucket the width of its time buckets in seconds.
 * @returns an empty list when only the records can.
 */
export function grainsFor(columns: ReadonlySet<string>, bucket?: number): readonly Grain[] {
  const kept = KEPT.find((one) => [...columns].every((column) => one.columns.has(column)));
  return (kept?.grains ?? []).filter((grain) => bucket === undefined || bucket % grain === 0);
}

/** True when sums are kept that a question's filter and keys can be answered from. */
export const isKept = (filter: Filter, keys: readonly string[]): boolean =>
  grainsFor(columnsOf(filter.root, new Set(keys))).length > 0;
