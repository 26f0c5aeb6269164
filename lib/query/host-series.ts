import { SqlParams } from "@/lib/sql/params";
import { bucketSql, bucketStarts, niceInterval } from "./bucket";
import { type Count, countOf, exact, type Raw } from "./count";
import { type Host, hostRowsSql } from "./host-rows";
import { limits } from "./limits";
import { type Measure, sumSql } from "./measure";
import type { Asker, Question } from "./question";

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
  const records = hostRowsSql(host, question, params, "start", ["toUInt32(start) > 0"]);
  const sql = `SELECT toUInt32(min(start)) AS first, toUInt32(max(start)) AS last, count() AS flows FROM (${records})`;
  const { rows } = await engine.query<Record<string, Raw>>(sql, params.values, limits(signal));
  if (Number(rows[0]?.flows ?? 0) === 0) return null;
  return { from: from ?? Number(rows[0]?.first), to: to ?? Number(rows[0]?.last) + 1 };
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
  const records = hostRowsSql(host, { ...question, ...range }, params, "start, action, bytes, packets");
  const sql = `SELECT ${bucketSql(interval)} AS t, action = 'REJECT' AS refused, sent, ${sumSql(measure)} AS v
FROM (${records}) GROUP BY t, refused, sent`;
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
