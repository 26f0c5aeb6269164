/** Exfiltration: an inside host sends far more to one outside address in an hour than it usually sends in all. */

import { addressTextSql } from "@/lib/query/text";
import { type Baseline, baselineOf, valuesIn } from "../baseline";
import { batches, type DetectContext, MOST_EVENTS, type Sql } from "../context";
import type { Detector } from "../detector";
import type { Candidate } from "../finding";
import { groupBy } from "../group";
import { hourWindows, type Minutes } from "../hours";
import { endTerms } from "../terms";
import { vantages } from "../vantage";
import { bytesText, counted, durationText } from "../words";

const HOUR = 3600;
/** The longest history that is looked back at: 30 days. */
const MEMORY = 30 * 24;
const MOST_SENDERS = 1000;
const SENDERS_AT_ONCE = 10;

interface Sent {
  readonly sender: string;
  readonly peer: string;
  /** A minute of the epoch. */
  readonly minute: number;
  readonly bytes: number;
  readonly eni: string;
  readonly plain: number;
}

interface Total {
  readonly sender: string;
  readonly hour: number;
  readonly bytes: number;
  readonly eni: string;
  readonly plain: number;
}

interface Seen {
  readonly address: string;
  readonly first: number;
}

const moved = (sql: Sql, context: DetectContext): string[] => [
  "action != 'REJECT'",
  sql.where.inside("s"),
  sql.where.outside("d"),
  ...(context.network.translators.size > 0
    ? [`s NOT IN ${sql.addresses([...context.network.translators].slice(0, 100))}`]
    : []),
];

const COLUMNS = ["action", "bytes"];

/** Pairs that could move enough in an hour: an hour touches two hours of the clock, and one has half of it. */
async function suspectsOf(context: DetectContext): Promise<Map<string, Set<string>>> {
  const rows = await context.grouped<{ sender: string; peer: string }>("s, d", (sql, part) => {
    const from = sql.rows(COLUMNS, [...moved(sql, context), part]);
    const half = sql.bind(context.settings.exfiltration.bytes / 2, "Float64");
    return `SELECT DISTINCT ${addressTextSql("s")} AS sender, ${addressTextSql("d")} AS peer FROM (
  SELECT s, d, intDiv(t, ${HOUR}) AS hour, sum(ifNull(bytes, 0)) AS moved FROM ${from} GROUP BY s, d, hour HAVING moved >= ${half})
ORDER BY sender, peer LIMIT 20000`;
  });
  const by = new Map(
    [...groupBy(rows, ({ sender }) => sender)].map(([sender, own]) => [sender, new Set(own.map(({ peer }) => peer))]),
  );
  if (by.size > MOST_SENDERS) context.cut("exfiltration");
  return new Map([...by].slice(0, MOST_SENDERS));
}

/** What senders sent to all outside addresses, by hour. */
async function totalsOf(context: DetectContext, senders: readonly string[]): Promise<Map<string, Total[]>> {
  const rows = await context.query<Total>((sql) => {
    const from = sql.rows(COLUMNS, [`s IN ${sql.addresses(senders)}`, ...moved(sql, context)]);
    return `SELECT ${addressTextSql("s")} AS sender, intDiv(t, ${HOUR}) AS hour, toFloat64(sum(ifNull(bytes, 0))) AS bytes, eni, min(plain) AS plain
FROM ${from} GROUP BY s, hour, eni LIMIT ${MOST_EVENTS}`;
  });
  return groupBy(rows, ({ sender }) => sender);
}

async function sentBy(context: DetectContext, sender: string, peers: readonly string[]): Promise<Sent[]> {
  const rows = await context.query<Sent>((sql) => {
    const from = sql.rows(COLUMNS, [
      `s IN ${sql.addresses([sender])}`,
      `d IN ${sql.addresses(peers)}`,
      ...moved(sql, context),
    ]);
    return `SELECT ${addressTextSql("s")} AS sender, ${addressTextSql("d")} AS peer, intDiv(t, 60) AS minute, toFloat64(sum(ifNull(bytes, 0))) AS bytes, eni, min(plain) AS plain
FROM ${from} GROUP BY s, d, minute, eni ORDER BY minute LIMIT ${MOST_EVENTS}`;
  });
  if (rows.length >= MOST_EVENTS) context.cut("exfiltration");
  return rows;
}

/** When each address was first seen at all. */
async function firstSeen({ query }: DetectContext, addresses: readonly string[]): Promise<Map<string, number>> {
  const rows = await query<Seen>((sql) => {
    const list = sql.addresses(addresses);
    const from = sql.rows([], [`s IN ${list} OR d IN ${list}`]);
    return `SELECT ${addressTextSql("one")} AS address, min(t) AS first
FROM (SELECT t, arrayJoin([s, d]) AS one FROM ${from}) WHERE one IN ${list} GROUP BY one`;
  });
  return new Map(rows.map(({ address, first }) => [address, Number(first)]));
}

const summed = (items: readonly { readonly bytes: number }[]): number =>
  items.reduce((all, { bytes }) => all + bytes, 0);

/**
 * True when a sender only passes on what others sent: in the same time inside hosts sent as much to it, on the ports
 * that it used outside, and they logged sending it to the same peer. Tells a NAT gateway in logs without pkt-* fields.
 */
async function passesOn(
  context: DetectContext,
  sender: string,
  peer: string,
  first: number,
  last: number,
): Promise<boolean> {
  const rows = await context.query<{ out: number; into: number; theirs: number }>((sql) => {
    const [s, d] = [sql.addresses([sender]), sql.addresses([peer])];
    const { inside } = sql.where;
    const out = `s IN ${s} AND d IN ${d}`;
    const into = `d IN ${s} AND s NOT IN ${s} AND ${inside("s")}`;
    const theirs = `d IN ${d} AND s NOT IN ${s} AND ${inside("s")}`;
    const from = sql.rows(
      ["bytes", "dstport", "action"],
      [
        "action != 'REJECT'",
        `t BETWEEN ${sql.bind(Math.max(0, first - 60), "UInt32")} AND ${sql.bind(last + 60, "UInt32")}`,
        `(${out}) OR (${into}) OR (${theirs})`,
      ],
    );
    const ports = `(SELECT groupUniqArray(ifNull(dstport, 0)) FROM ${from} WHERE ${out})`;
    return `SELECT toFloat64(sumIf(ifNull(bytes, 0), ${out})) AS out, toFloat64(sumIf(ifNull(bytes, 0), ${into} AND has(${ports}, ifNull(dstport, 0)))) AS into,
  toFloat64(sumIf(ifNull(bytes, 0), ${theirs})) AS theirs FROM ${from}`;
  });
  const [row] = rows;
  return row !== undefined && row.out > 0 && row.into >= 0.8 * row.out && row.theirs >= 0.5 * row.out;
}

interface Burst {
  readonly first: number;
  readonly last: number;
  readonly peak: number;
  readonly baseline: Baseline;
  readonly threshold: number;
}

/** The hours in which a pair moved more than the sender's baseline and the pair's own past allow. */
export function burstsOf(
  minutes: Minutes,
  totals: ReadonlyMap<number, number>,
  historyBegins: number,
  rule: {
    readonly mads: number;
    readonly buckets: number;
    readonly bytes: number;
    readonly growth: number;
    readonly gap: number;
  },
): Burst[] {
  const windows = hourWindows(minutes);
  const bursts: { first: number; last: number; peak: number; baseline: Baseline; threshold: number }[] = [];
  let earlier = 0;
  let passed = 0;
  for (const window of windows) {
    for (let old = windows[passed]; old && old.minute + 60 <= window.minute; old = windows[++passed]) {
      earlier = Math.max(earlier, old.bytes);
    }
    if (window.bytes < rule.bytes) continue;
    const open = bursts.at(-1);
    if (open && window.minute * 60 <= open.last + rule.gap && window.bytes > open.baseline.threshold) {
      open.last = Math.max(open.last, window.last * 60);
      open.peak = Math.max(open.peak, window.bytes);
      continue;
    }
    const hour = Math.floor(window.minute / 60);
    const begin = Math.floor(historyBegins / HOUR);
    if (hour - begin < rule.buckets) continue;
    const baseline = baselineOf(valuesIn(totals, Math.max(begin, hour - MEMORY), hour), rule.mads);
    const threshold = Math.max(baseline.threshold, earlier * rule.growth, rule.bytes);
    if (window.bytes <= baseline.threshold || window.bytes <= earlier * rule.growth) continue;
    bursts.push({ first: window.minute * 60, last: window.last * 60, peak: window.bytes, baseline, threshold });
  }
  return bursts.map((burst) => trimmed(burst, minutes));
}

/** Minutes at the edges that moved less than this share of the mean minute are no part of a burst. */
const EDGE = 0.1;

/** A burst without what the pair moved as usual before and after it. */
function trimmed(burst: Burst, minutes: Minutes): Burst {
  const inside = [...minutes].filter(([minute]) => minute * 60 >= burst.first && minute * 60 <= burst.last);
  const least = (EDGE * inside.reduce((all, [, moved]) => all + moved, 0)) / Math.max(1, inside.length);
  const core = inside.filter(([, moved]) => moved >= least).map(([minute]) => minute * 60);
  return core.length === 0 ? burst : { ...burst, first: Math.min(...core), last: Math.max(...core) };
}

function candidate(sender: string, peer: string, burst: Burst, terms: readonly string[], isNew: boolean): Candidate {
  return {
    kind: "exfiltration",
    severity: isNew ? "high" : "medium",
    key: `${sender} ${peer}`,
    subject: { addr: sender },
    targets: { count: 1, sample: [peer] },
    first: burst.first,
    last: burst.last + 59,
    terms,
    why: {
      measured: burst.peak,
      threshold: burst.threshold,
      baseline: burst.baseline.median,
      unit: "bytes",
      text: `${bytesText(burst.peak)} to one outside address within an hour; ${sender} sends ${bytesText(burst.baseline.median)} outside in the median hour, and ${bytesText(burst.threshold)} had to be exceeded.`,
    },
    title: `${sender} sent ${bytesText(burst.peak)} to ${peer}`,
    say: (evidence) =>
      `${sender} sent ${bytesText(evidence.bytes)} to ${peer} within ${durationText(burst.last + 60 - burst.first)} (${counted(evidence.flows, "flow")})${isNew ? ", an address that was not seen before" : ""}.`,
    benign_hints: [
      "Backups and releases to a new place look like this; a backup that comes back every day stays quiet.",
      "Downloads by visitors count as well: look at who opened the connection.",
    ],
    ends: { client: sender, servers: [peer] },
  };
}

export const exfiltration: Detector = {
  kind: "exfiltration",
  async find(context) {
    const { mads, buckets, bytes, growth } = context.settings.exfiltration;
    const rule = { mads, buckets, bytes, growth, gap: context.gap };
    const suspects = await suspectsOf(context);
    const found: Candidate[] = [];
    for (const senders of batches([...suspects.keys()], SENDERS_AT_ONCE)) {
      const totals = await totalsOf(context, senders);
      const begun = await firstSeen(context, senders);
      for (const sender of senders) {
        const ends = { servers: [] as string[], client: sender };
        const counted = vantages(totals.get(sender) ?? [], context.network, ends, "client")[0]?.items ?? [];
        const hourly = new Map(
          [...groupBy(counted, ({ hour }) => String(hour))].map(([hour, own]) => [Number(hour), summed(own)]),
        );
        for (const peers of batches([...(suspects.get(sender) ?? [])], 20)) {
          const sent = groupBy(await sentBy(context, sender, peers), ({ peer }) => peer);
          for (const peer of peers) {
            const [vantage] = vantages(sent.get(peer) ?? [], context.network, ends, "client");
            if (!vantage) continue;
            const minutes = new Map(
              [...groupBy(vantage.items, ({ minute }) => String(minute))].map(([minute, own]) => [
                Number(minute),
                summed(own),
              ]),
            );
            for (const burst of burstsOf(minutes, hourly, begun.get(sender) ?? 0, rule)) {
              if (await passesOn(context, sender, peer, burst.first, burst.last + 59)) continue;
              const seen = (await firstSeen(context, [peer])).get(peer) ?? 0;
              const isNew = seen > burst.first - HOUR;
              const terms = [
                ...endTerms(vantage.items, { src: [sender], dst: [peer] }),
                "not action:REJECT",
                ...vantage.terms,
              ];
              found.push(candidate(sender, peer, burst, terms, isNew));
            }
          }
        }
      }
    }
    return found;
  },
};
