import { SqlParams } from "@/lib/sql/params";
import { type PeriodBefore, periodBefore, type Trend, trendOf } from "./before";
import { type Count, countOf, type Raw } from "./count";
import { type Grouping, keyColumnsSql, keyNames } from "./grouping";
import { limits } from "./limits";
import { type Measure, sumSql } from "./measure";
import type { Asker, Question } from "./question";
import { scopeSql } from "./scope";
import { branchConditions } from "./sums";

/** One key in both periods. */
export interface CompareRow {
  readonly key: string | null;
  readonly addrs?: [string, string];
  readonly now: Count;
  readonly before: Count;
  readonly trend: Trend | null;
}

/** A top list beside that of the period before. */
export interface CompareAnswer {
  readonly by: string;
  readonly measure: Measure;
  /** The keys with the most of the measure now; the same as `askTop` lists. */
  readonly rows: CompareRow[];
  /** The largest keys of the period before that have no record now. */
  readonly gone: CompareRow[];
  /** Null when a side of the range is open: there is nothing to compare with, and no rows. */
  readonly before: PeriodBefore | null;
  readonly elapsed_ms: number;
}

/** Keys that are gone, at most. */
const MOST_GONE = 5;

/**
 * Compares a top list with the period before: as long, ending where the range begins.
 * @throws EngineError
 */
export async function askCompare(
  asker: Asker,
  question: Question,
  options: { readonly grouping: Grouping; readonly measure: Measure; readonly limit: number },
): Promise<CompareAnswer> {
  const started = performance.now();
  const { grouping, measure, limit } = options;
  const before = await periodBefore(asker, question);
  const common = { by: grouping.name, measure, before };
  if (before === null || before.flows === 0) {
    return { ...common, rows: [], gone: [], elapsed_ms: performance.now() - started };
  }
  const params = new SqlParams();
  const wide: Question = { ...question, from: before.from };
  const now = `start >= toDateTime(${params.bind(before.to, "UInt32")}, 'UTC')`;
  const keys = keyNames(grouping);
  const parts = grouping.branches.map((branch) => {
    const scope = scopeSql(wide, params, { and: branchConditions(branch) });
    const sums = `${sumSql(measure, now)} AS n, ${sumSql(measure, `NOT (${now})`)} AS b, countIf(${now}) AS seen`;
    return `SELECT ${keyColumnsSql(branch)}, ${sums} ${scope} GROUP BY ${keys}`;
  });
  const groups =
    parts.length === 1
      ? parts[0]
      : `SELECT ${keys}, sum(part.n) AS n, sum(part.b) AS b, sum(part.seen) AS seen FROM (${parts.join("\nUNION ALL\n")}) AS part GROUP BY ${keys}`;
  const sql = `SELECT ${grouping.text} AS key, n, b, seen = 0 AS gone FROM (${groups})
ORDER BY gone, n DESC, if(gone, b, 0) DESC, key ASC NULLS LAST LIMIT ${params.bind(limit, "UInt32")} BY gone`;
  const { rows } = await asker.engine.query<Record<string, Raw>>(sql, params.values, limits(asker.signal));
  const all = rows.map((row) => {
    const key = row.key === null || row.key === undefined ? null : String(row.key);
    const [one, two] = (key ?? "").split(" ");
    const line: CompareRow = {
      key,
      ...(grouping.name === "pair" && one && two ? { addrs: [one, two] } : {}),
      now: countOf(row.n),
      before: countOf(row.b),
      trend: trendOf(countOf(row.n), countOf(row.b)),
    };
    return { gone: Number(row.gone) === 1, line };
  });
  return {
    ...common,
    rows: all.filter(({ gone }) => !gone).map(({ line }) => line),
    gone: all
      .filter(({ gone }) => gone)
      .map(({ line }) => line)
      .slice(0, MOST_GONE),
    elapsed_ms: performance.now() - started,
  };
}
