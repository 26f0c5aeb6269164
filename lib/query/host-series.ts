import { SqlParams } from "@/lib/sql/params";
import { bucketSql, bucketStarts, niceInterval } from "./bucket";
import { type Count, countOf, exact, type Raw } from "./count";
import { type Host, hostBranches, hostRowsSql } from "./host-rows";
import { limits } from "./limits";
import { type Measure, sumSql } from "./measure";
import type { Asker, Question } from "./question";
import { sumName, sumsSelect } from "./sums";

/** A host's traffic over time, each way. */
export interface HostSeriesAnswer {
  readonly interval: number;
  readonly from: number | null;
  readonly to: number | null;
  readonly measure: Measure;
  readonly points: { t: number; received: Count; sent: Count; rejected: Count }[];
  readonly elapsed_ms: number;
}

/** The range with its open sides closed by the host's first and last record; null when there is none. */
async function closed({ engine, signal }: Asker, question: Question, host: Host) {
  const { from, to } = question;
  if (from !== null && to !== null) return { from, to };
  const params = new SqlParams();
  const sql =
    host.kind === "address"
      ? `SELECT minIf(first_start, first_start > 0) AS first, max(last_start) AS last, countIf(last_start > 0) AS flows
FROM (${sumsSelect(question, params, { branches: hostBranches(host.addr, params), measures: [], withSpan: true })})`
      : `SELECT toUInt32(min(start)) AS first, toUInt32(max(start)) AS last, count() AS flows
FROM (${hostRowsSql(host, question, params, "start", ["toUInt32(start) > 0"])})`;
  const { rows } = await engine.query<Record<string, Raw>>(sql, params.values, limits(signal));
  if (Number(rows[0]?.flows ?? 0) === 0) return null;
  return { from: from ?? Number(rows[0]?.first), to: to ?? Number(rows[0]?.last) + 1 };
}

/** A row for each bucket, whether it was rejected, and whether the host sent it: of an address from kept sums, where they do. */
function bucketsSql(host: Host, question: Question, measure: Measure, interval: number, params: SqlParams): string {
  if (host.kind === "address") {
    const branches = hostBranches(host.addr, params);
    const sums = sumsSelect(question, params, { branches, bucket: interval, byAction: true, measures: [measure] });
    return `SELECT t, action = 'REJECT' AS refused, k0 AS sent, sum(${sumName(measure)}) AS v FROM (${sums}) GROUP BY t, refused, sent`;
  }
  const records = hostRowsSql(host, question, params, "start, action, bytes, packets");
  return `SELECT ${bucketSql(interval)} AS t, action = 'REJECT' AS refused, sent, ${sumSql(measure)} AS v
FROM (${records}) GROUP BY t, refused, sent`;
}

/**
 * What a host received and sent over time: accepted traffic each way, and what was rejected of both.
 * @throws EngineError
 */
export async function askHostSeries(
  asker: Asker,
  question: Question,
  options: { readonly host: Host; readonly measure: Measure; readonly maxPoints: number },
): Promise<HostSeriesAnswer> {
  const started = performance.now();
  const { host, measure, maxPoints } = options;
  const range = await closed(asker, question, host);
  if (range === null || range.to <= range.from) {
    const { from, to } = question;
    return { interval: 60, from, to, measure, points: [], elapsed_ms: performance.now() - started };
  }
  const interval = niceInterval(range.from, range.to, maxPoints);
  const params = new SqlParams();
  const sql = bucketsSql(host, { ...question, ...range }, measure, interval, params);
  const { rows } = await asker.engine.query<Record<string, Raw>>(sql, params.values, limits(asker.signal));
  const at = new Map<number, { received: bigint; sent: bigint; rejected: bigint }>();
  for (const row of rows) {
    const t = Number(row.t);
    const sums = at.get(t) ?? { received: 0n, sent: 0n, rejected: 0n };
    at.set(t, sums);
    const key = Number(row.refused) === 1 ? "rejected" : Number(row.sent) === 1 ? "sent" : "received";
    sums[key] += exact(row.v);
  }
  const points = bucketStarts(range.from, range.to, interval).map((t) => {
    const sums = at.get(t);
    const of = (key: "received" | "sent" | "rejected") => countOf(sums?.[key] ?? 0n);
    return { t, received: of("received"), sent: of("sent"), rejected: of("rejected") };
  });
  return { interval, ...range, measure, points, elapsed_ms: performance.now() - started };
}
