import { allOf, checkedFilter, EMPTY_FILTER, type Filter, type FilterNode } from "./ast";

/** What the top of a filter says about the two ends of a record. */
export interface Sides {
  /** Single addresses, in short form, that the record must have as its source or as its destination (`addr:`); at most two can differ. */
  readonly either: readonly string[];
  /** The only source, and the only destination, that is allowed. */
  readonly source?: string;
  readonly destination?: string;
  /** The filter without these conditions. */
  readonly rest: Filter;
}

/** The one address that a node asks for, and of which field. */
function addressOf(node: FilterNode): { field: string; address: string } | undefined {
  if (node.type !== "term" || node.values.length !== 1) return undefined;
  const [value] = node.values;
  if (value?.is !== "one" || !["addr", "srcaddr", "dstaddr"].includes(node.field)) return undefined;
  return { field: node.field, address: value.value };
}

/**
 * Finds conditions on single hosts among those that must all hold, so that a query can read a host's rows by two
 * ordered paths (as source, as destination) instead of one scan.
 * @returns null when there is no such condition.
 */
export function sidesOf({ root }: Filter): Sides | null {
  const nodes = root === null ? [] : root.type === "and" ? root.terms : [root];
  const either: string[] = [];
  const rest: FilterNode[] = [];
  let source: string | undefined;
  let destination: string | undefined;
  for (const node of nodes) {
    const found = addressOf(node);
    if (found?.field === "addr") {
      if (!either.includes(found.address)) either.push(found.address);
    } else if (found?.field === "srcaddr" && source === undefined) {
      source = found.address;
    } else if (found?.field === "dstaddr" && destination === undefined) {
      destination = found.address;
    } else {
      rest.push(node);
    }
  }
  if (either.length === 0 && source === undefined && destination === undefined) return null;
  return {
    either,
    ...(source === undefined ? {} : { source }),
    ...(destination === undefined ? {} : { destination }),
    rest: rest.length === 0 ? EMPTY_FILTER : checkedFilter(allOf(rest)),
  };
}
