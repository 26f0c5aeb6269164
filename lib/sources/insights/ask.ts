import type { Filter } from "../../filter";
import { findField } from "../../flow";
import { bucketCount, bucketStarts, niceInterval } from "../../query/bucket";
import type { CallTools } from "../call";
import { findFormats } from "../cloudwatch/formats";
import { SourceFailure } from "../reader";
import type { CloudWatchSettings, SourceFormat } from "../source";
import { insightsCondition, insightsName, type LeftOut } from "./condition";
import { type QueryBase, seriesQuery, topQuery } from "./query";
import { type InsightsResult, runInsights } from "./run";

/** What is asked of a log group in place. */
export interface InsightsQuestion {
  readonly filter: Filter;
  /** Epoch seconds, half-open. */
  readonly from: number;
  readonly to: number;
  /** A field's column whose values with the most are wanted. */
  readonly by: string;
  readonly measure: "bytes" | "packets" | "flows";
  readonly limit: number;
  /** Seconds, or null for what fits. */
  readonly interval: number | null;
}

interface Sums {
  flows: number;
  bytes: number;
  packets: number;
}

/** What Logs Insights found. */
export interface InsightsAnswer {
  readonly interval: number;
  readonly format: SourceFormat;
  readonly totals: Sums & { readonly accept: Sums; readonly reject: Sums };
  readonly series: readonly { readonly key: string | null; readonly points: readonly (readonly [number, number])[] }[];
  readonly top: readonly ({ readonly key: string } & Sums)[];
  readonly leftOut: readonly LeftOut[];
  readonly queries: readonly string[];
  readonly bytesScanned: number;
  readonly recordsScanned: number;
  readonly recordsMatched: number;
}

/** A question that Logs Insights cannot be asked. The message is one sentence for the user. */
export class InsightsError extends Error {
  override readonly name = "InsightsError";
  constructor(
    readonly parameter: string,
    message: string,
  ) {
    super(message);
  }
}

const MOST_BUCKETS = 120;
const LEAST_SECONDS = 60;
/** Insights gives at most 10,000 rows: so many buckets, apart for each action. */
const ALLOWED_BUCKETS = 3_000;

const none = (): Sums => ({ flows: 0, bytes: 0, packets: 0 });

function sumsOf(row: Readonly<Record<string, string>>): Sums {
  return { flows: Number(row.flows ?? 0), bytes: Number(row.bytes ?? 0), packets: Number(row.packets ?? 0) };
}

function add(sum: Sums, more: Sums): void {
  sum.flows += more.flows;
  sum.bytes += more.bytes;
  sum.packets += more.packets;
}

/** Epoch seconds of a time as Insights writes it, which is in UTC. */
export const timeOf = (text: string): number => Math.floor(Date.parse(`${text.replace(" ", "T")}Z`) / 1000);

/** Stand-ins for AWS take any query, and answer some with rows that nobody asked for: they are no sums, not even 0. */
function checkRows({ rows }: InsightsResult): void {
  if (rows.every(({ flows = "" }) => flows.trim() !== "" && Number.isFinite(Number(flows)))) return;
  const message =
    "Logs Insights did not run the query: its rows have no sums. Stand-ins for AWS such as moto and LocalStack cannot be asked in place.";
  throw new SourceFailure("insights", message);
}

function seriesOf(result: InsightsResult, question: InsightsQuestion, interval: number): InsightsAnswer["series"] {
  const values = new Map<string, Map<number, number>>();
  for (const row of result.rows) {
    const key = row[insightsName("action")] ?? "";
    const line = values.get(key) ?? new Map<number, number>();
    line.set(timeOf(row.t ?? ""), sumsOf(row)[question.measure]);
    values.set(key, line);
  }
  const starts = bucketStarts(question.from, question.to, interval);
  return [...values]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, line]) => ({
      key: key === "" || key === "-" ? null : key,
      points: starts.map((start) => [start, line.get(start) ?? 0] as const),
    }));
}

function totalsOf(result: InsightsResult): InsightsAnswer["totals"] {
  const totals = { ...none(), accept: none(), reject: none() };
  for (const row of result.rows) {
    const sums = sumsOf(row);
    add(totals, sums);
    const action = row[insightsName("action")];
    if (action === "ACCEPT") add(totals.accept, sums);
    if (action === "REJECT") add(totals.reject, sums);
  }
  return totals;
}

function checkBy({ by, measure }: InsightsQuestion, columns: ReadonlySet<string>): void {
  const field = findField(by);
  if (!field?.groupable) throw new InsightsError("by", `Logs Insights groups by a field of the record; ${by} is none.`);
  if (!columns.has(field.column)) throw new InsightsError("by", `The flow log has no field ${field.name}.`);
  if (measure !== "flows" && !columns.has(measure)) {
    throw new InsightsError("measure", `The flow log has no field ${measure}.`);
  }
}

/**
 * Asks a log group in place: totals, a time series and the keys with the most, with the cost. Two queries, side by side.
 * @throws InsightsError; SourceFailure; the signal's reason.
 */
export async function askInsights(
  tools: CallTools,
  settings: CloudWatchSettings,
  question: InsightsQuestion,
): Promise<InsightsAnswer> {
  const { formats } = await findFormats(tools, settings);
  const [format] = formats;
  if (!format) throw new InsightsError("format", "The field order of the group is not known.");
  const columns = new Set(format.fields.map((name) => name.replaceAll("-", "_")));
  checkBy(question, columns);
  const { all, leftOut } = insightsCondition(question.filter, columns);
  const base: QueryBase = { fields: format.fields, conditions: all };
  const interval = question.interval ?? Math.max(LEAST_SECONDS, niceInterval(question.from, question.to, MOST_BUCKETS));
  if (bucketCount(question.from, question.to, interval) > ALLOWED_BUCKETS) {
    throw new InsightsError("interval", `That makes more than ${ALLOWED_BUCKETS} buckets. Choose a wider interval.`);
  }
  const column = findField(question.by)?.column ?? question.by;
  const queries = [seriesQuery(base, interval), topQuery(base, column, question.measure, question.limit)];
  const common = { place: settings, logGroup: settings.logGroup, from: question.from, to: question.to };
  const stop = new AbortController();
  const signal = AbortSignal.any([tools.signal, stop.signal]);
  const [series, top] = await Promise.all(
    queries.map((query) =>
      runInsights({ ...tools, signal }, { ...common, query }).catch((error: unknown) => {
        stop.abort(error);
        throw error;
      }),
    ),
  );
  if (!series || !top) throw new InsightsError("by", "Logs Insights gave no answer.");
  checkRows(series);
  checkRows(top);
  return {
    interval,
    format,
    totals: totalsOf(series),
    series: seriesOf(series, question, interval),
    top: top.rows.map((row) => ({ key: row[insightsName(column)] ?? "", ...sumsOf(row) })),
    leftOut,
    queries,
    bytesScanned: series.bytesScanned + top.bytesScanned,
    recordsScanned: series.recordsScanned,
    recordsMatched: series.recordsMatched,
  };
}
