/** Moves one item of a list to another place; places outside the list are drawn to its ends. */
export function moved<Item>(items: readonly Item[], from: number, to: number): Item[] {
  const rest = items.filter((_, index) => index !== from);
  const item = items[from];
  if (item === undefined) return [...items];
  rest.splice(Math.max(0, Math.min(rest.length, to)), 0, item);
  return rest;
}

/** The sort that a press on a column's head asks for: what is sorted by already turns round. */
export function nextSort(sort: string, column: string, descendingFirst: boolean): string {
  if (sort === column) return `-${column}`;
  if (sort === `-${column}`) return column;
  return descendingFirst ? `-${column}` : column;
}

/** How a column is sorted, as `aria-sort` says it. */
export function sortOf(sort: string, column: string): "ascending" | "descending" | undefined {
  if (sort === column) return "ascending";
  return sort === `-${column}` ? "descending" : undefined;
}
