import { SqlParams } from "@/lib/sql/params";
import { type Count, countOf, numberOrNull, type Raw } from "./count";
import type { Grouping } from "./grouping";
import { limits } from "./limits";
import { combineSums, type Measure, type SplitTotals, SUM_NAMES, type SumsRow, splitTotalsOf } from "./measure";
import type { Asker, Question } from "./question";
import { addressTextSql } from "./text";
import { groupsSql, rankedSql, wholeSql } from "./top-sql";

/** One key of a top list. */
export interface TopAnswerRow extends SplitTotals {
  readonly key: string | null;
  readonly addrs?: [string, string];
  readonly port?: number | null;
  readonly protocol?: number | null;
}

/** Who, or what, has the most of a measure. */
export interface TopAnswer {
  readonly by: string;
  readonly measure: Measure;
  readonly rows: TopAnswerRow[];
  readonly other: SplitTotals & { readonly groups: Count };
  readonly total: SplitTotals;
  readonly elapsed_ms: number;
}

/** What a row of a grouping says beside its text, for programs that would otherwise take the text apart. */
function extrasOf(grouping: Grouping, row: Record<string, Raw>): Partial<TopAnswerRow> {
  if (grouping.name === "pair" && row.key !== null) return { addrs: [String(row.x0), String(row.x1)] };
  if (grouping.name === "service") return { port: numberOrNull(row.x0), protocol: numberOrNull(row.x1) };
  return {};
}

function extrasSql(grouping: Grouping): string {
  const address = (key: string) => `ifNull(${addressTextSql(key)}, '-')`;
  if (grouping.name === "pair") return `, ${address("k0")} AS x0, ${address("k1")} AS x1`;
  return grouping.name === "service" ? ", k0 AS x0, k1 AS x1" : "";
}

/**
 * The keys with the most of a measure, most first, ties by key; the sums of the rest; and of the whole view.
 * @throws EngineError
 */
export async function askTop(
  { engine, signal }: Asker,
  question: Question,
  options: { readonly grouping: Grouping; readonly measure: Measure; readonly limit: number },
): Promise<TopAnswer> {
  const { grouping, measure, limit } = options;
  const params = new SqlParams();
  const most = params.bind(limit, "UInt32");
  // With two branches the ranking would run once for each of them, which costs more than it saves.
  const atOnce = grouping.small || grouping.branches.length > 1;
  const named = atOnce ? undefined : rankedSql(grouping, question, params, measure, most);
  const sql = `SELECT ${grouping.text} AS key${extrasSql(grouping)}, ${SUM_NAMES.join(", ")}
FROM (${groupsSql(grouping, question, params, named)}) ORDER BY t_${measure} DESC, key ASC NULLS LAST LIMIT ${most}`;
  const wholeParams = new SqlParams();
  const whole = wholeSql(grouping, question, wholeParams);
  const [{ rows, stats }, { rows: branches }] = await Promise.all([
    engine.query<SumsRow & { key: string | null }>(sql, params.values, limits(signal)),
    engine.query<SumsRow>(whole, wholeParams.values, limits(signal)),
  ]);
  const groups = Math.max(Number(branches[0]?.groups ?? 0), rows.length);
  return {
    by: grouping.name,
    measure,
    rows: rows.map((row) => ({ key: row.key, ...splitTotalsOf(row), ...extrasOf(grouping, row) })),
    other: { ...splitTotalsOf(combineSums(branches, rows)), groups: countOf(groups - rows.length) },
    total: splitTotalsOf(branches[0] ?? {}),
    elapsed_ms: stats.elapsedMs,
  };
}
