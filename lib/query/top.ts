import { SqlParams } from "@/lib/sql/params";
import { type Count, countOf, numberOrNull, type Raw } from "./count";
import { type Grouping, keyColumnsSql, keyNames } from "./grouping";
import { limits } from "./limits";
import {
  combineSums,
  type Measure,
  type SplitTotals,
  SUM_NAMES,
  type SumsRow,
  splitTotalsOf,
  sumsSql,
} from "./measure";
import type { Asker, Question } from "./question";
import { scopeSql } from "./scope";
import { addressTextSql } from "./text";

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

/** The groups of a view, each with its nine sums, as a subquery: keys in their stored types. */
function groupsSql(grouping: Grouping, question: Question, params: SqlParams): string {
  const keys = keyNames(grouping);
  const parts = grouping.branches.map((branch) => {
    const scope = scopeSql(question, params, { and: branch.where ? [branch.where] : [] });
    return `SELECT ${keyColumnsSql(branch)}, ${sumsSql()} ${scope} GROUP BY ${keys}`;
  });
  if (parts.length === 1) return parts[0] ?? "";
  const again = SUM_NAMES.map((name) => `sum(part.${name}) AS ${name}`).join(", ");
  return `SELECT ${keys}, ${again} FROM (${parts.join("\nUNION ALL\n")}) AS part GROUP BY ${keys}`;
}

const NO_EXTRAS: Record<string, never> = {};

/** What a row of a grouping says beside its text, for programs that would otherwise take the text apart. */
function extrasOf(grouping: Grouping, row: Record<string, Raw>): Partial<TopAnswerRow> {
  if (grouping.name === "pair" && row.key !== null) return { addrs: [String(row.x0), String(row.x1)] };
  if (grouping.name === "service") return { port: numberOrNull(row.x0), protocol: numberOrNull(row.x1) };
  return NO_EXTRAS;
}

function extrasSql(grouping: Grouping): string {
  if (grouping.name === "pair")
    return `, ifNull(${addressTextSql("k0")}, '-') AS x0, ifNull(${addressTextSql("k1")}, '-') AS x1`;
  return grouping.name === "service" ? ", k0 AS x0, k1 AS x1" : "";
}

/** The sums of the view, one row for each branch: the first has every record once. */
async function branchSums({ engine, signal }: Asker, grouping: Grouping, question: Question): Promise<SumsRow[]> {
  const params = new SqlParams();
  const parts = grouping.branches.map((branch, i) => {
    const scope = scopeSql(question, params, { and: branch.where ? [branch.where] : [] });
    return `SELECT ${i} AS branch, ${sumsSql()} ${scope}`;
  });
  const sql = `${parts.join("\nUNION ALL\n")}`;
  const { rows } = await engine.query<SumsRow>(`SELECT * FROM (${sql}) ORDER BY branch`, params.values, limits(signal));
  return rows;
}

/**
 * The keys with the most of a measure. Groups are ranked by their stored keys; text is made of those only that can
 * be shown, ties included, which are then put in the order of their text.
 * @throws EngineError
 */
export async function askTop(
  asker: Asker,
  question: Question,
  options: { readonly grouping: Grouping; readonly measure: Measure; readonly limit: number },
): Promise<TopAnswer> {
  const { grouping, measure, limit } = options;
  const params = new SqlParams();
  const most = params.bind(limit, "UInt32");
  const sql = `SELECT ${grouping.text} AS key${extrasSql(grouping)}, groups, ${SUM_NAMES.join(", ")} FROM (
  SELECT *, count() OVER () AS groups FROM (${groupsSql(grouping, question, params)})
  ORDER BY t_${measure} DESC LIMIT ${most} WITH TIES
) ORDER BY t_${measure} DESC, key ASC NULLS LAST LIMIT ${most}`;
  const [{ rows, stats }, branches] = await Promise.all([
    asker.engine.query<SumsRow & { key: string | null }>(sql, params.values, limits(asker.signal)),
    branchSums(asker, grouping, question),
  ]);
  const groups = Number(rows[0]?.groups ?? 0);
  return {
    by: grouping.name,
    measure,
    rows: rows.map((row) => ({ key: row.key, ...splitTotalsOf(row), ...extrasOf(grouping, row) })),
    other: { ...splitTotalsOf(combineSums(branches, rows)), groups: countOf(groups - rows.length) },
    total: splitTotalsOf(branches[0] ?? {}),
    elapsed_ms: stats.elapsedMs,
  };
}
