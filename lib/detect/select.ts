/** Which findings a question is about: those whose records lie in its range and match its filter. */

import { filterToSql, parseFilter } from "@/lib/filter";
import { limits } from "@/lib/query/limits";
import type { Asker, Question } from "@/lib/query/question";
import { scopeSql } from "@/lib/query/scope";
import { SqlParams } from "@/lib/sql/params";
import type { Finding } from "./finding";

/** Findings that are looked at one by one; beyond, the answer says that it is not all. */
const MOST_LOOKED_AT = 300;

/** Whether a range touches a finding. */
export function touches({ from, to }: Pick<Question, "from" | "to">, finding: Pick<Finding, "from" | "to">): boolean {
  return (to === null || finding.from < to) && (from === null || finding.to > from);
}

/** Whether a record of a finding matches the question's filter, in its range. */
async function matches({ engine, signal }: Asker, question: Question, finding: Finding): Promise<boolean> {
  const own = parseFilter(finding.q);
  if (!own.ok) return false;
  const params = new SqlParams();
  const scope = scopeSql(question, params, { rows: "lines", and: [filterToSql(own.filter, params)] });
  const { rows } = await engine.query(`SELECT 1 AS found ${scope} LIMIT 1`, params.values, limits(signal));
  return rows.length > 0;
}

/**
 * The findings of a question, in the order given.
 * @throws EngineError
 */
export async function selectFindings(
  asker: Asker,
  question: Question,
  all: readonly Finding[],
): Promise<{ readonly findings: readonly Finding[]; readonly cut: boolean }> {
  const near = all.filter((finding) => touches(question, finding));
  if (question.filter.root === null) return { findings: near, cut: false };
  const findings: Finding[] = [];
  for (const finding of near.slice(0, MOST_LOOKED_AT)) {
    if (await matches(asker, question, finding)) findings.push(finding);
  }
  return { findings, cut: near.length > MOST_LOOKED_AT };
}
