/**
 * Which of the sums that the store keeps beside the records can answer a question, and so how its time is to be cut.
 * The engine finds the sums by itself; it only can where a statement's time is whole minutes or hours of them.
 */

import type { Filter } from "@/lib/filter";
import type { FilterNode } from "@/lib/filter/ast";
import { filterField } from "@/lib/filter/fields";

/** Columns that the sums by minute, and those by hour, are kept by. */
const BY_MINUTE = new Set(["action", "log_status", "input"]);
const BY_HOUR = new Set([...BY_MINUTE, "srcaddr", "dstaddr", "service_port", "protocol"]);

/** The width of kept sums, in seconds. */
export type Grain = 60 | 3600;

function columnsOf(node: FilterNode | null, into: Set<string>): Set<string> {
  if (node === null) return into;
  if (node.type === "term") {
    for (const column of filterField(node.field).columns) into.add(column);
    // `443/tcp` looks at the protocol too.
    if (node.field === "service") into.add("protocol");
  } else if (node.type === "not") columnsOf(node.term, into);
  else for (const term of node.terms) columnsOf(term, into);
  return into;
}

const within = (columns: ReadonlySet<string>, kept: ReadonlySet<string>): boolean =>
  [...columns].every((column) => kept.has(column));

/**
 * The widest sums that can answer.
 * @param keys the columns that a statement groups by. @param bucket the width of its time buckets in seconds.
 * @returns null when only the records can.
 */
export function grainOf(filter: Filter, keys: readonly string[], bucket?: number): Grain | null {
  const columns = columnsOf(filter.root, new Set(keys));
  const fits = (grain: Grain): boolean => bucket === undefined || bucket % grain === 0;
  if (within(columns, BY_MINUTE)) return fits(60) ? 60 : null;
  return within(columns, BY_HOUR) && fits(3600) ? 3600 : null;
}
