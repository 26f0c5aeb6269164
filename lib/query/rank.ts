/** Which keys have the most of a measure. */

import { SqlParams } from "@/lib/sql/params";
import type { Raw } from "./count";
import { type Grouping, keyNames } from "./grouping";
import { isKept } from "./kept";
import type { StoredKey } from "./key";
import { limits } from "./limits";
import type { Measure } from "./measure";
import type { Asker, Question } from "./question";
import { CANDIDATES, largestAddresses } from "./rank-addresses";
import { firstKeysSql, sumOf } from "./rank-order";
import { largestPairBranches, type PairBranches } from "./rank-pairs";
import { type SumsBranch, sumName, sumsSelect } from "./sums";

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
  /** Where the keys come from, when not from the grouping's branches. */
  readonly branches?: (params: SqlParams) => readonly SumsBranch[];
}

const sumsOf = (question: Question, params: SqlParams, { grouping, measure, branches }: RankOptions): string =>
  sumsSelect(question, params, {
    branches: branches?.(params) ?? grouping.branches,
    columns: grouping.uses,
    measures: [measure],
  });

/** The first of some keys, and whether the next one has as much as the last of them. */
function ranked(all: readonly RankedKey[], groups: number, limit: number): Ranking & { tied: boolean } {
  const tied = all.length > limit && all[limit]?.value === all[limit - 1]?.value;
  return { keys: all.slice(0, limit), groups, tied };
}

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
  if (grouping.name === "addr" && limit <= CANDIDATES && isKept(question.filter, ["srcaddr", "dstaddr"])) {
    const { addresses, groups } = await largestAddresses(asker, question, measure);
    return ranked(
      addresses.slice(0, limit + 1).map(({ address, value }) => ({ stored: [address], value })),
      groups,
      limit,
    );
  }
  const params = new SqlParams();
  const stored = grouping.types.map((_, i) => `toString(k${i})`).join(", ");
  const best = firstKeysSql(limit + 1, measure, [stored]);
  const sql = `SELECT count() AS groups, ${best} AS best FROM (${sumsOf(question, params, options)})`;
  const { rows } = await asker.engine.query<{ groups: Raw; best: [string, ...(string | null)[]][] }>(
    sql,
    params.values,
    limits(asker.signal),
  );
  const all = (rows[0]?.best ?? []).map(([value, ...key]) => ({ stored: key, value: sumOf(value) }));
  return ranked(all, Number(rows[0]?.groups ?? 0), limit);
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

/** The same of all keys, whatever they are. @throws EngineError */
export async function rankAll(asker: Asker, question: Question, options: RankOptions): Promise<Ranking> {
  const { tied, ...ranking } = await firstBySum(asker, question, options);
  return tied ? { ...ranking, keys: await firstByText(asker, question, options) } : ranking;
}

/**
 * The rows in which the largest pairs of a question are, as far as they can be told.
 * @returns null when all pairs have to be added up. @throws EngineError
 */
export function pairBranches(
  asker: Asker,
  question: Question,
  options: { readonly grouping: Grouping; readonly measure: Measure; readonly limit: number },
): Promise<PairBranches | null> {
  return largestPairBranches(asker, question, options, (branches) =>
    firstBySum(asker, question, { ...options, branches }),
  );
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
    const branches = await pairBranches(asker, question, options);
    const pairs = branches && (await firstBySum(asker, question, { ...options, branches: branches.of }));
    const last = pairs?.keys.at(-1);
    if (pairs && !pairs.tied && pairs.keys.length === options.limit && last && last.value > branches.left)
      return { keys: pairs.keys, groups: null };
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
