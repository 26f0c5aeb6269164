/** Beaconing: an inside host calls one outside server again and again, at regular intervals, with little to say. */

import { protocolName } from "@/lib/flow/protocols";
import { addressTextSql } from "@/lib/query/text";
import { deviation, median } from "../baseline";
import { type DetectContext, MOST_EVENTS, type Sql } from "../context";
import type { Detector } from "../detector";
import { ANSWERS, DIRECTION_COLUMNS, knownPortSql, OPENS } from "../direction";
import type { Candidate } from "../finding";
import { groupBy } from "../group";
import { endTerms, term } from "../terms";
import { type Vantage, vantages } from "../vantage";
import { bytesText, counted, durationText, portText } from "../words";

interface Call {
  readonly client: string;
  readonly server: string;
  readonly port: number;
  readonly protocol: number;
}

/** A call, and how many connections it seems to have. */
interface Suspect extends Call {
  readonly times: number;
}

interface Flow extends Call {
  readonly t: number;
  readonly client_port: number;
  readonly bytes: number;
  readonly opens: number;
  readonly back: number;
  readonly eni: string;
  readonly plain: number;
}

/** One connection: when it began, and what it moved both ways. */
interface Connection {
  readonly t: number;
  readonly bytes: number;
}

const COLUMNS = [...DIRECTION_COLUMNS, "bytes", "action"];
/** DNS (also multicast and over TLS) and NTP are regular by nature. */
const REGULAR_PORTS = [53, 123, 853, 5353];
/** Calls that are looked at together: the records of a few are as far apart as those of many. */
const AT_ONCE = 250;
const MOST_CALLS = 3000;
/** The most connections of one call that are looked at. */
const MOST_CONNECTIONS = 5000;
/** The search in SQL is a little wider than the rule, which then decides. */
const WIDER = 1.7;
/** A call that goes on all the time is logged once a minute, at three interfaces at most. */
const RECORDS_A_MINUTE = 3;
/** Both ways, twice each: more than most connections of a call that has little to say. */
const RECORDS_A_CONNECTION = 4;
/** Without flags, a client port that was silent for so long is a new connection. */
const NEW_AFTER = 3600;

const keyOf = ({ client, server, port, protocol }: Call): string => `${client} ${server} ${port} ${protocol}`;

/** Records that an inside client could have sent to an outside server. */
const calls = (sql: Sql, context: DetectContext): string[] => [
  "protocol IN (6, 17)",
  "action != 'REJECT'",
  `dstport NOT IN (${REGULAR_PORTS.join(", ")})`,
  `${OPENS} OR (NOT ${ANSWERS} AND NOT (${knownPortSql("srcport")} AND NOT ${knownPortSql("dstport")}))`,
  sql.where.inside("s"),
  sql.where.outside("d"),
  ...(context.network.translators.size > 0
    ? [`s NOT IN ${sql.addresses([...context.network.translators].slice(0, 100))}`]
    : []),
];

/** Calls that look regular from afar: enough client ports, first seen at even intervals. */
async function suspectsOf(context: DetectContext): Promise<Suspect[]> {
  const { beaconing: rule } = context.settings;
  const rows = await context.grouped<Suspect>("s, d", (sql, part) => {
    const all = sql.rows(COLUMNS, [...calls(sql, context), part]);
    // Most records are of pairs that talk all the time, or hardly ever: what is left is looked at call by call.
    const paced = `SELECT s, d, dstport, protocol FROM ${all} GROUP BY s, d, dstport, protocol
  HAVING count() >= ${sql.bind(rule.connections, "UInt64")} AND max(t) - min(t) >= ${(rule.connections - 1) * 60}
    AND count() <= (max(t) - min(t)) / 60 * ${RECORDS_A_MINUTE}`;
    const from = sql.rows(COLUMNS, [...calls(sql, context), part, `(s, d, dstport, protocol) IN (${paced})`]);
    const spread = sql.bind(Math.min(1, rule.interval_spread * WIDER), "Float64");
    const few = sql.bind(rule.connections, "UInt64");
    // Port numbers come back after a while: a client port counts once a quarter of a day.
    return `SELECT ${addressTextSql("s")} AS client, ${addressTextSql("d")} AS server, dstport AS port, protocol, times FROM (
  SELECT s, d, dstport, protocol, arraySort(groupArray(${MOST_CONNECTIONS})(begun)) AS starts, count() AS times,
    arrayFilter(gap -> gap > 0, arrayPopFront(arrayDifference(starts))) AS gaps,
    arrayReduce('medianExact', gaps) AS middle,
    arrayReduce('medianExact', arrayMap(gap -> abs(gap - middle), gaps)) AS off
  FROM (SELECT s, d, dstport, protocol, srcport, min(t) AS begun FROM ${from} GROUP BY s, d, dstport, protocol, srcport, intDiv(t, 21600))
  GROUP BY s, d, dstport, protocol HAVING times >= ${few} AND length(gaps) + 1 >= ${few} AND middle >= 60 AND off <= middle * ${spread})
ORDER BY times DESC, client, server, port LIMIT ${MOST_CALLS + 1}`;
  });
  if (rows.length > MOST_CALLS) context.cut("beaconing");
  return rows.slice(0, MOST_CALLS);
}

/** Calls whose records one statement can hand over. */
function together(suspects: readonly Suspect[]): Suspect[][] {
  const all: Suspect[][] = [];
  let room = 0;
  for (const suspect of suspects) {
    const records = Number(suspect.times) * RECORDS_A_CONNECTION;
    const last = all.at(-1);
    if (last && last.length < AT_ONCE && records <= room) last.push(suspect);
    else {
      all.push([suspect]);
      room = MOST_EVENTS;
    }
    room -= records;
  }
  return all;
}

async function flowsOf({ query, cut }: DetectContext, some: readonly Call[]): Promise<Flow[]> {
  const rows = await query<Flow>((sql) => {
    const servers = sql.addresses([...new Set(some.map(({ server }) => server))]);
    const named = some.map(
      (call) =>
        `(${sql.addresses([call.client])}, ${sql.addresses([call.server])}, ${sql.bind(call.port, "UInt16")}, ${sql.bind(call.protocol, "UInt8")})`,
    );
    // Few records touch these servers: by one end at a time the engine finds them before it looks at call by call.
    const way = (back: boolean): string => {
      const [client, server, port] = back ? ["d", "s", "srcport"] : ["s", "d", "dstport"];
      const known = `(${client}, ${server}, ifNull(${port}, 0), ifNull(protocol, 0)) IN (${named.join(", ")})`;
      const near = [`${server} IN ${servers}`, known];
      return `SELECT *, ${back ? 1 : 0} AS back FROM ${sql.rows(COLUMNS, ["action != 'REJECT'", ...near])}`;
    };
    return `SELECT ${addressTextSql("if(back, d, s)")} AS client, ${addressTextSql("if(back, s, d)")} AS server,
  if(back, srcport, dstport) AS port, protocol, if(back, dstport, srcport) AS client_port, t, toFloat64(ifNull(bytes, 0)) AS bytes,
  ${OPENS} AS opens, back, eni, plain
FROM (${way(false)} UNION ALL ${way(true)}) ORDER BY t LIMIT ${MOST_EVENTS}`;
  });
  if (rows.length >= MOST_EVENTS) cut("beaconing");
  return rows;
}

/** The connections of a call: each opening by its flags; without flags, each client port that was not in use. */
export function connectionsOf(
  flows: readonly Pick<Flow, "t" | "client_port" | "bytes" | "opens" | "back">[],
): Connection[] {
  // Flags that never show an opening are as good as none.
  const flagged = flows.some(({ opens, back }) => Number(opens) && !Number(back));
  const connections: { t: number; bytes: number; last: number }[] = [];
  const current = new Map<number, { t: number; bytes: number; last: number }>();
  // In the second of the opening the request comes before its reply.
  for (const flow of [...flows].sort((a, b) => a.t - b.t || Number(a.back) - Number(b.back))) {
    const port = Number(flow.client_port);
    const known = current.get(port);
    const begins = Number(flow.back)
      ? false
      : flagged
        ? Number(flow.opens) === 1 && (!known || flow.t > known.t + 30)
        : !known || flow.t > known.last + NEW_AFTER;
    if (begins) {
      const connection = { t: flow.t, bytes: 0, last: flow.t };
      current.set(port, connection);
      connections.push(connection);
    }
    const connection = current.get(port);
    if (!connection) continue;
    connection.bytes += Number(flow.bytes);
    connection.last = flow.t;
  }
  return connections.sort((a, b) => a.t - b.t);
}

/** How even the connections are: medians, and MAD divided by the median. */
export interface Rhythm {
  readonly connections: number;
  readonly period: number;
  readonly intervalSpread: number;
  readonly bytes: number;
  readonly bytesSpread: number;
}

export function rhythmOf(connections: readonly Connection[]): Rhythm {
  const gaps = connections.slice(1).map(({ t }, at) => t - (connections[at]?.t ?? t));
  const sizes = connections.map(({ bytes }) => bytes);
  const [period, bytes] = [median(gaps), median(sizes)];
  return {
    connections: connections.length,
    period,
    intervalSpread: period > 0 ? deviation(gaps, period) / period : 1,
    bytes,
    bytesSpread: bytes > 0 ? deviation(sizes, bytes) / bytes : 0,
  };
}

/** How many inside hosts talk to each server. */
async function audienceOf(context: DetectContext, servers: readonly string[]): Promise<Map<string, number>> {
  const rows = await context.query<{ server: string; hosts: string }>((sql) => {
    const from = sql.rows(COLUMNS, [`d IN ${sql.addresses(servers)}`, sql.where.inside("s")]);
    return `SELECT ${addressTextSql("d")} AS server, uniq(s) AS hosts FROM ${from} GROUP BY d`;
  });
  return new Map(rows.map(({ server, hosts }) => [server, Number(hosts)]));
}

function candidate(
  call: Call,
  rhythm: Rhythm,
  vantage: Vantage<Flow>,
  hosts: number,
  context: DetectContext,
): Candidate {
  const { beaconing: rule } = context.settings;
  const sent = vantage.items.filter(({ back }) => !Number(back));
  const { client, server, port, protocol } = call;
  const period = durationText(Math.round(rhythm.period));
  const shared = hosts >= rule.shared_by;
  const spread = Math.round(rhythm.intervalSpread * 1000) / 10;
  return {
    kind: "beaconing",
    severity: shared ? "low" : "medium",
    key: keyOf(call),
    subject: { addr: client, port },
    targets: { count: 1, sample: [server] },
    first: Math.min(...sent.map(({ t }) => t)),
    last: Math.max(...sent.map(({ t }) => t)),
    terms: [
      ...endTerms(sent, { src: [client], dst: [server] }),
      term("dstport", port),
      term("protocol", protocolName(protocol)),
      "not action:REJECT",
      ...vantage.terms,
    ],
    why: {
      measured: rhythm.connections,
      threshold: rule.connections,
      unit: "connections",
      text: `${counted(rhythm.connections, "connection")}, one every ${period}; the intervals differ by ${spread} % (MAD of the median, at most ${rule.interval_spread * 100} %), the bytes by ${Math.round(rhythm.bytesSpread * 1000) / 10} % (at most ${rule.bytes_spread * 100} %).`,
    },
    title: `${client} calls ${server} every ${period}`,
    say: () =>
      `${client} connected to ${server} on port ${portText(port, protocol)} ${counted(rhythm.connections, "time")}, every ${period}, about ${bytesText(rhythm.bytes)} each${hosts > 1 ? `; ${counted(hosts, "inside host")} talk to that server` : ""}.`,
    benign_hints: [
      "Agents, updaters and health checks call home regularly: find out what runs on the host.",
      ...(shared ? ["Several inside hosts talk to this server, which speaks for a common service."] : []),
    ],
    ends: { client, servers: [server], port },
  };
}

export const beaconing: Detector = {
  kind: "beaconing",
  async find(context) {
    const { beaconing: rule } = context.settings;
    const found: Candidate[] = [];
    for (const some of together(await suspectsOf(context))) {
      const flows = groupBy(await flowsOf(context, some), keyOf);
      const audience = await audienceOf(context, [...new Set(some.map(({ server }) => server))]);
      for (const call of some) {
        const ends = { servers: [call.server], client: call.client };
        const [vantage] = vantages(flows.get(keyOf(call)) ?? [], context.network, ends, "client");
        if (!vantage) continue;
        const rhythm = rhythmOf(connectionsOf(vantage.items));
        const regular =
          rhythm.connections >= rule.connections &&
          rhythm.intervalSpread <= rule.interval_spread &&
          rhythm.bytesSpread <= rule.bytes_spread &&
          rhythm.bytes < rule.bytes &&
          rhythm.period >= 2 * context.network.window;
        if (regular) found.push(candidate(call, rhythm, vantage, audience.get(call.server) ?? 1, context));
      }
    }
    return found;
  },
};
