/** Traffic spike: an interface moves far more bytes in five minutes than its own history. */

import { type Series, type Spike, type SpikeRule, spikesIn } from "../baseline";
import { batches, type DetectContext, MOST_EVENTS } from "../context";
import type { Detector } from "../detector";
import type { Candidate } from "../finding";
import { groupBy } from "../group";
import { term } from "../terms";
import { bytesText, durationText } from "../words";

/** Width of a bucket, seconds. */
export const BUCKET = 300;
const DAY_BUCKETS = 86_400 / BUCKET;
/** The longest history that is looked back at: a week. */
export const MEMORY = 7 * DAY_BUCKETS;
const MOST_INTERFACES = 2000;

interface Point {
  readonly eni: string;
  readonly bucket: number;
  readonly value: number;
}

interface Begun {
  readonly eni: string;
  readonly first: number;
}

/** Interfaces that reached the least number of bytes in some bucket. */
async function busyInterfaces({ settings, grouped, cut }: DetectContext): Promise<string[]> {
  const rows = await grouped<{ eni: string }>("interface_id", (sql, part) => {
    const from = sql.rows(["interface_id", "bytes"], ["interface_id != ''", part]);
    return `SELECT DISTINCT eni FROM (SELECT eni, intDiv(t, ${BUCKET}) AS bucket, sum(ifNull(bytes, 0)) AS moved
  FROM ${from} GROUP BY eni, bucket HAVING moved >= ${sql.bind(settings.traffic_spike.bytes, "Float64")}) ORDER BY eni LIMIT ${MOST_INTERFACES + 1}`;
  });
  if (rows.length > MOST_INTERFACES) cut("traffic spikes");
  return rows.slice(0, MOST_INTERFACES).map(({ eni }) => eni);
}

const listed = (names: readonly string[], bind: (value: unknown, type: string) => string): string =>
  names.map((name) => bind(name, "String")).join(", ");

async function seriesOf({ query }: DetectContext, enis: readonly string[]): Promise<Map<string, Series>> {
  const points = await query<Point>((sql) => {
    const from = sql.rows(["interface_id", "bytes"], [], { and: [`interface_id IN (${listed(enis, sql.bind)})`] });
    return `SELECT eni, intDiv(t, ${BUCKET}) AS bucket, toFloat64(sum(ifNull(bytes, 0))) AS value FROM ${from} GROUP BY eni, bucket LIMIT ${MOST_EVENTS}`;
  });
  return new Map(
    [...groupBy(points, ({ eni }) => eni)].map(([eni, own]) => [
      eni,
      new Map(own.map(({ bucket, value }) => [Number(bucket), value])),
    ]),
  );
}

/** When an interface's history begins: its first line of any kind. */
export async function historiesOf({ query }: DetectContext, enis: readonly string[]): Promise<Map<string, number>> {
  const rows = await query<Begun>((sql) => {
    const from = sql.rows(["interface_id"], [], {
      rows: "lines",
      and: [`interface_id IN (${listed(enis, sql.bind)})`],
    });
    return `SELECT eni, min(t) AS first FROM ${from} GROUP BY eni`;
  });
  return new Map(rows.map(({ eni, first }) => [eni, Math.floor(Number(first) / BUCKET)]));
}

function candidate(eni: string, spike: Spike): Candidate {
  const [from, to] = [spike.first * BUCKET, (spike.last + 1) * BUCKET];
  const times = spike.baseline.median > 0 ? spike.peak / spike.baseline.median : null;
  return {
    kind: "traffic_spike",
    severity: spike.peak >= 10 * spike.threshold ? "high" : "medium",
    key: eni,
    subject: { interface_id: eni },
    targets: { count: 0, sample: [] },
    first: from,
    last: to - 1,
    terms: [term("interface-id", eni), "log-status:(OK or -)"],
    why: {
      measured: spike.peak,
      threshold: spike.threshold,
      baseline: spike.baseline.median,
      unit: "bytes",
      text: `${bytesText(spike.peak)} in 5 minutes; its history has ${bytesText(spike.baseline.median)} in the median, and ${bytesText(spike.threshold)} had to be exceeded.`,
    },
    title: `Traffic of ${eni} jumped`,
    say: (evidence) =>
      `${eni} moved ${bytesText(evidence.bytes)} within ${durationText(to - from)}, up to ${bytesText(spike.peak)} in 5 minutes${times ? `, ${times >= 10 ? Math.round(times) : times.toFixed(1)} times its median` : "; until then it moved next to nothing"}.`,
    benign_hints: ["Backups, deployments and restores make spikes; those that come back every day stay quiet."],
  };
}

/** How many series fit into one statement's answer. */
export function seriesAtOnce({ network: { first, last } }: DetectContext): number {
  const buckets = Math.ceil(((last ?? 0) - (first ?? 0)) / BUCKET) + 1;
  return Math.max(1, Math.min(20, Math.floor(MOST_EVENTS / buckets)));
}

export const trafficSpike: Detector = {
  kind: "traffic_spike",
  async find(context) {
    const { mads, buckets, bytes, growth } = context.settings.traffic_spike;
    // One bucket more than a day, so that the same time of the day before is in it wherever the buckets' edges lie.
    const day = { times: growth, buckets: DAY_BUCKETS + 1 };
    const gap = Math.floor(context.gap / BUCKET);
    const rule: SpikeRule = { mads, buckets, least: bytes, growth: day, memory: MEMORY, gap };
    const found: Candidate[] = [];
    for (const enis of batches(await busyInterfaces(context), seriesAtOnce(context))) {
      const [series, histories] = [await seriesOf(context, enis), await historiesOf(context, enis)];
      for (const eni of enis) {
        const spikes = spikesIn(series.get(eni) ?? new Map(), histories.get(eni) ?? 0, rule);
        found.push(...spikes.map((spike) => candidate(eni, spike)));
      }
    }
    return found;
  },
};
