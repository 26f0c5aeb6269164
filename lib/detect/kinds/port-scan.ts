/** Port scan: one client, one server, many distinct server ports in a short time, refused or barely used. */

import { protocolName } from "@/lib/flow/protocols";
import type { Raw } from "@/lib/query/count";
import { addressTextSql } from "@/lib/query/text";
import { batches, type DetectContext, MOST_EVENTS, type Sql, timeOf } from "../context";
import type { Detector } from "../detector";
import { DIRECTION_COLUMNS, IS_REPLY, IS_REQUEST, OPENS } from "../direction";
import type { Candidate } from "../finding";
import { groupBy } from "../group";
import { type Incident, incidentsOf } from "../sliding";
import { endTerms, term } from "../terms";
import { type Vantage, vantages } from "../vantage";
import { counted } from "../words";

interface Pair {
  readonly client: string;
  readonly server: string;
  readonly protocol: number;
}

/** A pair that could have scanned, and when. */
interface Suspect extends Pair {
  readonly first: number;
  readonly last: number;
}

/** What tells which way a probe went. */
interface ProbeFacts {
  readonly srcport: number;
  readonly dstport: number;
  /** 1 surely towards the server; 0 told by what else the two sent. */
  readonly sure: number;
  readonly opens: number;
  readonly flagged: number;
}

interface Probe extends Pair, ProbeFacts {
  readonly t: number;
  readonly eni: string;
  readonly plain: number;
}

interface Back extends Pair {
  readonly first: Raw;
}

const COLUMNS = [...DIRECTION_COLUMNS, "packets", "action"];
const PAIRS_AT_ONCE = 20;
const MOST_PAIRS = 2000;
const PROTOCOLS = [6, 17];
/** A reply may be logged in a window before or after the request's: windows last 600 s at most. */
const REPLY_SLACK = 660;

const keyOf = ({ client, server, protocol }: Pair): string => `${client} ${server} ${protocol}`;

/** Refused, or next to nothing moved; and not surely a reply. */
const probeSql = (sql: Sql, packets: number): string[] => [
  `protocol IN (${PROTOCOLS.join(", ")})`,
  `(action = 'REJECT' OR packets <= ${sql.bind(packets, "UInt64")})`,
  `NOT ${IS_REPLY}`,
  "s != d",
];

/** Pairs that could have enough ports in a window: a window touches two buckets, and one of them has half of them. */
async function pairsOf({ settings: { port_scan: rule }, grouped, cut }: DetectContext): Promise<Suspect[]> {
  const half = Math.ceil(rule.ports / 2);
  const rows = await grouped<Suspect>("s, d", (sql, part) => {
    const from = sql.rows(COLUMNS, [...probeSql(sql, rule.packets), part]);
    return `SELECT ${addressTextSql("s")} AS client, ${addressTextSql("d")} AS server, protocol, max(ports) AS most, min(low) AS first, max(high) AS last FROM (
  SELECT s, d, protocol, intDiv(t, ${rule.seconds}) AS bucket, uniqUpTo(${Math.min(100, half)})(dstport) AS ports, min(t) AS low, max(t) AS high
  FROM ${from} GROUP BY s, d, protocol, bucket HAVING ports >= ${Math.min(100, half)})
GROUP BY s, d, protocol ORDER BY most DESC, client, server LIMIT ${MOST_PAIRS + 1}`;
  });
  if (rows.length > MOST_PAIRS) cut("port scans");
  // In order of time, so that a batch reads a stretch of the store.
  return rows.slice(0, MOST_PAIRS).sort((a, b) => a.first - b.first);
}

const pairSql = (sql: Sql, pairs: readonly Pair[], client: "s" | "d"): string => {
  const server = client === "s" ? "d" : "s";
  const one = (pair: Pair) =>
    `(${client} IN ${sql.addresses([pair.client])} AND ${server} IN ${sql.addresses([pair.server])} AND protocol = ${sql.bind(pair.protocol, "UInt8")})`;
  // The clients first, all at once: that leaves few records to look at pair by pair.
  const clients = sql.addresses([...new Set(pairs.map((pair) => pair.client))]);
  return `${client} IN ${clients} AND (${pairs.map(one).join(" OR ")})`;
};

async function probesOf({ settings: { port_scan: rule }, query, cut }: DetectContext, pairs: readonly Suspect[]) {
  const rows = await query<Probe>((sql) => {
    const from = sql.rows(COLUMNS, [...probeSql(sql, rule.packets), pairSql(sql, pairs, "s")], {
      time: timeOf(pairs, rule.seconds),
    });
    return `SELECT ${addressTextSql("s")} AS client, ${addressTextSql("d")} AS server, protocol, t, srcport, dstport,
  eni, plain, ${IS_REQUEST} AS sure, ${OPENS} AS opens, isNotNull(tcp_flags) AND protocol = 6 AS flagged
FROM ${from} ORDER BY t LIMIT ${MOST_EVENTS}`;
  });
  if (rows.length >= MOST_EVENTS) cut("port scans");
  return rows;
}

/** When the server first sent anything to the client. */
async function repliesOf(
  { query, settings: { port_scan: rule } }: DetectContext,
  pairs: readonly Suspect[],
): Promise<Map<string, number>> {
  const rows = await query<Back>(
    (sql) => `SELECT ${addressTextSql("d")} AS client, ${addressTextSql("s")} AS server, protocol, min(t) AS first
FROM ${sql.rows(["protocol"], [pairSql(sql, pairs, "d")], { time: timeOf(pairs, rule.seconds + REPLY_SLACK) })} GROUP BY s, d, protocol`,
  );
  return new Map(rows.map((row) => [keyOf(row), Number(row.first)]));
}

/**
 * The probes of a pair that went towards the server. Those that the ports do not tell are judged together: a side that
 * uses one port for all of the other's many is the one that serves, unless the other never sent anything.
 */
export function towardsServer<Item extends ProbeFacts>(
  probes: readonly Item[],
  firstReply: number | undefined,
): readonly Item[] {
  const unsure = probes.filter(({ sure }) => !Number(sure));
  const clientPorts = new Set(unsure.map(({ srcport }) => srcport));
  const serverPorts = new Set(unsure.map(({ dstport }) => dstport));
  const looksLikeService = clientPorts.size * 4 <= serverPorts.size;
  const sure = probes.filter((probe) => Number(probe.sure));
  if (firstReply === undefined) {
    // Nothing came back: a scan, or the late packets of a service whose requests were not logged.
    const late = looksLikeService && probes.every(({ flagged, opens }) => Number(flagged) && !Number(opens));
    return late ? sure : probes;
  }
  return looksLikeService ? sure : [...sure, ...unsure.filter(({ srcport, dstport }) => dstport <= srcport)];
}

function candidate(pair: Pair, incident: Incident, vantage: Vantage<Probe>, context: DetectContext): Candidate {
  const { port_scan: rule } = context.settings;
  const seen = vantage.items.filter(({ t }) => t >= incident.from && t <= incident.to);
  const ports = [...new Set(seen.map(({ dstport }) => dstport))].sort((a, b) => a - b);
  const fromInside = context.network.isInside(pair.client);
  const name = protocolName(pair.protocol);
  const { client, server } = pair;
  return {
    kind: "port_scan",
    severity: fromInside ? "high" : "medium",
    key: keyOf(pair),
    subject: { addr: client },
    targets: { count: 1, sample: [server] },
    first: incident.from,
    last: incident.to,
    terms: [
      ...endTerms(seen, { src: [client], dst: [server] }),
      term("protocol", name),
      `(action:REJECT or packets<=${rule.packets})`,
      ...vantage.terms,
    ],
    why: {
      measured: incident.peak,
      threshold: rule.ports,
      unit: "ports",
      text: `${counted(incident.peak, "distinct server port")} within ${rule.seconds / 60} minutes, refused or with at most ${counted(rule.packets, "packet")} each; ${rule.ports} are enough.`,
    },
    title: `${client} scanned ports of ${server}`,
    say: (evidence) =>
      `${client} tried ${counted(ports.length, "port")} of ${server} (${name}, ${ports[0]} to ${ports.at(-1)}) in ${counted(evidence.flows, "flow")}, at most ${counted(incident.peak, "port")} within ${rule.seconds / 60} minutes.`,
    benign_hints: [
      "A vulnerability scanner or an inventory of your own does the same.",
      ...(fromInside
        ? []
        : ["Anything with a public address is scanned all the time; it matters when something answered."]),
    ],
    ends: { client, servers: [server] },
  };
}

export const portScan: Detector = {
  kind: "port_scan",
  async find(context) {
    const { port_scan: rule } = context.settings;
    const found: Candidate[] = [];
    for (const pairs of batches(await pairsOf(context), PAIRS_AT_ONCE)) {
      const probes = groupBy(await probesOf(context, pairs), keyOf);
      const replies = await repliesOf(context, pairs);
      for (const pair of pairs) {
        const own = towardsServer(probes.get(keyOf(pair)) ?? [], replies.get(keyOf(pair)));
        for (const vantage of vantages(own, context.network, { servers: [pair.server], client: pair.client })) {
          const events = vantage.items.map(({ t, dstport }) => ({ t, key: dstport }));
          const incidents = incidentsOf(events, { seconds: rule.seconds, least: rule.ports, gap: context.gap });
          if (incidents.length === 0) continue;
          found.push(...incidents.map((incident) => candidate(pair, incident, vantage, context)));
          break;
        }
      }
    }
    return found;
  },
};
