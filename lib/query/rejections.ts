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

/** Of one key's records: sums, and what tells different values apart in a form that can be added up again. */
const PARTS = `countIf(now) AS flows, countIf(now AND NOT ${FLAGLESS} AND ${OPENS}) AS syns,
  uniqCombined64StateIf((srcaddr, dstaddr, srcport, service_port, protocol), now AND ${FLAGLESS}) AS attempts,
  ifNull(sumIf(bytes, now), 0) AS bytes_now, ifNull(sumIf(packets, now), 0) AS packets_now,
  uniqCombined64StateIf(srcaddr, now) AS sources, uniqCombined64StateIf(dstaddr, now) AS destinations,
  uniqCombined64StateIf((service_port, protocol), now) AS services,
  minIf(start, now AND toUInt32(start) > 0) AS first_start, maxIf(start, now) AS last_start,
  countIf(NOT now) AS earlier`;

/** The same of many keys; `n_groups` are those that have records in the range. */
const SUMS = `sum(flows) AS n_flows, sum(syns) + uniqCombined64Merge(attempts) AS n_attempts,
  sum(bytes_now) AS n_bytes, sum(packets_now) AS n_packets,
  uniqCombined64Merge(sources) AS n_sources, uniqCombined64Merge(destinations) AS n_destinations,
  uniqCombined64Merge(services) AS n_services,
  nullIf(toUInt32(minIf(first_start, toUInt32(first_start) > 0)), 0) AS n_first_start,
  nullIf(toUInt32(max(last_start)), 0) AS n_last_start, sum(earlier) AS n_before, countIf(flows > 0) AS n_groups`;

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

/** What the records say: of each key that is listed, of the noise, and of all. */
interface Told {
  readonly listed: readonly Record<string, Raw>[];
  readonly gone: readonly Record<string, Raw>[];
  readonly noise: Record<string, Raw>;
  readonly total: Record<string, Raw>;
}

/** Reads the records once: the sums of keys add up to those of the noise and of all. */
async function askTold(
  { engine, signal }: Asker,
  question: Question,
  before: PeriodBefore | null,
  options: RejectionsOptions,
  isNoise: NoiseCondition,
): Promise<Told> {
  const { by, sort, limit, noise } = options;
  const grouping = groupingNamed(by);
  const params = new SqlParams();
  const keys = keyNames(grouping);
  const records = recordsSql(grouping, question, before, params, isNoise);
  const stored = grouping.types.map((_, i) => `toString(k${i}) AS s${i}`).join(", ");
  const service = by === "service" ? ", k0 AS port, k1 AS proto" : "";
  // GROUPING() is 0 where the column is part of the set.
  const sql = `SELECT if(summed, NULL, ${grouping.text}) AS key, ${stored}${service}, * FROM (
SELECT noisy, ${keys}, grouping(k0) = 1 AS summed, grouping(noisy) = 1 AS whole, ${SUMS}, n_flows = 0 AS gone
FROM (SELECT noisy, ${keys}, ${PARTS} FROM (${records}) GROUP BY noisy, ${keys})
GROUP BY GROUPING SETS ((noisy, ${keys}), (noisy), ())) WHERE summed OR ${WHICH[noise]}
ORDER BY summed, gone, n_${sort} DESC, n_before DESC, key ASC NULLS LAST
LIMIT ${params.bind(limit, "UInt32")} BY summed, whole, noisy, gone`;
  const { rows } = await engine.query<Record<string, Raw>>(sql, params.values, limits(signal));
  const is = (row: Record<string, Raw>, name: string): boolean => Number(row[name]) === 1;
  const lines = rows.filter((row) => !is(row, "summed"));
  const sums = rows.filter((row) => is(row, "summed"));
  return {
    listed: lines.filter((row) => !is(row, "gone")),
    gone: lines.filter((row) => is(row, "gone")).slice(0, MOST_GONE),
    noise: sums.find((row) => !is(row, "whole") && is(row, "noisy")) ?? {},
    total: sums.find((row) => is(row, "whole")) ?? {},
  };
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
  const { listed, gone, noise, total } = await askTold(asker, question, before, options, isNoise);
  const { by } = options;
  const grouping = groupingNamed(by);
  const lines = listed.map((row) => grouping.types.map((_, i) => (row[`s${i}`] as string | null) ?? null));
  const narrowed = { folded: "NOT ", only: "", listed: null }[options.noise];
  const busiest = {
    grouping,
    keys: lines,
    narrowed: (more: SqlParams) => (narrowed === null ? [] : [`${narrowed}(${isNoise(more)})`]),
  };
  const pairs = await askBusiest(asker, question, busiest, Number(total.n_flows ?? 0));
  const rowOf = (row: Record<string, Raw>, pair: BusiestPair | null): RejectionRow => ({
    key: row.key === null || row.key === undefined ? null : String(row.key),
    ...(by === "service" && { port: numberOrNull(row.port), protocol: numberOrNull(row.proto) }),
    ...totalsOf(row, before),
    busiest: pair,
  });
  const counted = {
    folded: exact(total.n_flows) - exact(noise.n_flows),
    only: exact(noise.n_flows),
    listed: exact(total.n_flows),
  };
  const noisy = Number(noise.n_groups ?? 0);
  const all = Number(total.n_groups ?? 0);
  const keys = { folded: all - noisy, only: noisy, listed: all };
  const shown = listed.reduce((sum, row) => sum + exact(row.n_flows), 0n);
  return {
    by,
    rows: listed.map((row, at) => rowOf(row, pairs[at] ?? null)),
    gone: gone.map((row) => rowOf(row, null)),
    noise: { ...totalsOf(noise, before), groups: noisy },
    other: { flows: countOf(counted[options.noise] - shown), groups: Math.max(0, keys[options.noise] - listed.length) },
    total: totalsOf(total, before),
    before,
    elapsed_ms: performance.now() - started,
  };
}
