import { bucketStarts } from "./bucket";
import { type Count, countOf } from "./count";
import type { Grouping } from "./grouping";
import type { Measure } from "./measure";
import type { Asker, Question } from "./question";
import { type Cell, groupedCells, splitCells, wholeCells } from "./series-cells";
import { closedAt, type SpanOptions, spanOf } from "./span";

/** One line of a time series. */
export interface SeriesAnswerLine {
  readonly key: string | null;
  readonly other?: boolean;
  readonly total: Count;
  readonly points: [number, Count][];
}

/** A measure over time. */
export interface SeriesAnswer {
  readonly interval: number;
  readonly from: number | null;
  readonly to: number | null;
  readonly measure: Measure;
  readonly by: string | null;
  readonly series: SeriesAnswerLine[];
  readonly elapsed_ms: number;
}

/** What to draw, and how finely. */
export interface SeriesOptions extends SpanOptions {
  readonly measure: Measure;
  readonly grouping: Grouping | null;
  /** Keys that get a line of their own. */
  readonly limit: number;
}

/** The key of the line that sums what has none of its own. */
const OTHER = "other";

/** A line from its cells, with 0 in buckets that have none. */
function lineOf(
  key: string | null,
  cells: readonly Cell[],
  starts: readonly number[],
  other: boolean,
): SeriesAnswerLine {
  const at = new Map<number, bigint>();
  let total = 0n;
  for (const { t, value } of cells) {
    at.set(t, (at.get(t) ?? 0n) + value);
    total += value;
  }
  const points = starts.map((t): [number, Count] => [t, countOf(at.get(t) ?? 0n)]);
  return { key, ...(other ? { other } : {}), total: countOf(total), points };
}

const sumOf = (cells: readonly Cell[]): bigint => cells.reduce((sum, { value }) => sum + value, 0n);

/** Keys by their sum, most first, ties by text, absent last. */
function ranked(lines: ReadonlyMap<string | null, Cell[]>): (string | null)[] {
  const order = [...lines].map(([key, cells]) => ({ key, sum: sumOf(cells) }));
  order.sort((a, b) => {
    if (a.sum !== b.sum) return a.sum > b.sum ? -1 : 1;
    if (a.key === null || b.key === null) return a.key === null ? 1 : -1;
    return a.key < b.key ? -1 : 1;
  });
  return order.map(({ key }) => key);
}

/**
 * A measure over time, whole or split. The keys with the most get a line each, the rest is summed in a last line
 * with key `other`. Without a range, the buckets reach from the first to the last matching record.
 * @throws QuestionError when the interval makes too many buckets; EngineError
 */
export async function askSeries(asker: Asker, question: Question, options: SeriesOptions): Promise<SeriesAnswer> {
  const started = performance.now();
  const { grouping, measure, limit } = options;
  const span = await spanOf(asker, question, options);
  const common = { measure, by: grouping?.name ?? null };
  if (span === null) {
    const interval = options.interval === "auto" ? 60 : options.interval;
    const { from, to } = question;
    return { ...common, interval, from, to, series: [], elapsed_ms: performance.now() - started };
  }
  const closed = closedAt(question, span);
  const starts = bucketStarts(span.from, span.to, span.interval);
  let lines: SeriesAnswerLine[];
  if (grouping === null) {
    lines = [lineOf(null, await wholeCells(asker, closed, measure, span.interval), starts, false)];
  } else {
    let cells: ReadonlyMap<string | null, Cell[]>;
    let rest: Cell[] = [];
    if (grouping.small) {
      cells = await groupedCells(asker, closed, { grouping, measure, interval: span.interval });
    } else {
      ({ cells, rest } = await splitCells(asker, closed, { grouping, measure, interval: span.interval, limit }));
    }
    const order = ranked(cells);
    const kept = order.slice(0, limit);
    rest = [...rest, ...order.slice(limit).flatMap((key) => cells.get(key) ?? [])];
    lines = kept.map((key) => lineOf(key, cells.get(key) ?? [], starts, false));
    if (rest.length > 0) lines.push(lineOf(OTHER, rest, starts, true));
  }
  const elapsed_ms = performance.now() - started;
  return { ...common, interval: span.interval, from: span.from, to: span.to, series: lines, elapsed_ms };
}
