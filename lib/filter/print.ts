import type { Filter, FilterNode, FilterTerm } from "./ast";
import { filterField } from "./fields";
import { kindOf } from "./kinds";

function printTerm(term: FilterTerm): string {
  const field = filterField(term.field);
  const values = term.values.map((value) => (value.is === "absent" ? "-" : kindOf(field).print(value, field)));
  const operator = term.comparison === "is" ? ":" : term.comparison;
  return `${field.name}${operator}${values.length === 1 ? values[0] : `(${values.join(" or ")})`}`;
}

/** Writes a part of a filter. Parentheses stand only where the reading would change without them. */
export function printNode(node: FilterNode): string {
  const inner = (part: FilterNode, loose: readonly FilterNode["type"][]) =>
    loose.includes(part.type) ? `(${printNode(part)})` : printNode(part);
  switch (node.type) {
    case "and":
      return node.terms.map((part) => inner(part, ["or"])).join(" ");
    case "or":
      return node.terms.map((part) => inner(part, [])).join(" or ");
    case "not":
      return `not ${inner(node.term, ["and", "or"])}`;
    case "term":
      return printTerm(node);
  }
}

/**
 * Writes a filter in its canonical form: full field names, side by side for "and", values in their shortest
 * spelling. Reading it gives the same filter; the filter that matches everything is the empty text.
 */
export function printFilter(filter: Filter): string {
  return filter.root ? printNode(filter.root) : "";
}
