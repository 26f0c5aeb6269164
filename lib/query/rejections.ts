import { SqlParams } from "@/lib/sql/params";
import { type PeriodBefore, periodBefore, type Trend, trendOf } from "./before";
import { type Count, countOf, exact, numberOrNull, type Raw } from "./count";
import { type Grouping, groupingNamed, keyColumnsSql, keyNames } from "./grouping";
import { limits } from "./limits";
import { noiseCondition } from "./noise";
import type { Asker, Question } from "./question";
import { askBusiest, type BusiestPair } from "./rejections-busiest";
import type { RejectionGrouping, RejectionSort } from "./rejections-options";
import { scopeSql } from "./scope";

/** What rejected flow records add up to. */
export interface RejectionTotals {
  /** Rejected flow records. */
  readonly flows: Count;
  /** How often a client opened: records with SYN, or without flags distinct client ports. Within a percent when many. */
  readonly attempts: Count;
  readonly bytes: Count;
  readonly packets: Count;
  /** Distinct addresses and services: exact while few, else within a percent. */
  readonly sources: Count;
  readonly destinations: Count;
  readonly services: Count;
  readonly first_start: number | null;
  readonly last_start: number | null;
  /** Rejected flow records in the period before; null when there is none to compare with. */
  readonly before: Count | null;
  readonly trend: Trend | null;
}

/** One key of the list. */
export interface RejectionRow extends RejectionTotals {
  readonly key: string | null;
  readonly port?: number | null;
  readonly protocol?: number | null;
  /** The two addresses with the most rejected records, to judge the row by. Null for rows that are gone. */
  readonly busiest: BusiestPair | null;
}

/** Who is refused where. */
export interface RejectionsAnswer {
  readonly by: RejectionGrouping;
  readonly rows: RejectionRow[];
  /** Keys that were refused in the period before and are not any more. */
  readonly gone: RejectionRow[];
  readonly noise: RejectionTotals & { readonly groups: Count };
  readonly other: { readonly flows: Count; readonly groups: Count };
  readonly total: RejectionTotals;
  readonly before: PeriodBefore | null;
  readonly elapsed_ms: number;
}

/** How to list rejections. */
export interface RejectionsOptions {
  readonly by: RejectionGrouping;
  readonly sort: RejectionSort;
  readonly limit: number;
  /** `folded`: noise is one sum beside the rows. `only`: the rows are those of the noise. `listed`: nobody is told apart. */
  readonly noise: "folded" | "only" | "listed";
}

/** Rows of what is gone. */
const MOST_GONE = 10;
const OPENS = "ifNull(bitAnd(tcp_flags, 18) = 2, 0)";
const FLAGLESS = "(isNull(tcp_flags) OR ifNull(protocol != 6, 1))";
const NAMES = ["flows", "attempts", "bytes", "packets", "sources", "destinations", "services"] as const;

const SUMS = `countIf(now) AS n_flows,
  countIf(now AND NOT ${FLAGLESS} AND ${OPENS})
    + uniqCombined64If((srcaddr, dstaddr, srcport, service_port, protocol), now AND ${FLAGLESS}) AS n_attempts,
  ifNull(sumIf(bytes, now), 0) AS n_bytes, ifNull(sumIf(packets, now), 0) AS n_packets,
  uniqCombined64If(srcaddr, now) AS n_sources, uniqCombined64If(dstaddr, now) AS n_destinations,
  uniqCombined64If((service_port, protocol), now) AS n_services,
  nullIf(toUInt32(minIf(start, now AND toUInt32(start) > 0)), 0) AS n_first_start,
  nullIf(toUInt32(maxIf(start, now)), 0) AS n_last_start, countIf(NOT now) AS n_before`;

/** The condition that a record's source is noise, its values bound to the params given. */
type NoiseCondition = (params: SqlParams) => string;

const withBefore = (question: Question, before: PeriodBefore | null): Question =>
  before === null ? question : { ...question, from: before.from };

/** The rejected records of the range and of the period before: with their key, `now` in the range, `noisy`. */
function recordsSql(
  grouping: Grouping,
  question: Question,
  before: PeriodBefore | null,
  params: SqlParams,
  isNoise: NoiseCondition,
): string {
  const wide = withBefore(question, before);
  const now = before === null ? "1" : `start >= toDateTime(${params.bind(before.to, "UInt32")}, 'UTC')`;
  return `SELECT ${keyColumnsSql(grouping.branches[0])}, srcaddr, dstaddr, srcport, dstport, service_port, protocol,
  tcp_flags, packets, bytes, start, ${now} AS now, ${isNoise(params)} AS noisy
${scopeSql(wide, params, { and: ["action = 'REJECT'"] })}`;
}

function totalsOf(row: Record<string, Raw>, before: PeriodBefore | null): RejectionTotals {
  const counts = Object.fromEntries(NAMES.map((name) => [name, countOf(row[`n_${name}`])]));
  const compared = before !== null && before.flows !== 0;
  return {
    ...(counts as Record<(typeof NAMES)[number], Count>),
    first_start: numberOrNull(row.n_first_start),
    last_start: numberOrNull(row.n_last_start),
    before: compared ? countOf(row.n_before) : null,
    trend: compared ? trendOf(countOf(row.n_flows), countOf(row.n_before)) : null,
  };
}

const WHICH = { folded: "NOT noisy", only: "noisy", listed: "1" } as const;

async function askRows(
  asker: Asker,
  question: Question,
  before: PeriodBefore | null,
  options: RejectionsOptions,
  isNoise: NoiseCondition,
) {
  const { by, sort, limit, noise } = options;
  const grouping = groupingNamed(by);
  const params = new SqlParams();
  const keys = keyNames(grouping);
  const records = recordsSql(grouping, question, before, params, isNoise);
  const stored = grouping.types.map((_, i) => `toString(k${i}) AS s${i}`).join(", ");
  const service = by === "service" ? ", k0 AS port, k1 AS proto" : "";
  const sql = `SELECT ${grouping.text} AS key, ${stored}${service}, * FROM (
SELECT ${keys}, ${SUMS}, n_flows = 0 AS gone FROM (${records}) WHERE ${WHICH[noise]} GROUP BY ${keys})
ORDER BY gone, n_${sort} DESC, n_before DESC, key ASC NULLS LAST LIMIT ${params.bind(limit, "UInt32")} BY gone`;
  const { rows } = await asker.engine.query<Record<string, Raw>>(sql, params.values, limits(asker.signal));
  const extras = (row: Record<string, Raw>) =>
    by === "service" ? { port: numberOrNull(row.port), protocol: numberOrNull(row.proto) } : {};
  const listed = rows.filter((row) => Number(row.gone) === 0);
  const lines = listed.map((row) => grouping.types.map((_, i) => (row[`s${i}`] as string | null) ?? null));
  const narrowed = { folded: "NOT ", only: "", listed: null }[noise];
  const pairs = await askBusiest(asker, question, grouping, lines, (more) =>
    narrowed === null ? [] : [`${narrowed}(${isNoise(more)})`],
  );
  const rowOf = (row: Record<string, Raw>, busiest: BusiestPair | null): RejectionRow => ({
    key: row.key === null || row.key === undefined ? null : String(row.key),
    ...extras(row),
    ...totalsOf(row, before),
    busiest,
  });
  return {
    rows: listed.map((row, at) => rowOf(row, pairs[at] ?? null)),
    gone: rows
      .filter((row) => Number(row.gone) === 1)
      .slice(0, MOST_GONE)
      .map((row) => rowOf(row, null)),
  };
}

/** The sums of all, and of the noise among it. */
async function askWhole(
  { engine, signal }: Asker,
  question: Question,
  before: PeriodBefore | null,
  options: RejectionsOptions,
  isNoise: NoiseCondition,
) {
  const grouping = groupingNamed(options.by);
  const params = new SqlParams();
  const records = recordsSql(grouping, question, before, params, isNoise);
  const seen = (condition: string) => `uniqCombined64If(tuple(${keyNames(grouping)}), now AND ${condition})`;
  const sql = `SELECT noisy, grouping(noisy) AS apart, ${SUMS}, ${seen("noisy")} AS noise_groups,
  ${seen("NOT noisy")} AS groups FROM (${records}) GROUP BY GROUPING SETS ((noisy), ()) ORDER BY apart, noisy`;
  const { rows } = await engine.query<Record<string, Raw>>(sql, params.values, limits(signal));
  // GROUPING() is 0 where the column is part of the set.
  const total = rows.find((row) => Number(row.apart) === 1) ?? {};
  const noise = rows.find((row) => Number(row.apart) === 0 && Number(row.noisy) === 1) ?? {};
  return { total, noise };
}

/**
 * Who is refused where: rejected flow records by server port, source, destination or interface, with who, how often,
 * from when to when, and what has changed since the period before. Internet background noise is one sum of its own.
 * @throws EngineError
 */
export async function askRejections(
  asker: Asker,
  question: Question,
  options: RejectionsOptions,
): Promise<RejectionsAnswer> {
  const started = performance.now();
  const before = await periodBefore(asker, question);
  const isNoise: NoiseCondition =
    options.noise === "listed" ? () => "toUInt8(0)" : await noiseCondition(asker, withBefore(question, before));
  const [{ rows, gone }, { total, noise }] = await Promise.all([
    askRows(asker, question, before, options, isNoise),
    askWhole(asker, question, before, options, isNoise),
  ]);
  const counted = {
    folded: exact(total.n_flows) - exact(noise.n_flows),
    only: exact(noise.n_flows),
    listed: exact(total.n_flows),
  };
  const keys = { folded: Number(total.groups ?? 0), only: Number(total.noise_groups ?? 0), listed: 0 };
  keys.listed = keys.folded + keys.only;
  const shown = rows.reduce((sum, { flows }) => sum + BigInt(flows), 0n);
  return {
    by: options.by,
    rows,
    gone,
    noise: { ...totalsOf(noise, before), groups: countOf(noise.noise_groups) },
    other: {
      flows: countOf(counted[options.noise] - shown),
      groups: Math.max(0, keys[options.noise] - rows.length),
    },
    total: totalsOf(total, before),
    before,
    elapsed_ms: performance.now() - started,
  };
}
