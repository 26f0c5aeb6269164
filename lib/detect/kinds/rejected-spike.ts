/** Spike of rejections: far more rejected flows of one source, or at one interface, than usual. */

import { addressTextSql } from "@/lib/query/text";
import type { Series } from "../baseline";
import { batches, type DetectContext, MOST_EVENTS } from "../context";
import type { Detector } from "../detector";
import type { Candidate, Subject } from "../finding";
import { groupBy } from "../group";
import { type Spike, type SpikeRule, spikesIn } from "../spikes";
import { term } from "../terms";
import { counted, durationText } from "../words";
import { BUCKET, historiesOf, MEMORY, seriesAtOnce } from "./traffic-spike";

type Side = "source" | "interface";

/** SQL of the key of a side: rejected flows are counted by it. */
const KEY: Readonly<Record<Side, { readonly sql: string; readonly text: string }>> = {
  source: { sql: "srcaddr", text: addressTextSql("srcaddr") },
  interface: { sql: "interface_id", text: "CAST(interface_id, 'String')" },
};

interface Spiked {
  readonly side: Side;
  readonly key: string;
  readonly spike: Spike;
}

interface Point {
  readonly name: string;
  readonly minute: number;
  readonly value: number;
}

interface Share {
  readonly source: string;
  readonly eni: string;
  readonly flows: number;
}

const MOST_KEYS = 3000;
/** A source that makes up so much of an interface's spike is the same incident. */
const MOST_OF_IT = 0.5;
/** A source whose rejections are nearly all at one interface is named together with it. */
const NEARLY_ALL = 0.9;

async function busyKeys({ settings, grouped, cut }: DetectContext, side: Side): Promise<string[]> {
  const { sql: key, text } = KEY[side];
  const rows = await grouped<{ name: string }>(key, (sql, part) => {
    const from = sql.rows(["interface_id", "srcaddr"], [part], { and: ["action = 'REJECT'"] });
    // A window touches two buckets, of which one has half of it.
    const least = sql.bind(settings.rejected_spike.flows / 2, "Float64");
    return `SELECT DISTINCT name FROM (SELECT ${text} AS name, intDiv(t, ${BUCKET}) AS bucket, count() AS flows
  FROM ${from} GROUP BY ${key}, bucket HAVING flows >= ${least}) WHERE name != '' ORDER BY name LIMIT ${MOST_KEYS + 1}`;
  });
  if (rows.length > MOST_KEYS) cut("spikes of rejections");
  return rows.slice(0, MOST_KEYS).map(({ name }) => name);
}

async function seriesOf({ query }: DetectContext, side: Side, keys: readonly string[]): Promise<Map<string, Series>> {
  const points = await query<Point>((sql) => {
    const values =
      side === "source" ? sql.addresses(keys) : `(${keys.map((one) => sql.bind(one, "String")).join(", ")})`;
    const and = ["action = 'REJECT'", `${KEY[side].sql} IN ${values}`];
    const from = sql.rows(["interface_id", "srcaddr"], [], { and });
    return `SELECT ${KEY[side].text} AS name, intDiv(t, 60) AS minute, toFloat64(count()) AS value
FROM ${from} GROUP BY ${KEY[side].sql}, minute LIMIT ${MOST_EVENTS}`;
  });
  return new Map(
    [...groupBy(points, ({ name }) => name)].map(([name, own]) => [
      name,
      new Map(own.map(({ minute, value }) => [Number(minute), value])),
    ]),
  );
}

async function spikesOf(context: DetectContext, side: Side): Promise<Spiked[]> {
  const { mads, buckets, flows } = context.settings.rejected_spike;
  const rule: SpikeRule = { mads, buckets, least: flows, memory: MEMORY, gap: Math.floor(context.gap / 60) };
  const logBegins = Math.floor((context.network.first ?? 0) / 60);
  const found: Spiked[] = [];
  for (const keys of batches(await busyKeys(context, side), seriesAtOnce(context))) {
    const series = await seriesOf(context, side, keys);
    // A source is somebody in the world: before its first record it was refused zero times. An interface has to exist.
    const histories = side === "interface" ? await historiesOf(context, keys) : new Map<string, number>();
    for (const key of keys) {
      const spikes = spikesIn(series.get(key) ?? new Map(), histories.get(key) ?? logBegins, rule);
      found.push(...spikes.map((spike) => ({ side, key, spike })));
    }
  }
  return found;
}

const timeOf = ({ spike }: Spiked) => ({ from: spike.first * 60, to: (spike.last + 1) * 60 });

const overlap = (a: Spiked, b: Spiked): boolean => timeOf(a).from < timeOf(b).to && timeOf(b).from < timeOf(a).to;

/** Who was rejected where during a spike, the most first. */
async function sharesOf({ query }: DetectContext, spiked: Spiked): Promise<Share[]> {
  return query<Share>((sql) => {
    const { from, to } = timeOf(spiked);
    const key = spiked.side === "source" ? sql.addresses([spiked.key]) : `(${sql.bind(spiked.key, "String")})`;
    const rows = sql.rows(
      ["interface_id", "srcaddr"],
      [`t >= ${sql.bind(from, "UInt32")}`, `t < ${sql.bind(to, "UInt32")}`],
      { and: ["action = 'REJECT'", `${KEY[spiked.side].sql} IN ${key}`] },
    );
    return `SELECT ${addressTextSql("srcaddr")} AS source, eni, toFloat64(count()) AS flows FROM ${rows}
GROUP BY srcaddr, eni ORDER BY flows DESC, source, eni LIMIT 1000`;
  });
}

const sum = (shares: readonly Share[]): number => shares.reduce((total, { flows }) => total + flows, 0);

function candidate({ side, key, spike }: Spiked, subject: Subject): Candidate {
  const [from, to] = [spike.first * 60, (spike.last + 1) * 60];
  const at = side === "source" ? `of ${key}` : `at ${key}`;
  return {
    kind: "rejected_spike",
    severity: spike.peak >= 10 * spike.threshold ? "medium" : "low",
    key: `${side} ${key}`,
    subject,
    targets: { count: 0, sample: [] },
    first: from,
    last: to - 1,
    terms: [term(side === "source" ? "srcaddr" : "interface-id", key), "action:REJECT"],
    why: {
      measured: spike.peak,
      threshold: spike.threshold,
      baseline: spike.baseline.median,
      unit: "flows",
      text: `${counted(spike.peak, "rejected flow")} in 5 minutes; the median of its history is ${counted(spike.baseline.median, "flow")}, and ${counted(Math.round(spike.threshold * 10) / 10, "flow")} had to be exceeded.`,
    },
    title: `Rejections ${at} jumped`,
    say: (evidence) =>
      `${counted(evidence.flows, "flow")} ${at} ${Number(evidence.flows) === 1 ? "was" : "were"} rejected within ${durationText(to - from)}, up to ${counted(spike.peak, "flow")} in 5 minutes.`,
    benign_hints: ["A changed security group or a moved service makes rejections jump; so does a scan."],
  };
}

export const rejectedSpike: Detector = {
  kind: "rejected_spike",
  async find(context) {
    const sources = await spikesOf(context, "source");
    const found: Candidate[] = [];
    for (const spiked of sources) {
      const [most, ...others] = await sharesOf(context, spiked);
      const one = most?.eni && most.flows >= NEARLY_ALL * (most.flows + sum(others)) ? { interface_id: most.eni } : {};
      found.push(candidate(spiked, { addr: spiked.key, ...one }));
    }
    for (const spiked of await spikesOf(context, "interface")) {
      const known = new Set(sources.filter((other) => overlap(spiked, other)).map(({ key }) => key));
      const shares = known.size > 0 ? await sharesOf(context, spiked) : [];
      const explained = sum(shares.filter(({ source }) => known.has(source)));
      if (known.size > 0 && explained >= MOST_OF_IT * sum(shares)) continue;
      found.push(candidate(spiked, { interface_id: spiked.key }));
    }
    return found;
  },
};
