import {
  conditionsOf,
  type FilterNode,
  findFilterField,
  parseFilter,
  printFilter,
  withoutCondition,
} from "@/lib/filter";

/** The columns that a part of a filter looks at. */
function columnsOf(node: FilterNode | null): readonly string[] {
  if (node === null) return [];
  if (node.type === "term") return findFilterField(node.field)?.columns ?? [];
  return node.type === "not" ? columnsOf(node.term) : node.terms.flatMap(columnsOf);
}

/**
 * The filter without the conditions on a field: with them, completion would only offer the value that is there already.
 * @param text a filter; one that is wrong gives the empty filter.
 */
export function otherConditions(text: string, field: string): string {
  const result = parseFilter(text);
  if (!result.ok) return "";
  const columns = findFilterField(field)?.columns ?? [];
  const conditions = conditionsOf(result.filter);
  const rest = conditions.reduceRight(
    (filter, condition, i) =>
      columnsOf(condition.filter.root).some((column) => columns.includes(column))
        ? withoutCondition(filter, i)
        : filter,
    result.filter,
  );
  return printFilter(rest);
}
