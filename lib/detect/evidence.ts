/** What the records of findings' filters add up to: counted with the very filters that open them. */

import { backgroundLimits } from "@/lib/enrich";
import { EMPTY_FILTER, type Filter, type FilterNode, filterToSql } from "@/lib/filter";
import { parseAddress, storedAddress } from "@/lib/filter/address";
import { countOf, type Raw } from "@/lib/query/count";
import type { Asker, Question } from "@/lib/query/question";
import { FLOW_RECORD, scopeSql } from "@/lib/query/scope";
import { SqlParams } from "@/lib/sql/params";
import type { Evidence } from "./finding";

/** Evidence, and the first and last start and the last end of the records, epoch seconds. */
export interface EvidenceSeen {
  readonly evidence: Evidence;
  readonly first: number;
  readonly last: number;
  readonly end: number;
}

/** One finding's filter, the rows that it is about, and the first and last start that the filter allows, epoch seconds. */
export interface EvidenceWanted {
  readonly filter: Filter;
  readonly rows: "flows" | "lines";
  readonly first: number;
  readonly last: number;
}

/** The most filters counted by one statement. */
const AT_ONCE = 25;

/**
 * Which filters are counted together: those whose times overlap. Reading all of their time once is then less than
 * reading each one's own.
 */
export function together<Wanted extends EvidenceWanted>(wanted: readonly Wanted[]): Wanted[][] {
  const groups: Wanted[][] = [];
  let till = 0;
  for (const one of [...wanted].sort((a, b) => a.first - b.first)) {
    const group = groups.at(-1);
    if (group && group.length < AT_ONCE && one.first <= till) group.push(one);
    else groups.push([one]);
    till = Math.max(group === groups.at(-1) ? till : 0, one.last);
  }
  return groups;
}

/** The addresses that a filter asks one side to be one of; undefined when it does not. */
export function sideOf(filter: Filter, side: "srcaddr" | "dstaddr"): readonly string[] | undefined {
  const terms: readonly FilterNode[] =
    filter.root === null ? [] : filter.root.type === "and" ? filter.root.terms : [filter.root];
  for (const term of terms) {
    if (term.type !== "term" || term.field !== side || term.comparison !== "is") continue;
    const addresses = term.values.map((value) => (value.is === "one" ? value.value : null));
    if (addresses.every((address) => address !== null)) return addresses;
  }
  return undefined;
}

/** A cheap condition that lets through every record of the filters, and few others, where they all name one side. */
function nearSql(filters: readonly Filter[], params: SqlParams): string[] {
  for (const side of ["dstaddr", "srcaddr"] as const) {
    const sides = filters.map((filter) => sideOf(filter, side));
    if (!sides.every((addresses) => addresses !== undefined)) continue;
    const all = [...new Set(sides.flat())];
    const bound = all.map((address) => params.bind(storedAddress(parseAddress(address) ?? 0n), "IPv6"));
    return [`${side} IN (${bound.join(", ")})`];
  }
  return [];
}

/** The sums of one filter's records, by the column that says which they are. */
const sumsSql = (n: number): string => `countIf(c${n}) AS records_${n}, countIf(c${n} AND is_flow) AS flows_${n},
  sumIf(bytes, c${n} AND is_flow) AS bytes_${n}, sumIf(packets, c${n} AND is_flow) AS packets_${n},
  toUInt32(minIf(start, c${n})) AS first_${n}, toUInt32(maxIf(start, c${n})) AS last_${n}, toUInt32(maxIf(end, c${n})) AS till_${n}`;

async function askSome(
  { engine, signal }: Asker,
  place: Omit<Question, "filter">,
  some: readonly EvidenceWanted[],
): Promise<(EvidenceSeen | null)[]> {
  const params = new SqlParams();
  const conditions = some.map(({ filter, rows }) => {
    const own = filter.root === null ? "1" : filterToSql(filter, params);
    return rows === "flows" ? `${FLOW_RECORD} AND (${own})` : `(${own})`;
  });
  // Of one filter alone the engine reads no more than it needs; several share what is near them all.
  const filters = some.map(({ filter }) => filter);
  const near = conditions.length === 1 ? conditions : nearSql(filters, params);
  const from = Math.max(place.from ?? 0, Math.min(...some.map(({ first }) => first)));
  const to = Math.min(place.to ?? Number.POSITIVE_INFINITY, Math.max(...some.map(({ last }) => last)) + 1);
  const scope = scopeSql({ ...place, from, to, filter: EMPTY_FILTER }, params, { rows: "lines", and: near });
  const columns = conditions.map((condition, n) => `(${condition}) AS c${n}`);
  const sql = `SELECT ${conditions.map((_, n) => sumsSql(n)).join(",\n  ")}
FROM (SELECT start, end, bytes, packets, ${FLOW_RECORD} AS is_flow, ${columns.join(",\n  ")} ${scope})`;
  const answer = await engine.query<Record<string, Raw>>(sql, params.values, backgroundLimits(signal));
  const row = answer.rows[0];
  return some.map((_, n) => {
    if (!row || Number(row[`records_${n}`]) === 0) return null;
    const evidence = {
      flows: countOf(row[`flows_${n}`]),
      bytes: countOf(row[`bytes_${n}`]),
      packets: countOf(row[`packets_${n}`]),
      records: countOf(row[`records_${n}`]),
    };
    const [first, last, end] = [row[`first_${n}`], row[`last_${n}`], row[`till_${n}`]].map(Number);
    return { evidence, first: first ?? 0, last: last ?? 0, end: end ?? 0 };
  });
}

/**
 * Counts the records of findings, in the order of the filters given.
 * @returns null where there is no record.
 * @throws EngineError
 */
export async function askEvidence(
  asker: Asker,
  place: Omit<Question, "filter">,
  wanted: readonly EvidenceWanted[],
): Promise<(EvidenceSeen | null)[]> {
  const all: (EvidenceSeen | null)[] = wanted.map(() => null);
  for (const some of together(wanted.map((one, at) => ({ ...one, at })))) {
    const seen = await askSome(asker, place, some);
    for (const [n, { at }] of some.entries()) all[at] = seen[n] ?? null;
  }
  return all;
}
