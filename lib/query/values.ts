import { SqlParams } from "@/lib/sql/params";
import { type Count, countOf, type Raw } from "./count";
import { groupingNamed } from "./grouping";
import { limits } from "./limits";
import type { Asker, Question } from "./question";
import { sumsSelect } from "./sums";
import { protocolNameSql } from "./text";

/** Values of a field that occur in a view. */
export interface ValuesAnswer {
  readonly field: string;
  readonly values: { value: string; flows: Count }[];
  readonly more: boolean;
  readonly elapsed_ms: number;
}

/**
 * The values of a field that occur in a view, those of most flow records first. Protocols are given by name.
 * @throws QuestionError when the field is none, or has too many values to list; EngineError
 */
export async function askValues(
  { engine, signal }: Asker,
  question: Question,
  options: { readonly field: string; readonly prefix?: string; readonly limit: number },
): Promise<ValuesAnswer> {
  const grouping = groupingNamed(options.field, "field");
  const params = new SqlParams();
  const text = grouping.name === "protocol" ? protocolNameSql("k0") : grouping.text;
  const groups = sumsSelect(question, params, {
    branches: grouping.branches,
    columns: grouping.uses,
    measures: ["flows"],
  });
  const begins = options.prefix
    ? `startsWith(lower(assumeNotNull(${text})), lower(${params.bind(options.prefix, "String")}))`
    : "1";
  const most = params.bind(options.limit + 1, "UInt32");
  // Without a prefix, text is made only of the values that can be given.
  const sql = `SELECT assumeNotNull(${text}) AS value, flows FROM (
  SELECT * FROM (${groups}) WHERE isNotNull(${text}) AND ${begins} ORDER BY flows DESC LIMIT ${most} WITH TIES
) ORDER BY flows DESC, value LIMIT ${most}`;
  const { rows, stats } = await engine.query<{ value: string; flows: Raw }>(sql, params.values, limits(signal));
  return {
    field: grouping.name,
    values: rows.slice(0, options.limit).map(({ value, flows }) => ({ value, flows: countOf(flows) })),
    more: rows.length > options.limit,
    elapsed_ms: stats.elapsedMs,
  };
}
