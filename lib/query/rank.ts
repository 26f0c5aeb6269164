/** Which keys have the most of a measure. */

import { SqlParams } from "@/lib/sql/params";
import type { Raw } from "./count";
import { type Grouping, groupingNamed, keyNames } from "./grouping";
import { grainOf } from "./kept";
import type { StoredKey } from "./key";
import { limits } from "./limits";
import type { Measure } from "./measure";
import type { Asker, Question } from "./question";
import { type SumsOptions, sumName, sumsSelect } from "./sums";

/** A key and its sum. */
export interface RankedKey {
  readonly stored: StoredKey;
  readonly value: bigint;
}

/** The keys with the most, most first. */
export interface Ranking {
  readonly keys: readonly RankedKey[];
  /** How many keys there are in all; null when that was not counted. */
  readonly groups: number | null;
}

interface RankOptions {
  readonly grouping: Grouping;
  readonly measure: Measure;
  readonly limit: number;
  readonly and?: SumsOptions["and"];
}

/** The complement of a sum to this one is smallest where the sum is largest. */
const MOST = 2n ** 64n - 1n;

const sumsOf = (question: Question, params: SqlParams, { grouping, measure, and }: RankOptions): string =>
  sumsSelect(question, params, {
    branches: grouping.branches,
    columns: grouping.uses,
    measures: [measure],
    ...(and && { and }),
  });

/**
 * The first keys by sum. Among keys with equal sums any may come first, so the answer tells whether the last ones tie
 * with keys that are not in it.
 */
async function firstBySum(
  asker: Asker,
  question: Question,
  options: RankOptions,
): Promise<Ranking & { tied: boolean }> {
  const { grouping, measure, limit } = options;
  const params = new SqlParams();
  const stored = grouping.types.map((_, i) => `toString(k${i})`).join(", ");
  const best = `groupArraySorted(${limit + 1})((bitNot(toUInt64(${sumName(measure)})), ${stored}))`;
  const sql = `SELECT count() AS groups, ${best} AS best FROM (${sumsOf(question, params, options)})`;
  const { rows } = await asker.engine.query<{ groups: Raw; best: [string, ...(string | null)[]][] }>(
    sql,
    params.values,
    limits(asker.signal),
  );
  const all = (rows[0]?.best ?? []).map(([value, ...key]) => ({ stored: key, value: MOST - BigInt(value) }));
  const tied = all.length > limit && all[limit]?.value === all[limit - 1]?.value;
  return { keys: all.slice(0, limit), groups: Number(rows[0]?.groups ?? 0), tied };
}

/** The first keys by sum, ties by text: dearer, because text is made of every key that ties. */
async function firstByText(asker: Asker, question: Question, options: RankOptions): Promise<RankedKey[]> {
  const { grouping, measure, limit } = options;
  const params = new SqlParams();
  const keys = keyNames(grouping);
  const stored = grouping.types.map((_, i) => `toString(k${i}) AS s${i}`).join(", ");
  const sum = sumName(measure);
  const sql = `SELECT ${stored}, ${sum} AS v FROM (SELECT ${keys}, ${sum} FROM (${sumsOf(question, params, options)})
ORDER BY ${sum} DESC LIMIT ${limit} WITH TIES) ORDER BY v DESC, ${grouping.text} ASC NULLS LAST LIMIT ${limit}`;
  const { rows } = await asker.engine.query<Record<string, string | null>>(sql, params.values, limits(asker.signal));
  return rows.map((row) => ({
    stored: grouping.types.map((_, i) => row[`s${i}`] ?? null),
    value: BigInt(row.v ?? 0),
  }));
}

async function rankAll(asker: Asker, question: Question, options: RankOptions): Promise<Ranking> {
  const { tied, ...ranking } = await firstBySum(asker, question, options);
  return tied ? { ...ranking, keys: await firstByText(asker, question, options) } : ranking;
}

/** Addresses that are tried as the ends of the largest pairs. */
const CANDIDATES = 256;

/**
 * Pairs of addresses are many, and most are small: no pair can have more than either of its addresses has in all. So
 * the largest pairs are looked for among the largest addresses; when the last of them has more than the largest address
 * that was left out, no other pair can have as much.
 * @returns null when that does not decide it.
 */
async function rankPairs(asker: Asker, question: Question, options: RankOptions): Promise<Ranking | null> {
  const byAddress = groupingNamed("addr");
  // Without kept sums, ranking the addresses costs as much as ranking the pairs.
  if (grainOf(question.filter, byAddress.uses) === null) return null;
  const { measure, limit } = options;
  const addresses = await rankAddresses(asker, question, { grouping: byAddress, measure, limit: CANDIDATES + 1 });
  if (addresses.length <= CANDIDATES) return null;
  const left = addresses[CANDIDATES]?.value ?? 0n;
  const named = addresses.slice(0, CANDIDATES).map(({ stored }) => stored[0] ?? "");
  const and: SumsOptions["and"] = (params) => {
    const bound = params.bind(named, "Array(IPv6)");
    return [`srcaddr IN ${bound}`, `dstaddr IN ${bound}`];
  };
  const { keys, tied } = await firstBySum(asker, question, { ...options, and });
  const last = keys.at(-1);
  return keys.length === limit && !tied && last && last.value > left ? { keys, groups: null } : null;
}

/** Several lists of one page rank the addresses; they can share it. */
async function rankAddresses(asker: Asker, question: Question, options: RankOptions): Promise<readonly RankedKey[]> {
  return (await firstBySum(asker, question, options)).keys;
}

/**
 * The keys with the most of a measure, most first, ties by the key's text.
 * @throws EngineError
 */
export async function rank(
  asker: Asker,
  question: Question,
  options: { readonly grouping: Grouping; readonly measure: Measure; readonly limit: number },
): Promise<Ranking> {
  if (options.grouping.name === "pair") {
    const pairs = await rankPairs(asker, question, options);
    if (pairs) return pairs;
  }
  return rankAll(asker, question, options);
}

/** A key of a ranking, with its text. */
export interface NamedKey {
  readonly text: string | null;
  readonly stored: StoredKey;
}

/**
 * The keys with the most of a measure, with their texts: what `askTop` would list.
 * @throws EngineError
 */
export async function rankedKeys(
  asker: Asker,
  question: Question,
  options: { readonly grouping: Grouping; readonly measure: Measure; readonly limit: number },
): Promise<NamedKey[]> {
  const { grouping } = options;
  const { keys } = await rank(asker, question, options);
  if (keys.length === 0) return [];
  const params = new SqlParams();
  const rows = keys.map(({ stored }, at) => {
    const columns = grouping.types.map((type, i) => {
      const value = stored[i] ?? null;
      return `${params.bind(value, value === null ? `Nullable(${type})` : type)} AS k${i}`;
    });
    return `SELECT ${at} AS place, ${grouping.text} AS name FROM (SELECT ${columns.join(", ")})`;
  });
  const sql = `SELECT place, name FROM (${rows.join("\nUNION ALL\n")}) ORDER BY place`;
  const answer = await asker.engine.query<{ name: string | null }>(sql, params.values, limits(asker.signal));
  return keys.map(({ stored }, at) => ({ stored, text: answer.rows[at]?.name ?? null }));
}
