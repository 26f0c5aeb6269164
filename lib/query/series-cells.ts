/** The statements behind a time series. A cell is one bucket of one line. */

import { SqlParams } from "@/lib/sql/params";
import { bucketStart, niceInterval } from "./bucket";
import { exact, type Raw } from "./count";
import type { Grouping } from "./grouping";
import { columnsOf, keptFor } from "./kept";
import { hasKeySql, type StoredKey } from "./key";
import { limits } from "./limits";
import type { Measure } from "./measure";
import type { Asker, Question } from "./question";
import { rank } from "./rank";
import { type SumsBranch, sumName, sumsSelect } from "./sums";

/** The value of one bucket: `t` is its start. */
export interface Cell {
  readonly t: number;
  readonly value: bigint;
}

interface CellRow {
  readonly t: Raw;
  readonly v: Raw;
  readonly key?: string | null;
}

const cellOf = (row: CellRow): Cell => ({ t: Number(row.t), value: exact(row.v) });

/** How a series is split, and what of it is counted. */
interface SplitOptions {
  readonly grouping: Grouping;
  readonly measure: Measure;
  readonly interval: number;
}

async function cellsOf({ engine, signal }: Asker, sql: string, params: SqlParams): Promise<CellRow[]> {
  return (await engine.query<CellRow>(sql, params.values, limits(signal))).rows;
}

interface ActionRow {
  readonly t: Raw;
  readonly k0: string;
  readonly flows: Raw;
  readonly sum_bytes: Raw;
  readonly sum_packets: Raw;
}

/** The buckets of a chart: those of small ones beside it are made of these. */
const CHART_POINTS = 300;

/** The width to ask for: that of the page's chart, where wider buckets are made of its own and no wider sums are kept. */
function widthOf({ filter, from, to }: Question, interval: number): number {
  if (from === null || to === null) return interval;
  const fine = niceInterval(from, to, CHART_POINTS);
  if (fine >= interval || interval % fine !== 0) return interval;
  const grains = (bucket: number) => keptFor(columnsOf(filter.root, new Set(["action"])), { bucket }).length;
  return grains(fine) === grains(interval) ? fine : interval;
}

/**
 * All measures by bucket and action. A page draws several lines over the same range: each asks with this very
 * statement, so that its answer serves them all. Buckets may be narrower than asked for.
 */
async function actionRows({ engine, signal }: Asker, question: Question, wanted: number): Promise<ActionRow[]> {
  const interval = widthOf(question, wanted);
  const params = new SqlParams();
  const sums = sumsSelect(question, params, {
    branches: [{ columns: ["action"] }],
    columns: ["action"],
    bucket: interval,
    measures: ["flows", "bytes", "packets"],
  });
  const sql = `SELECT t, CAST(k0, 'String') AS k0, flows, sum_bytes, sum_packets FROM (${sums})`;
  const { rows } = await engine.query<ActionRow>(sql, params.values, limits(signal));
  return rows.map((row) => ({ ...row, t: bucketStart(Number(row.t), wanted) }));
}

const amountOf = (row: ActionRow, measure: Measure): bigint => exact(row[sumName(measure) as keyof ActionRow]);

/** Is every record counted once? */
const isEach = (branches: readonly SumsBranch[]): boolean =>
  branches.length === 1 && branches.every(({ notSelf, where }) => !notSelf && where === undefined);

/** Nothing is split: one value for each bucket. A record counts once for each branch. */
export async function wholeCells(
  asker: Asker,
  question: Question,
  measure: Measure,
  interval: number,
  branches: readonly SumsBranch[] = [{ columns: [] }],
): Promise<Cell[]> {
  if (isEach(branches)) {
    const at = new Map<number, bigint>();
    for (const row of await actionRows(asker, question, interval)) {
      at.set(Number(row.t), (at.get(Number(row.t)) ?? 0n) + amountOf(row, measure));
    }
    return [...at].map(([t, value]) => ({ t, value }));
  }
  const params = new SqlParams();
  const sums = sumsSelect(question, params, {
    branches: branches.map(({ notSelf, where, uses }) => ({
      columns: [],
      ...(notSelf && { notSelf }),
      ...(where && { where, ...(uses && { uses }) }),
    })),
    bucket: interval,
    measures: [measure],
  });
  return (await cellsOf(asker, `SELECT t, ${sumName(measure)} AS v FROM (${sums})`, params)).map(cellOf);
}

function linesOf(cells: readonly (readonly [string | null, Cell])[]): Map<string | null, Cell[]> {
  const lines = new Map<string | null, Cell[]>();
  for (const [key, cell] of cells) {
    const line = lines.get(key);
    if (line) line.push(cell);
    else lines.set(key, [cell]);
  }
  return lines;
}

/** Cells by key: of all keys, or of those that are named. */
export async function groupedCells(
  asker: Asker,
  question: Question,
  { grouping, measure, interval }: SplitOptions,
  named?: readonly StoredKey[],
): Promise<Map<string | null, Cell[]>> {
  if (grouping.name === "action" && !named) {
    const rows = await actionRows(asker, question, interval);
    return linesOf(rows.map((row) => [row.k0 || null, { t: Number(row.t), value: amountOf(row, measure) }]));
  }
  const params = new SqlParams();
  const sums = sumsSelect(question, params, {
    branches: grouping.branches,
    columns: grouping.uses,
    bucket: interval,
    measures: [measure],
    ...(named && { and: (bound, branch) => [hasKeySql(grouping, branch, named, bound)] }),
  });
  const rows = await cellsOf(
    asker,
    `SELECT t, ${grouping.text} AS key, ${sumName(measure)} AS v FROM (${sums})`,
    params,
  );
  return linesOf(rows.map((row) => [row.key ?? null, cellOf(row)]));
}

/** The largest keys, a line each, and the rest: what the whole has more than they. */
export async function splitCells(
  asker: Asker,
  question: Question,
  options: SplitOptions & { readonly limit: number },
): Promise<{ cells: Map<string | null, Cell[]>; rest: Cell[] }> {
  const { grouping, measure, interval } = options;
  const [{ keys }, whole] = await Promise.all([
    rank(asker, question, options),
    wholeCells(asker, question, measure, interval, grouping.branches),
  ]);
  if (keys.length === 0) return { cells: new Map(), rest: whole };
  const cells = await groupedCells(
    asker,
    question,
    options,
    keys.map(({ stored }) => stored),
  );
  const left = new Map<number, bigint>();
  for (const { t, value } of whole) left.set(t, (left.get(t) ?? 0n) + value);
  for (const { t, value } of [...cells.values()].flat()) left.set(t, (left.get(t) ?? 0n) - value);
  const rest = [...left].filter(([, value]) => value !== 0n).map(([t, value]) => ({ t, value }));
  return { cells, rest };
}
