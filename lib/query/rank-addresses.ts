/**
 * The largest addresses, and what pairs need to know of them. The list of addresses and the list of pairs stand on one
 * page: both ask with this very statement, so that its answer can serve them both.
 */

import { SqlParams } from "@/lib/sql/params";
import type { Raw } from "./count";
import { groupingNamed } from "./grouping";
import { limits } from "./limits";
import type { Measure } from "./measure";
import type { Asker, Question } from "./question";
import { firstKeysSql, sumOf } from "./rank-order";
import { sumsSelect } from "./sums";

/** The most addresses that are told: those tried as the ends of the largest pairs. One more shows what comes next. */
export const CANDIDATES = 256;

/** An address, its sum, and its flow records. */
export interface LargeAddress {
  readonly address: string;
  readonly value: bigint;
  readonly flows: number;
}

/** The addresses with the most of a measure, most first; how many there are; all records under both their addresses. */
export interface LargestAddresses {
  readonly addresses: readonly LargeAddress[];
  readonly groups: number;
  readonly flows: number;
}

/**
 * The `CANDIDATES` + 1 addresses with the most of a measure. Among equal ones any may be left out.
 * @throws EngineError
 */
export async function largestAddresses(asker: Asker, question: Question, measure: Measure): Promise<LargestAddresses> {
  const { branches, uses } = groupingNamed("addr");
  const params = new SqlParams();
  const measures: Measure[] = measure === "flows" ? ["flows"] : ["flows", measure];
  const sums = sumsSelect(question, params, { branches, columns: uses, measures });
  const best = firstKeysSql(CANDIDATES + 1, measure, ["toString(k0)", "toUInt64(flows)"]);
  const { rows } = await asker.engine.query<{ groups: Raw; all: Raw; best: [string, string, string][] }>(
    `SELECT count() AS groups, sum(flows) AS all, ${best} AS best FROM (${sums})`,
    params.values,
    limits(asker.signal),
  );
  const addresses = (rows[0]?.best ?? []).map(([complement, address, flows]) => ({
    address,
    value: sumOf(complement),
    flows: Number(flows),
  }));
  return { addresses, groups: Number(rows[0]?.groups ?? 0), flows: Number(rows[0]?.all ?? 0) };
}
