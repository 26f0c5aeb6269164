import { HOUR_SQL, LAST_END_SQL, WINDOWS_SQL } from "@/lib/engine/accelerators";
import { conditionsOf, EMPTY_FILTER, filterToSql } from "@/lib/filter";
import type { FilterNode } from "@/lib/filter/ast";
import { SqlParams } from "@/lib/sql/params";
import { bucketStarts } from "./bucket";
import { type Count, countOf, type Raw } from "./count";
import { columnsOf } from "./kept";
import { limits } from "./limits";
import type { Asker, Question } from "./question";
import { fromFlows } from "./scope";
import { wholeCells } from "./series-cells";
import { closedAt, type Span, spanOf } from "./span";

/** A stretch of time of which the log says that it has no records. */
export interface CoverageSpan {
  readonly status: "NODATA" | "SKIPDATA";
  readonly from: number;
  readonly to: number;
}

/** Where the log has records, where there was no traffic, and where records were lost. */
export interface CoverageAnswer {
  readonly interval: number;
  readonly from: number | null;
  readonly to: number | null;
  readonly buckets: { t: number; flows: Count; nodata: Count; skipdata: Count }[];
  readonly interfaces: { interface_id: string | null; nodata: Count; skipdata: Count; spans: CoverageSpan[] }[];
  readonly interfaces_total: Count;
  readonly elapsed_ms: number;
}

/** Fields that NODATA and SKIPDATA lines carry: conditions on others would hide every one of them. */
const IDENTITY = new Set([
  "account-id",
  "interface-id",
  "vpc-id",
  "subnet-id",
  "instance-id",
  "region",
  "az-id",
  "tgw-id",
  "tgw-attachment-id",
  "source",
]);

function onlyIdentity(node: FilterNode): boolean {
  if (node.type === "term") return IDENTITY.has(node.field);
  return node.type === "not" ? onlyIdentity(node.term) : node.terms.every(onlyIdentity);
}

const STATUSES = "log_status IN ('NODATA', 'SKIPDATA')";

/** Conditions on what such lines carry. */
function lineConditions(question: Question, params: SqlParams): string[] {
  const conditions = [STATUSES];
  if (question.input !== null) conditions.push(`input = ${params.bind(question.input, "UInt32")}`);
  for (const { filter } of conditionsOf(question.filter)) {
    if (filter.root !== null && onlyIdentity(filter.root)) conditions.push(filterToSql(filter, params));
  }
  return conditions;
}

/** Can the windows be had from what is kept by interface and hour? */
function isKeptByInterface({ filter }: Question): boolean {
  const used = conditionsOf(filter).flatMap(({ filter: { root } }) =>
    root !== null && onlyIdentity(root) ? [...columnsOf(root, new Set())] : [],
  );
  return used.every((column) => column === "interface_id");
}

/** `eni`, `status` and `window`, a tuple of start and end: from the sums kept by interface, or from the lines themselves. */
function linesSql(question: Question, { from, to }: Span, params: SqlParams): string {
  const conditions = lineConditions(question, params);
  const columns = "CAST(interface_id, 'String') AS eni, CAST(log_status, 'String') AS status";
  if (!isKeptByInterface(question))
    return `SELECT ${columns}, (toUInt32(start), toUInt32(end)) AS window ${fromFlows(conditions)}`;
  const before = `${HOUR_SQL} < toDateTime(${params.bind(Math.ceil(to / 3600) * 3600, "UInt32")}, 'UTC')`;
  const kept = `SELECT interface_id, log_status, ${HOUR_SQL} AS hour, ${LAST_END_SQL} AS last_end, ${WINDOWS_SQL} AS windows
${fromFlows([...conditions, before])} GROUP BY interface_id, log_status, hour
HAVING greatest(toUInt32(last_end), toUInt32(hour) + 3599) >= ${params.bind(from, "UInt32")}`;
  return `SELECT ${columns}, arrayJoin(windows) AS window FROM (${kept})`;
}

/** The windows that touch a span, of the same input, and of the interfaces that the filter names: as bucket numbers. */
function windowsSql(question: Question, span: Span, params: SqlParams): string {
  const first = "if(window.1 = 0, window.2, window.1)";
  const last = `greatest(window.2, ${first})`;
  const from = params.bind(span.from, "UInt32");
  const to = params.bind(span.to, "UInt32");
  const low = `intDiv(greatest(${first}, ${from}), ${span.interval})`;
  const high = `intDiv(least(${last}, ${to} - 1), ${span.interval})`;
  const lines = linesSql(question, span, params);
  return `(SELECT eni, status, range(toUInt32(${low}), toUInt32(${high} + 1)) AS touched
FROM (${lines}) WHERE ${first} < ${to} AND ${last} >= ${from})`;
}

/** Joins bucket numbers that follow each other. */
function spansOf(status: CoverageSpan["status"], buckets: readonly number[], interval: number): CoverageSpan[] {
  const spans: { status: CoverageSpan["status"]; from: number; to: number }[] = [];
  for (const bucket of buckets) {
    const last = spans.at(-1);
    if (last?.to === bucket * interval) last.to += interval;
    else spans.push({ status, from: bucket * interval, to: (bucket + 1) * interval });
  }
  return spans;
}

/** An interface's name, how many windows of each status it has, and the buckets that they touch. */
type InterfaceTuple = [skipped: Raw, nothing: Raw, eni: string, nodata: number[], skipdata: number[]];

interface Windows {
  readonly best: readonly InterfaceTuple[];
  readonly total: Raw;
  /** Bucket numbers, and of how many interfaces windows touch them. */
  readonly nodata_at: [number[], Raw[]];
  readonly skipdata_at: [number[], Raw[]];
}

/** The windows by interface, those with the most first, and by bucket. */
async function windowsOf({ engine, signal }: Asker, question: Question, span: Span, limit: number): Promise<Windows> {
  const params = new SqlParams();
  const parts = ["NODATA", "SKIPDATA"].map((status) => {
    const name = status.toLowerCase();
    const is = `status = '${status}'`;
    return `countIf(${is}) AS ${name}, arraySort(groupUniqArrayArrayIf(touched, ${is})) AS ${name}_buckets`;
  });
  const perInterface = `SELECT eni, ${parts.join(", ")} FROM ${windowsSql(question, span, params)} GROUP BY eni`;
  const best = "(-toInt64(skipdata), -toInt64(nodata), eni, nodata_buckets, skipdata_buckets)";
  const touched = (name: string) => `sumMap(${name}_buckets, arrayMap(one -> toUInt64(1), ${name}_buckets))`;
  const sql = `SELECT groupArraySorted(${Math.floor(limit)})(${best}) AS best, count() AS total,
  ${touched("nodata")} AS nodata_at, ${touched("skipdata")} AS skipdata_at FROM (${perInterface})`;
  const { rows } = await engine.query<Windows>(sql, params.values, limits(signal));
  return rows[0] ?? { best: [], total: 0, nodata_at: [[], []], skipdata_at: [[], []] };
}

const countsOf = ([buckets, counts]: Windows["nodata_at"]): Map<number, Raw> =>
  new Map(buckets.map((bucket, at) => [bucket, counts[at]]));

/**
 * For the ribbon under a time series, in the same buckets: flow records that match, and for how many interfaces the
 * log says NODATA or SKIPDATA. Of the filter, only conditions on what such lines carry (interface, subnet, …) apply
 * to them.
 * @throws EngineError
 */
export async function askCoverage(
  asker: Asker,
  question: Question,
  options: { readonly maxPoints: number; readonly limit: number },
): Promise<CoverageAnswer> {
  const started = performance.now();
  const auto = { interval: "auto", maxPoints: options.maxPoints } as const;
  const span =
    (await spanOf(asker, question, auto)) ??
    (await spanOf(asker, { ...question, filter: EMPTY_FILTER }, { ...auto, rows: "lines" }));
  if (span === null) {
    const { from, to } = question;
    const elapsed_ms = performance.now() - started;
    return { interval: 60, from, to, buckets: [], interfaces: [], interfaces_total: 0, elapsed_ms };
  }
  const { from, to, interval } = span;
  const [flows, windows] = await Promise.all([
    wholeCells(asker, closedAt(question, span), "flows", interval),
    windowsOf(asker, question, span, options.limit),
  ]);
  const flowsAt = new Map(flows.map(({ t, value }) => [t, value]));
  const nodataAt = countsOf(windows.nodata_at);
  const skipdataAt = countsOf(windows.skipdata_at);
  return {
    interval,
    from,
    to,
    buckets: bucketStarts(from, to, interval).map((t) => ({
      t,
      flows: countOf(flowsAt.get(t) ?? 0n),
      nodata: countOf(nodataAt.get(t / interval)),
      skipdata: countOf(skipdataAt.get(t / interval)),
    })),
    interfaces: windows.best.map(([skipdata, nodata, eni, nodataBuckets, skipdataBuckets]) => ({
      interface_id: eni || null,
      nodata: countOf(-Number(nodata)),
      skipdata: countOf(-Number(skipdata)),
      spans: [...spansOf("NODATA", nodataBuckets, interval), ...spansOf("SKIPDATA", skipdataBuckets, interval)].sort(
        (a, b) => a.from - b.from,
      ),
    })),
    interfaces_total: countOf(windows.total),
    elapsed_ms: performance.now() - started,
  };
}
