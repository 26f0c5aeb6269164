/** Keys of a grouping as values: what the engine gave as stored, to ask for the same rows again. */

import type { SqlParams } from "@/lib/sql/params";
import type { Grouping, KeyBranch } from "./grouping";

/** The stored values of a key's columns, as text; null where absent. */
export type StoredKey = readonly (string | null)[];

/** A value as the client has to send it in an array: text is quoted there. */
const inArray = (value: string, type: string): string | bigint => (/^U?Int/.test(type) ? BigInt(value) : value);

const comparable = (type: string): boolean => type === "IPv6" || type === "String";

/** The condition that a row of a branch has one of the keys. */
export function hasKeySql(
  grouping: Grouping,
  branch: KeyBranch,
  keys: readonly StoredKey[],
  params: SqlParams,
): string {
  const { types } = grouping;
  if (keys.length === 0) return "0";
  if (branch.columns.length === 1) return oneOf(branch.columns[0] ?? "", types[0] ?? "String", keys, params);
  // NULL in a tuple equals nothing, so keys with columns that may hold it are told one by one.
  if (!types.every(comparable)) return keys.map((key) => sameKey(branch, types, key, params)).join(" OR ");
  const tuples = keys.map((key) => key.map((value, i) => params.bind(value, types[i] ?? "String")));
  const listed = (all: readonly (readonly string[])[]) => all.map((tuple) => `(${tuple.join(", ")})`).join(", ");
  // Of the two addresses as they stand the engine has an order to look them up in; of which is the lower it has none.
  if (grouping.name === "pair") {
    return `(srcaddr, dstaddr) IN (${listed(tuples.flatMap((tuple) => [tuple, tuple.toReversed()]))})`;
  }
  return `(${branch.columns.join(", ")}) IN (${listed(tuples)})`;
}

function oneOf(column: string, type: string, keys: readonly StoredKey[], params: SqlParams): string {
  const values = keys.flatMap(([value]) => (value === null || value === undefined ? [] : [inArray(value, type)]));
  const parts: string[] = [];
  if (values.length > 0) parts.push(`ifNull(${column} IN ${params.bind(values, `Array(${type})`)}, 0)`);
  if (values.length < keys.length) parts.push(`isNull(${column})`);
  return comparable(type) && parts.length === 1
    ? `${column} IN ${params.bind(values, `Array(${type})`)}`
    : parts.join(" OR ");
}

function sameKey(branch: KeyBranch, types: readonly string[], key: StoredKey, params: SqlParams): string {
  const equal = branch.columns.map((column, i) => {
    const value = key[i] ?? null;
    return value === null ? `isNull(${column})` : `ifNull(${column} = ${params.bind(value, types[i] ?? "String")}, 0)`;
  });
  return `(${equal.join(" AND ")})`;
}
