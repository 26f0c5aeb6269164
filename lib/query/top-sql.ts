/** The statements behind a top list. */

import type { SqlParams } from "@/lib/sql/params";
import { type Grouping, type KeyBranch, keyColumnsSql, keyNames } from "./grouping";
import { type Measure, SUM_NAMES, sumSql, sumsSql } from "./measure";
import type { Question } from "./question";
import { scopeSql } from "./scope";

const scopeOf = (branch: KeyBranch, question: Question, params: SqlParams, and: readonly string[] = []): string =>
  scopeSql(question, params, { and: [...(branch.where ? [branch.where] : []), ...and] });

/** The keys with the most of a measure, as a subquery with stored keys `k0` (and `k1`) and the sum `v`; ties by text. */
export function rankedSql(
  grouping: Grouping,
  question: Question,
  params: SqlParams,
  measure: Measure,
  most: string,
): string {
  const keys = keyNames(grouping);
  const parts = grouping.branches.map(
    (branch) =>
      `SELECT ${keyColumnsSql(branch)}, ${sumSql(measure)} AS v ${scopeOf(branch, question, params)} GROUP BY ${keys}`,
  );
  const groups =
    parts.length === 1
      ? parts[0]
      : `SELECT ${keys}, sum(part.v) AS v FROM (${parts.join("\nUNION ALL\n")}) AS part GROUP BY ${keys}`;
  // Text is made only of the keys that can be shown; ties can be many more than the limit.
  return `SELECT ${keys}, v FROM (SELECT * FROM (${groups}) ORDER BY v DESC LIMIT ${most} WITH TIES)
ORDER BY v DESC, ${grouping.text} ASC NULLS LAST LIMIT ${most}`;
}

/** A key's columns as a tuple that IN can compare: NULL there equals nothing. */
function comparable(grouping: Grouping, columns: readonly string[]): string {
  const parts = columns.flatMap((column, i) => {
    const type = grouping.types[i];
    return type === "IPv6" || type === "String" ? [column] : [`isNull(${column})`, `ifNull(${column}, 0)`];
  });
  return parts.length === 1 ? (parts[0] ?? "") : `(${parts.join(", ")})`;
}

/**
 * The groups of a view, each with its nine sums: all of them, or those that a subquery names. Ranking by one sum first
 * and adding up the rest for the winners only takes a third of the memory that all sums of all groups do.
 */
export function groupsSql(grouping: Grouping, question: Question, params: SqlParams, named?: string): string {
  const keys = keyNames(grouping);
  const stored = grouping.types.map((_, i) => `k${i}`);
  const parts = grouping.branches.map((branch) => {
    const and = named
      ? [`${comparable(grouping, branch.columns)} IN (SELECT ${comparable(grouping, stored)} FROM (${named}))`]
      : [];
    return `SELECT ${keyColumnsSql(branch)}, ${sumsSql()} ${scopeOf(branch, question, params, and)} GROUP BY ${keys}`;
  });
  if (parts.length === 1) return parts[0] ?? "";
  const again = SUM_NAMES.map((name) => `sum(part.${name}) AS ${name}`).join(", ");
  return `SELECT ${keys}, ${again} FROM (${parts.join("\nUNION ALL\n")}) AS part GROUP BY ${keys}`;
}

/**
 * The sums of the view, one row for each branch (the first has every record once), with the number of distinct keys:
 * exact while they are few, else within a percent.
 */
export function wholeSql(grouping: Grouping, question: Question, params: SqlParams): string {
  const parts = grouping.branches.map((branch, i) => {
    const seen = `uniqCombined64State(tuple(${branch.columns.join(", ")})) AS seen`;
    return `SELECT ${i} AS branch, ${sumsSql()}, ${seen} ${scopeOf(branch, question, params)}`;
  });
  return `SELECT branch, ${SUM_NAMES.join(", ")}, uniqCombined64Merge(seen) OVER () AS groups
FROM (${parts.join("\nUNION ALL\n")}) ORDER BY branch`;
}
