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

/** The end of a record whose address stands first in the order of kept sums. */
export type Leading = "srcaddr" | "dstaddr";

/** Sums of one width, and the projection that holds them. */
export interface KeptSums {
  readonly grain: Grain;
  /** Null where the engine is to choose: there are two orders, and only the conditions tell which one is shorter. */
  readonly projection: string | null;
}

interface Kept {
  readonly columns: ReadonlySet<string>;
  /** Widest first. */
  readonly sums: readonly KeptSums[];
  /** True when they tell the first and the last time of a record too. */
  readonly spans: boolean;
  /** One of these has to be asked for: without any, the records are read as fast. */
  readonly needs?: readonly string[];
}

const kept = (spans: boolean, columns: readonly string[], ...sums: readonly [Grain, string | null][]): Kept => ({
  columns: new Set([...columns, ...ALWAYS]),
  sums: sums.map(([grain, projection]) => ({ grain, projection })),
  spans,
});

const PAIR = ["srcaddr", "dstaddr"];
/** Stands for `TOWARDS_SQL` among the columns that a statement uses. */
export const TOWARDS = "towards";

/** What sums are kept by beside those keys. What fits more than one takes the first. */
const KEPT: readonly Kept[] = [
  kept(true, [INPUT], [60, "by_minute"]),
  kept(true, ["srcaddr"], [86_400, "by_srcaddr_day"], [3600, "by_srcaddr_hour"]),
  kept(true, ["dstaddr"], [86_400, "by_dstaddr_day"], [3600, "by_dstaddr_hour"]),
  kept(false, ["service_port", "protocol", INPUT], [3600, "by_service"]),
  kept(false, ["interface_id", INPUT], [3600, "by_interface"]),
  {
    ...kept(
      false,
      [...PAIR, "service_port", "protocol", TOWARDS, "interface_id", "flow_direction", INPUT],
      [3600, null],
    ),
    needs: PAIR,
  },
];
/** The sums by both addresses, in the order of either. */
const BY_BOTH: Readonly<Record<Leading, string>> = { srcaddr: "pairs_by_srcaddr", dstaddr: "pairs_by_dstaddr" };

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

const findKept = (columns: ReadonlySet<string>): Kept | undefined =>
  KEPT.find(
    (one) =>
      [...columns].every((column) => one.columns.has(column)) &&
      (one.needs === undefined || one.needs.some((column) => columns.has(column))),
  );

/** What a statement wants of kept sums. */
export interface Wanted {
  /** The width of its time buckets in seconds. */
  readonly bucket?: number;
  /** The end whose address its conditions name, if one. */
  readonly leading?: Leading | undefined;
  /** True when it asks for the first and the last time of a record. */
  readonly spans?: boolean;
}

/**
 * The sums that can answer, widest first.
 * @param columns what a statement filters and groups by.
 * @returns an empty list when only the records can.
 */
export function keptFor(
  columns: ReadonlySet<string>,
  { bucket, leading, spans = false }: Wanted = {},
): readonly KeptSums[] {
  const found = findKept(columns);
  if (found === undefined || (spans && !found.spans)) return [];
  return found.sums
    .filter(({ grain }) => bucket === undefined || bucket % grain === 0)
    .map((one) => (one.projection === null && leading ? { ...one, projection: BY_BOTH[leading] } : one));
}

/** True when sums are kept by some columns that do not tell the first and the last time of a record. */
export function lacksSpans(columns: ReadonlySet<string>): boolean {
  const found = findKept(columns);
  return found !== undefined && !found.spans;
}

/** True when sums are kept that a question's filter and keys can be answered from. */
export const isKept = (filter: Filter, keys: readonly string[]): boolean =>
  keptFor(columnsOf(filter.root, new Set(keys))).length > 0;
