import { sidesOf } from "@/lib/filter";
import { SqlParams } from "@/lib/sql/params";
import { type Count, countOf, exact, numberOrNull, type Raw } from "./count";
import { type Grouping, type KeyBranch, keyNames } from "./grouping";
import { isKept } from "./kept";
import { hasKeySql, type StoredKey } from "./key";
import { limits } from "./limits";
import {
  combineSums,
  type Measure,
  type SplitTotals,
  SUM_NAMES,
  type SumsRow,
  splitSql,
  splitTotalsOf,
} from "./measure";
import { tellsSpan } from "./pieces";
import type { Asker, Question } from "./question";
import { pairBranches, rankAll } from "./rank";
import { branchConditions, type SumsBranch, sumsSelect } from "./sums";
import { addressTextSql } from "./text";
import { askWhole } from "./whole";

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
  /** `groups`: how many keys are not listed; null when there are so many that they were not counted. */
  readonly other: SplitTotals & { readonly groups: Count | null };
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

interface TopOptions {
  readonly grouping: Grouping;
  readonly measure: Measure;
  readonly limit: number;
}

type TopRow = SumsRow & { key: string | null };

/** The keys' nine sums, most first, ties by text. */
function rowsSql(
  question: Question,
  params: SqlParams,
  options: TopOptions,
  keys: readonly StoredKey[] | null,
  branches: readonly SumsBranch[] = options.grouping.branches,
  ofAll: readonly string[] = [],
): string {
  const { grouping, measure, limit } = options;
  const sums = sumsSelect(question, params, {
    branches,
    columns: grouping.uses,
    byAction: true,
    measures: ["flows", "bytes", "packets"],
    ...(keys && { and: (bound, branch) => [hasKeySql(grouping, branch, keys, bound)] }),
  });
  const most = params.bind(limit, "UInt32");
  // Text is made of the first only.
  return `SELECT ${grouping.text} AS key${extrasSql(grouping)}, ${SUM_NAMES.join(", ")}, groups${ofAll.map((name) => `, all_${name}`).join("")}
FROM (SELECT ${keyNames(grouping)}, ${splitSql()}, count() OVER () AS groups${ofAll.map((name) => `, sum(${name}) OVER () AS all_${name}`).join("")}
FROM (${sums}) AS one GROUP BY ${keyNames(grouping)} ORDER BY t_${measure} DESC LIMIT ${most} WITH TIES)
ORDER BY t_${measure} DESC, key ASC NULLS LAST LIMIT ${most}`;
}

/** The sums of some branches, one row for each. */
async function branchSums(asker: Asker, question: Question, branches: readonly KeyBranch[], uses: readonly string[]) {
  const params = new SqlParams();
  const parts = branches.map(({ notSelf, where }, at) => {
    const sums = sumsSelect(question, params, {
      branches: [{ columns: [], ...(notSelf && { notSelf }), ...(where && { where }) }],
      columns: where ? uses : [],
      byAction: true,
      measures: ["flows", "bytes", "packets"],
    });
    return `SELECT ${at} AS branch, ${splitSql()} FROM (${sums}) AS one`;
  });
  const sql = `SELECT * FROM (${parts.join("\nUNION ALL\n")}) ORDER BY branch`;
  return (await asker.engine.query<SumsRow>(sql, params.values, limits(asker.signal))).rows;
}

/**
 * The sums of the view, one row for each branch of the grouping: the first has every record once, as the view's totals
 * have, which are asked for beside most lists.
 */
async function wholeOf(asker: Asker, question: Question, { grouping }: TopOptions): Promise<SumsRow[]> {
  const { branches, uses } = grouping;
  if (!tellsSpan(question)) return branchSums(asker, question, branches, uses);
  const [, ...others] = branches;
  const [whole, rest] = await Promise.all([
    askWhole(asker, question),
    others.length > 0 ? branchSums(asker, question, others, uses) : [],
  ]);
  return [whole.sums, ...rest];
}

/** Records of a host that are listed in one go, with the texts of all keys that they have. */
const FEW_RECORDS = 50_000;

/** True for a host with few records: its totals, which its page asks for anyway, tell. */
async function isFew(asker: Asker, question: Question): Promise<boolean> {
  if (sidesOf(question.filter) === null || !tellsSpan(question)) return false;
  const { sums } = await askWhole(asker, question);
  return exact(sums.t_flows) <= FEW_RECORDS;
}

/** The largest pairs, where they can be told without adding up all pairs. */
async function pairsOf(asker: Asker, question: Question, options: TopOptions): Promise<TopRow[] | null> {
  const { measure, limit } = options;
  const branches = await pairBranches(asker, question, options);
  if (!branches) return null;
  const params = new SqlParams();
  const sql = rowsSql(question, params, options, null, branches.of(params));
  const { rows } = await asker.engine.query<TopRow>(sql, params.values, limits(asker.signal));
  return rows.length === limit && exact(rows.at(-1)?.[`t_${measure}`]) > branches.left ? rows : null;
}

/** What a page lists: the rows, how many keys there are, and the sums over all of them where they came along. */
interface Listed {
  readonly rows: readonly TopRow[];
  readonly groups: number | null;
  readonly ofAll?: SumsRow;
}

/**
 * Both keys of a record in one scan, for a grouping of two keys where no sums are kept: a scan for each key, once for the
 * ranking and once for the rows, would be four. Null elsewhere.
 */
function bothKeys({ filter }: Question, { branches, uses }: Grouping): SumsBranch | null {
  const [first, second] = branches;
  const [one] = first.columns;
  const [other] = second?.columns ?? [];
  if (!second || !one || !other || branches.some((branch) => isKept(filter, branch.uses ?? uses))) return null;
  return { columns: [`arrayJoin(if(${branchConditions(second).join(" AND ")}, [${one}, ${other}], [${one}]))`] };
}

/** The list of such a grouping, with the sums of all keys. */
async function bothKeysList(
  asker: Asker,
  question: Question,
  options: TopOptions,
  branch: SumsBranch,
): Promise<Listed> {
  const params = new SqlParams();
  const sql = rowsSql(question, params, options, null, [branch], SUM_NAMES);
  const { rows } = await asker.engine.query<TopRow>(sql, params.values, limits(asker.signal));
  const [first] = rows;
  const ofAll = Object.fromEntries(SUM_NAMES.map((name) => [name, first?.[`all_${name}`] ?? 0]));
  return { rows, groups: Number(first?.groups ?? 0), ofAll };
}

async function listOf(asker: Asker, question: Question, options: TopOptions): Promise<Listed> {
  // Few keys are ranked and added up in one go; of many, the sums of the first are worth looking up again.
  const few = options.grouping.small || (await isFew(asker, question));
  const pairs = !few && options.grouping.name === "pair" ? await pairsOf(asker, question, options) : null;
  if (pairs) return { rows: pairs, groups: null };
  const ranking = few ? null : await rankAll(asker, question, options);
  const params = new SqlParams();
  const keys = ranking?.keys.map(({ stored }) => stored) ?? null;
  if (keys?.length === 0) return { rows: [], groups: ranking?.groups ?? 0 };
  const sql = rowsSql(question, params, options, keys);
  const { rows } = await asker.engine.query<TopRow>(sql, params.values, limits(asker.signal));
  return { rows, groups: ranking ? ranking.groups : Number(rows[0]?.groups ?? 0) };
}

/**
 * The keys with the most of a measure, most first, ties by key; the sums of the rest; and of the whole view.
 * @throws EngineError
 */
export async function askTop(asker: Asker, question: Question, options: TopOptions): Promise<TopAnswer> {
  const started = performance.now();
  const { grouping, measure } = options;
  const both = bothKeys(question, grouping);
  const [{ rows, groups, ofAll }, [total = {}, ...others]] = await Promise.all([
    both ? bothKeysList(asker, question, options, both) : listOf(asker, question, options),
    both ? askWhole(asker, question).then(({ sums }) => [sums]) : wholeOf(asker, question, options),
  ]);
  return {
    by: grouping.name,
    measure,
    rows: rows.map((row) => ({ key: row.key, ...splitTotalsOf(row), ...extrasOf(grouping, row) })),
    other: {
      ...splitTotalsOf(combineSums(ofAll ? [ofAll] : [total, ...others], rows)),
      groups: groups === null ? null : countOf(Math.max(0, groups - rows.length)),
    },
    total: splitTotalsOf(total),
    elapsed_ms: performance.now() - started,
  };
}
