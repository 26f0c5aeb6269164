/**
 * What a filter says, without how it was written: plain data that survives JSON. Values are canonical text
 * (addresses in short form, numbers in digits, times in epoch seconds), so equal filters have equal trees.
 */

/** One value that a term accepts. Which forms a field takes depends on its kind. */
export type FilterValue =
  /** The field is `-` in the log. */
  | { readonly is: "absent" }
  /** Exactly this value. */
  | { readonly is: "one"; readonly value: string }
  /** From one value to another, both included. */
  | { readonly is: "range"; readonly from: string; readonly to: string }
  /** An address block; the host bits are zero. */
  | { readonly is: "network"; readonly address: string; readonly prefix: number }
  /** Text with wildcards: the literal pieces between the stars, so `eni-0a1*` is ["eni-0a1", ""]. */
  | { readonly is: "pattern"; readonly pieces: readonly string[] }
  /** A TCP flag that is set, whatever else is. */
  | { readonly is: "flag"; readonly name: string }
  /** The ports of a named service. */
  | { readonly is: "service"; readonly name: string };

/** How a term compares. Everything but `is` takes one value of form `one`. */
export type Comparison = "is" | ">" | ">=" | "<" | "<=";

/** One condition: the field is one of the values, or compares with the only one. `field` is a FilterField's name. */
export interface FilterTerm {
  readonly type: "term";
  readonly field: string;
  readonly comparison: Comparison;
  readonly values: readonly FilterValue[];
}

export interface FilterAnd {
  readonly type: "and";
  readonly terms: readonly FilterNode[];
}

export interface FilterOr {
  readonly type: "or";
  readonly terms: readonly FilterNode[];
}

export interface FilterNot {
  readonly type: "not";
  readonly term: FilterNode;
}

/** A part of a filter. Built with `allOf`, `anyOf` and `negated` only, so it is flat: no `and` directly in an `and`. */
export type FilterNode = FilterTerm | FilterAnd | FilterOr | FilterNot;

declare const checked: unique symbol;

/** A filter whose every field and value was checked. Only the parser makes one; `root` is null when everything matches. */
export interface Filter {
  readonly root: FilterNode | null;
  readonly [checked]: true;
}

/** Marks a tree as checked. For the parser and `combine.ts`, which takes trees apart and joins them again. */
export function checkedFilter(root: FilterNode | null): Filter {
  return { root } as Filter;
}

/** The filter that matches every record. */
export const EMPTY_FILTER: Filter = checkedFilter(null);

/** Every one of the nodes; at least one must be given. */
export function allOf(nodes: readonly FilterNode[]): FilterNode {
  const terms = nodes.flatMap((node) => (node.type === "and" ? node.terms : [node]));
  return terms.length === 1 && terms[0] ? terms[0] : { type: "and", terms };
}

/** At least one of the nodes; at least one must be given. */
export function anyOf(nodes: readonly FilterNode[]): FilterNode {
  const terms = nodes.flatMap((node) => (node.type === "or" ? node.terms : [node]));
  return terms.length === 1 && terms[0] ? terms[0] : { type: "or", terms };
}

/** The opposite of a node; the opposite of an opposite is the node itself. */
export function negated(node: FilterNode): FilterNode {
  return node.type === "not" ? node.term : { type: "not", term: node };
}

/** Whether two trees say the same in the same order. */
export function sameNode(a: FilterNode | null, b: FilterNode | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
