import type { SqlParams } from "../sql/params";
import type { Filter, FilterNode, FilterTerm } from "./ast";
import { filterField } from "./fields";
import { kindOf, type PresentValue } from "./kinds";
import { either } from "./kinds/kind";

function termSql(term: FilterTerm, params: SqlParams): string {
  const field = filterField(term.field);
  const kind = kindOf(field);
  const present = term.values.filter((value): value is PresentValue => value.is !== "absent");
  const conditions = [
    ...(present.length > 0 ? [kind.present(field, term, present, params)] : []),
    ...(present.length < term.values.length ? [kind.absent] : []),
  ];
  return either(field.columns.flatMap((column) => conditions.map((condition) => condition(column))));
}

function nodeSql(node: FilterNode, params: SqlParams): string {
  switch (node.type) {
    case "and":
      return `(${node.terms.map((part) => nodeSql(part, params)).join(" AND ")})`;
    case "or":
      return `(${node.terms.map((part) => nodeSql(part, params)).join(" OR ")})`;
    case "not":
      return `(NOT ${nodeSql(node.term, params)})`;
    case "term":
      return termSql(node, params);
  }
}

/**
 * The condition on the table `flows` that a filter is. It is 0 or 1 for every record, never NULL: a term does not
 * hold for an absent value (only `-` does), so its opposite does.
 * @param params takes the values; the text holds only columns of the field list, operators and placeholders.
 * @returns an expression for WHERE, PREWHERE or countIf, in parentheses where needed; `1` for the empty filter.
 */
export function filterToSql(filter: Filter, params: SqlParams): string {
  return filter.root ? nodeSql(filter.root, params) : "1";
}
