import type { Series, SeriesLine } from "@/lib/api/contract/series";
import { type Count, toNumber } from "@/lib/view";
import { keyLabel } from "./key-label";
import type { PartialEdges } from "./partial";

/** One band or line of a chart, ready to draw. */
export interface ChartSeries {
  /** Its place in the drawing order, as the name of its values. */
  readonly id: string;
  /** The value that it stands for; null where the log has `-`. */
  readonly key: string | null;
  /** True for the sum of what is not listed, and for a series that nothing splits: no filter gives exactly it. */
  readonly whole: boolean;
  readonly label: string;
  /** A CSS colour. */
  readonly color: string;
  /** Rejected traffic is hatched wherever it is drawn. */
  readonly hatched: boolean;
  /** Told apart without colour: an SVG dash pattern for lines. */
  readonly dash?: string;
  readonly total: Count;
  /** One value a bucket; the exact ones stay beside them for figures. */
  readonly values: readonly number[];
  readonly exact: readonly Count[];
}

export interface ChartData {
  /** Starts of the buckets in epoch seconds, evenly spaced. */
  readonly times: readonly number[];
  /** Seconds of a bucket. */
  readonly interval: number;
  readonly series: readonly ChartSeries[];
  /** Sum over the series, a bucket each. */
  readonly sums: readonly number[];
  /** The sum in the period before, moved onto these buckets. */
  readonly before?: BeforeLine;
  /** Buckets that the range, or what is stored, cuts. */
  readonly partial?: PartialEdges;
}

/** The period before, as a line over the chart. */
export interface BeforeLine {
  readonly label: string;
  readonly values: readonly number[];
  readonly total: number;
}

const ACTION_COLORS: Readonly<Record<string, string>> = { ACCEPT: "var(--accept)", REJECT: "var(--reject)" };
// The first six hues stay apart for every kind of colour vision; the three after them need more.
const DASHES = [undefined, undefined, undefined, undefined, undefined, undefined, "6 3", "2 3", "8 3 2 3"] as const;
const PALETTE_SIZE = 9;

const actionRank = (key: string | null): number => (key === "ACCEPT" ? 0 : key === "REJECT" ? 1 : 2);

function style(by: string, line: SeriesLine, rank: number): Pick<ChartSeries, "color" | "hatched" | "dash"> {
  if (line.other) return { color: "var(--unknown)", hatched: false, dash: "1 3" };
  if (by === "action") {
    const reject = line.key === "REJECT";
    return {
      color: ACTION_COLORS[line.key ?? ""] ?? "var(--unknown)",
      hatched: reject,
      dash: reject ? "6 3" : undefined,
    };
  }
  if (line.key === null && by !== "none") return { color: "var(--unknown)", hatched: false };
  return { color: `var(--series-${(rank % PALETTE_SIZE) + 1})`, hatched: false, dash: DASHES[rank % PALETTE_SIZE] };
}

/**
 * Turns an answer of `/api/series` into what a chart draws: ACCEPT under REJECT, other splits by size, the rest last.
 * @param by the view's grouping, `none` when nothing splits it.
 */
export function chartData(answer: Pick<Series, "interval" | "series">, by: string): ChartData {
  const lines = answer.series.filter((line) => toNumber(line.total) > 0 || by === "none");
  const ordered = by === "action" ? [...lines].sort((a, b) => actionRank(a.key) - actionRank(b.key)) : lines;
  const times = answer.series[0]?.points.map(([time]) => time) ?? [];
  const series = ordered.map((line, index): ChartSeries => {
    const exact = line.points.map(([, value]) => value);
    return {
      id: `s${index}`,
      key: line.key,
      whole: line.other === true || by === "none",
      label: line.other ? "Other" : by === "none" ? "All" : keyLabel(by, line.key),
      ...style(by, line, index),
      total: line.total,
      values: exact.map(toNumber),
      exact,
    };
  });
  const sums = times.map((_, at) => series.reduce((sum, { values }) => sum + (values[at] ?? 0), 0));
  return { times, interval: answer.interval, series, sums };
}

/**
 * Lays an earlier period over a chart: the sum of its series in each bucket, moved by whole buckets.
 * @param shift seconds between the two periods, a multiple of the buckets' width.
 */
export function withBefore(data: ChartData, earlier: Series, shift: number): ChartData {
  const at = new Map<number, number>();
  for (const { points } of earlier.series) {
    for (const [time, value] of points) at.set(time + shift, (at.get(time + shift) ?? 0) + toNumber(value));
  }
  const values = data.times.map((time) => at.get(time) ?? 0);
  const label = data.series.length > 1 ? "All, period before" : "Period before";
  return { ...data, before: { label, values, total: values.reduce((sum, value) => sum + value, 0) } };
}

/** The values of one bucket by series, as the drawing library takes them. */
export type ChartRow = { readonly t: number } & Readonly<Record<string, number>>;

/** The name of the values of the period before. */
export const BEFORE_ID = "before";

export function chartRows({ times, series, before }: ChartData): ChartRow[] {
  return times.map((t, at) =>
    Object.assign(
      { t },
      ...series.map(({ id, values }) => ({ [id]: values[at] ?? 0 })),
      before ? { [BEFORE_ID]: before.values[at] ?? 0 } : {},
    ),
  );
}
