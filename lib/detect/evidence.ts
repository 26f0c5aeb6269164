/** What the records of a finding's filter add up to: counted with the very filter that opens them. */

import { backgroundLimits } from "@/lib/enrich";
import { parseFilter } from "@/lib/filter";
import { countOf, type Raw } from "@/lib/query/count";
import type { Asker, Question } from "@/lib/query/question";
import { FLOW_RECORD, scopeSql } from "@/lib/query/scope";
import { SqlParams } from "@/lib/sql/params";
import type { Evidence } from "./finding";

/** Evidence, and the first and last start and the last end of the records, epoch seconds. */
export interface EvidenceSeen {
  readonly evidence: Evidence;
  readonly first: number;
  readonly last: number;
  readonly end: number;
}

/**
 * Counts the records of a finding.
 * @param question.q the finding's filter.
 * @returns null when there is no record.
 * @throws EngineError
 */
export async function askEvidence(
  { engine, signal }: Asker,
  { q, rows, ...place }: Omit<Question, "filter"> & { readonly q: string; readonly rows: "flows" | "lines" },
): Promise<EvidenceSeen | null> {
  const parsed = parseFilter(q);
  if (!parsed.ok) throw new Error(parsed.error.message);
  const params = new SqlParams();
  const scope = scopeSql({ ...place, filter: parsed.filter }, params, { rows });
  const sql = `SELECT countIf(${FLOW_RECORD}) AS all_flows, count() AS records, sumIf(bytes, ${FLOW_RECORD}) AS all_bytes, sumIf(packets, ${FLOW_RECORD}) AS all_packets,
  toUInt32(min(start)) AS first, toUInt32(max(start)) AS last, toUInt32(max(end)) AS till ${scope}`;
  const answer = await engine.query<Record<string, Raw>>(sql, params.values, backgroundLimits(signal));
  const row = answer.rows[0];
  if (!row || Number(row.records) === 0) return null;
  const evidence = {
    flows: countOf(row.all_flows),
    bytes: countOf(row.all_bytes),
    packets: countOf(row.all_packets),
    records: countOf(row.records),
  };
  return { evidence, first: Number(row.first), last: Number(row.last), end: Number(row.till) };
}
