/** Traffic spike: an interface moves far more bytes in five minutes than its own history. */

import type { Series } from "../baseline";
import { batches, type DetectContext, MOST_EVENTS } from "../context";
import type { Detector } from "../detector";
import type { Candidate } from "../finding";
import { groupBy } from "../group";
import { type Spike, type SpikeRule, spikesIn } from "../spikes";
import { term } from "../terms";
import { bytesText, durationText } from "../words";

/** Width of a bucket, seconds. */
export const BUCKET = 300;
/** The longest history that is looked back at, in buckets: a week. */
export const MEMORY = (7 * 86_400) / BUCKET;
const MOST_INTERFACES = 2000;
/** An aggregation window that reaches over more than one bucket, seconds. */
const LONG_WINDOW = 600;

interface Point {
  readonly eni: string;
  readonly minute: number;
  readonly value: number;
}

interface Begun {
  readonly eni: string;
  readonly first: number;
}

/**
 * Interfaces that may have moved enough in a window: it touches two buckets, of which one has half of it. Of records that
 * are spread over their time those of two buckets before count too, so that one of four has a quarter.
 */
async function busyInterfaces({ settings, grouped, cut, network }: DetectContext): Promise<string[]> {
  const least = settings.traffic_spike.bytes / (network.window >= LONG_WINDOW ? 4 : 2);
  const rows = await grouped<{ eni: string }>("interface_id", (sql, part) => {
    const from = sql.rows(["interface_id", "bytes"], ["interface_id != ''", part]);
    return `SELECT DISTINCT eni FROM (SELECT eni, intDiv(t, ${BUCKET}) AS bucket, sum(ifNull(bytes, 0)) AS moved
  FROM ${from} GROUP BY eni, bucket HAVING moved >= ${sql.bind(least, "Float64")}) ORDER BY eni LIMIT ${MOST_INTERFACES + 1}`;
  });
  if (rows.length > MOST_INTERFACES) cut("traffic spikes");
  return rows.slice(0, MOST_INTERFACES).map(({ eni }) => eni);
}

const listed = (names: readonly string[], bind: (value: unknown, type: string) => string): string =>
  names.map((name) => bind(name, "String")).join(", ");

/**
 * Bytes by interface and minute. A record of a 10-minute interval tells what moved from its start to its end; counted at
 * its start alone, the steady traffic of a quarter of an hour would lie in one window of five minutes. So it is spread
 * evenly over its minutes.
 */
async function seriesOf({ query, network }: DetectContext, enis: readonly string[]): Promise<Map<string, Series>> {
  const points = await query<Point>((sql) => {
    const options = { and: [`interface_id IN (${listed(enis, sql.bind)})`] };
    if (network.window < LONG_WINDOW) {
      const from = sql.rows(["interface_id", "bytes"], [], options);
      return `SELECT eni, intDiv(t, 60) AS minute, toFloat64(sum(ifNull(bytes, 0))) AS value FROM ${from} GROUP BY eni, minute LIMIT ${MOST_EVENTS}`;
    }
    const from = sql.rows(["interface_id", "bytes", "toUInt32(end) AS till"], [], options);
    const spread = `SELECT eni, intDiv(t, 60) AS begun, intDiv(least(greatest(till, t), t + ${LONG_WINDOW}), 60) - begun + 1 AS minutes,
  toFloat64(sum(ifNull(bytes, 0))) / minutes AS share FROM ${from} GROUP BY eni, begun, minutes`;
    return `SELECT eni, begun + offset AS minute, sum(share) AS value FROM (${spread}) ARRAY JOIN range(minutes) AS offset GROUP BY eni, minute LIMIT ${MOST_EVENTS}`;
  });
  return new Map(
    [...groupBy(points, ({ eni }) => eni)].map(([eni, own]) => [
      eni,
      new Map(own.map(({ minute, value }) => [Number(minute), value])),
    ]),
  );
}

/** The minute in which an interface's history begins: that of its first line of any kind. */
export async function historiesOf({ query }: DetectContext, enis: readonly string[]): Promise<Map<string, number>> {
  const rows = await query<Begun>((sql) => {
    const from = sql.rows(["interface_id"], [], {
      rows: "lines",
      and: [`interface_id IN (${listed(enis, sql.bind)})`],
    });
    return `SELECT eni, min(t) AS first FROM ${from} GROUP BY eni`;
  });
  return new Map(rows.map(({ eni, first }) => [eni, Math.floor(Number(first) / 60)]));
}

function candidate(eni: string, spike: Spike): Candidate {
  const [from, to] = [spike.first * 60, (spike.last + 1) * 60];
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
  const minutes = Math.ceil(((last ?? 0) - (first ?? 0)) / 60) + 1;
  return Math.max(1, Math.min(20, Math.floor(MOST_EVENTS / minutes)));
}

export const trafficSpike: Detector = {
  kind: "traffic_spike",
  async find(context) {
    const { mads, buckets, bytes, growth } = context.settings.traffic_spike;
    const gap = Math.floor(context.gap / 60);
    const rule: SpikeRule = { mads, buckets, least: bytes, growth, memory: MEMORY, gap };
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
