import {
  allOf,
  checkedFilter,
  EMPTY_FILTER,
  type Filter,
  type FilterNode,
  type FilterTerm,
  negated,
  sameNode,
} from "./ast";
import { filterField } from "./fields";
import { parseFilter } from "./parse";
import { printNode } from "./print";
import { quote } from "./token";

/** The conditions that must all hold. */
function topTerms({ root }: Filter): readonly FilterNode[] {
  if (!root) return [];
  return root.type === "and" ? root.terms : [root];
}

function ofTerms(terms: readonly FilterNode[]): Filter {
  return terms.length === 0 ? EMPTY_FILTER : checkedFilter(allOf(terms));
}

/** The term for one value of a field, as it stands in the data. */
function termOf(field: string, value: string | number | null): FilterTerm {
  const { name } = filterField(field);
  const text = value === null || value === "" ? "-" : quote(String(value));
  const result = parseFilter(`${name}:${text}`);
  if (!result.ok) throw new RangeError(`${name} cannot be ${text}: ${result.error.message}`);
  const { root } = result.filter;
  if (root?.type !== "term") throw new RangeError(`${name}:${text} is no single term.`);
  return root;
}

/** The list of refused values of a field, when a node is one. */
function refused(node: FilterNode, field: string): FilterTerm | undefined {
  const term = node.type === "not" ? node.term : undefined;
  return term?.type === "term" && term.field === field && term.comparison === "is" ? term : undefined;
}

/** Takes one value out of a refused list; the list goes when nothing is left. */
function allowing(node: FilterNode, { field, values: [value] }: FilterTerm): FilterNode[] {
  const list = refused(node, field);
  if (!list) return [node];
  const values = list.values.filter((other) => JSON.stringify(other) !== JSON.stringify(value));
  return values.length === 0 ? [] : [negated({ ...list, values })];
}

function include(terms: readonly FilterNode[], term: FilterTerm): FilterNode[] {
  const others = terms.flatMap((node) => allowing(node, term));
  return others.some((node) => sameNode(node, term)) ? others : [...others, term];
}

function exclude(terms: readonly FilterNode[], term: FilterTerm): FilterNode[] {
  const others = terms.filter((node) => !sameNode(node, term));
  const at = others.findIndex((node) => refused(node, term.field));
  const list = at < 0 ? undefined : others[at] && refused(others[at], term.field);
  if (!list) return [...others, negated(term)];
  const known = list.values.some((value) => JSON.stringify(value) === JSON.stringify(term.values[0]));
  return known ? others : others.with(at, negated({ ...list, values: [...list.values, ...term.values] }));
}

/**
 * Narrows a filter to the records that have a value, or to those that do not.
 * Including what was excluded takes the exclusion back, and the other way round; excluded values of one field become one list.
 * @param field a field's name, column or alias, or `addr`, `port`, `service`, `source`.
 * @param value as a record or a row of a top list has it; null for absent. Taken literally: no wildcards.
 * @throws RangeError when the field does not exist or cannot hold the value, or the filter would exceed its limits.
 */
export function andTerm(
  filter: Filter,
  field: string,
  value: string | number | null,
  mode: "include" | "exclude",
): Filter {
  const term = termOf(field, value);
  const terms = mode === "include" ? include(topTerms(filter), term) : exclude(topTerms(filter), term);
  const result = parseFilter(terms.length === 0 ? "" : printNode(allOf(terms)));
  if (!result.ok) throw new RangeError(result.error.message);
  return result.filter;
}

/** The conditions of a filter that must all hold, each as text and as a filter of its own; none for the empty filter. */
export function conditionsOf(filter: Filter): { readonly text: string; readonly filter: Filter }[] {
  return topTerms(filter).map((node) => ({ text: printNode(node), filter: ofTerms([node]) }));
}

/** The filter without the condition at `index` of `conditionsOf`; the same filter when there is none. */
export function withoutCondition(filter: Filter, index: number): Filter {
  return ofTerms(topTerms(filter).filter((_, i) => i !== index));
}
