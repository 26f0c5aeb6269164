import { SqlParams } from "@/lib/sql/params";
import { numberOrNull, type Raw } from "./count";
import { type Host, hostBranches, hostRowsSql } from "./host-rows";
import { BY_INTERFACE, hostSumsSql, isKeptOf } from "./host-sums";
import { limits } from "./limits";
import { type SplitTotals, splitSql, splitTotalsOf, sumSql } from "./measure";
import type { Asker, Question } from "./question";
import { sumsSelect } from "./sums";

/** The host's sums by peer, interface and flow-direction: `sent`, `peer`, `eni`, `flow_direction`, and by action. */
function sumsOf(question: Question, host: Host, params: SqlParams): string {
  if (isKeptOf(host, question, BY_INTERFACE)) {
    const sums = hostSumsSql(host.addr, question, BY_INTERFACE, params, {
      byAction: true,
      measures: ["flows", "bytes", "packets"],
    });
    return `SELECT k0 AS sent, k1 AS peer, CAST(k2, 'String') AS eni, k3 AS flow_direction, action, flows, sum_bytes, sum_packets
FROM (${sums})`;
  }
  const columns = "CAST(interface_id, 'String') AS eni, flow_direction, action, bytes, packets";
  return `SELECT sent, peer, eni, flow_direction, action, ${sumSql("flows")} AS flows, ${sumSql("bytes")} AS sum_bytes,
  ${sumSql("packets")} AS sum_packets
FROM (${hostRowsSql(host, question, params, columns)}) GROUP BY sent, peer, eni, flow_direction, action`;
}

const prefixed = (part: string, within: string): string =>
  splitSql(within).replaceAll(/ AS (\w+)/g, (_, name: string) => ` AS ${part}_${name}`);

/** The nine sums of a row of `hostTotals`: of what it sent (`s`) or received (`r`). */
export const sideTotals = (row: Record<string, Raw>, part: "s" | "r"): SplitTotals =>
  splitTotalsOf(
    Object.fromEntries(
      Object.entries(row).flatMap(([name, value]) =>
        name.startsWith(`${part}_`) ? [[name.slice(part.length + 1), value]] : [],
      ),
    ),
  );

/**
 * What a host sent and received, in all and at each interface that logged it, those of most records first.
 * @param most interfaces at most. @returns rows with the nine sums of both as `s_…` and `r_…`. @throws EngineError
 */
export async function hostTotals(
  { engine, signal }: Asker,
  question: Question,
  host: Host,
  most: number,
): Promise<Record<string, Raw>[]> {
  const params = new SqlParams();
  const sql = `SELECT eni, grouping(eni) AS whole, ${prefixed("s", "one.sent = 1")}, ${prefixed("r", "one.sent = 0")},
  sum(one.flows) AS seen, uniqCombined64(peer) AS peers,
  sumIf(one.flows, (sent = 1 AND flow_direction = 'egress') OR (sent = 0 AND flow_direction = 'ingress')) AS at_home
FROM (${sumsOf(question, host, params)}) AS one
GROUP BY GROUPING SETS ((eni), ()) ORDER BY whole DESC, seen DESC, eni LIMIT ${most + 1}`;
  const { rows } = await engine.query<Record<string, Raw>>(sql, params.values, limits(signal));
  return rows;
}

/** The first start and the last end of a host's records; null for none. @throws EngineError */
export async function hostSpan({ engine, signal }: Asker, question: Question, host: Host) {
  const params = new SqlParams();
  const sums =
    host.kind === "address"
      ? sumsSelect(question, params, { branches: hostBranches(host.addr, params), measures: [], withSpan: true })
      : `SELECT toUInt32(minIf(start, toUInt32(start) > 0)) AS first_start, toUInt32(max(end)) AS last_end
FROM (${hostRowsSql(host, question, params, "start, end")})`;
  const sql = `SELECT nullIf(minIf(first_start, first_start > 0), 0) AS first, nullIf(max(last_end), 0) AS last FROM (${sums})`;
  const { rows } = await engine.query<{ first: Raw; last: Raw }>(sql, params.values, limits(signal));
  return { first_start: numberOrNull(rows[0]?.first), last_end: numberOrNull(rows[0]?.last) };
}
