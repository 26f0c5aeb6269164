/** Host sweep: one client, one port, many servers that refused it or never answered. */

import { protocolName } from "@/lib/flow/protocols";
import { addressTextSql } from "@/lib/query/text";
import { batches, type DetectContext, MOST_EVENTS, type Sql, timeOf } from "../context";
import type { Detector } from "../detector";
import { DIRECTION_COLUMNS, IS_REPLY } from "../direction";
import type { Candidate } from "../finding";
import { groupBy } from "../group";
import { type Incident, incidentsOf } from "../sliding";
import { endTerms, term } from "../terms";
import { type Vantage, vantages } from "../vantage";
import { counted, portText, sampleOf } from "../words";

interface Fan {
  readonly client: string;
  readonly port: number;
  readonly protocol: number;
}

interface Suspect extends Fan {
  readonly first: number;
  readonly last: number;
}

interface Attempt extends Fan {
  readonly server: string;
  readonly t: number;
  readonly rejected: number;
  readonly eni: string;
  readonly plain: number;
}

interface Answer extends Fan {
  readonly server: string;
  readonly first: number;
  readonly last: number;
}

const COLUMNS = [...DIRECTION_COLUMNS, "action"];
const AT_ONCE = 20;
const MOST_FANS = 3000;
/** A reply may be logged in a window before or after the request's: windows last 600 s at most. */
const REPLY_SLACK = 660;

const keyOf = ({ client, port, protocol }: Fan): string => `${client} ${port} ${protocol}`;

const attemptSql: readonly string[] = ["protocol IN (6, 17)", `NOT ${IS_REPLY}`, "s != d", "dstport > 0"];

async function suspectsOf({ settings: { host_sweep: rule }, grouped, cut }: DetectContext): Promise<Suspect[]> {
  const half = Math.min(100, Math.ceil(rule.servers / 2));
  const rows = await grouped<Suspect>("s, dstport", (sql, part) => {
    const all = sql.rows(COLUMNS, [...attemptSql, part]);
    // Few clients reach so many servers at all: only these are looked at by time.
    const wide = `SELECT s, dstport, protocol FROM ${all} GROUP BY s, dstport, protocol HAVING uniqUpTo(${half})(d) >= ${half}`;
    const from = sql.rows(COLUMNS, [...attemptSql, part, `(s, dstport, protocol) IN (${wide})`]);
    return `SELECT ${addressTextSql("s")} AS client, dstport AS port, protocol, min(low) AS first, max(high) AS last FROM (
  SELECT s, dstport, protocol, intDiv(t, ${rule.seconds}) AS bucket, uniqUpTo(${half})(d) AS servers, min(t) AS low, max(t) AS high
  FROM ${from} GROUP BY s, dstport, protocol, bucket HAVING servers >= ${half})
GROUP BY s, dstport, protocol ORDER BY first, client, port LIMIT ${MOST_FANS + 1}`;
  });
  if (rows.length > MOST_FANS) cut("host sweeps");
  return rows.slice(0, MOST_FANS);
}

/** The fans of a batch, around the times when they were wide. */
const fanSql = (sql: Sql, fans: readonly Suspect[], side: "request" | "reply", slack: number): string => {
  const [end, port] = side === "request" ? ["s", "dstport"] : ["d", "srcport"];
  const one = (fan: Suspect) =>
    `(${end} IN ${sql.addresses([fan.client])} AND ${port} = ${sql.bind(fan.port, "UInt16")} AND protocol = ${sql.bind(fan.protocol, "UInt8")} AND t BETWEEN ${sql.bind(Math.max(0, Number(fan.first) - slack), "UInt32")} AND ${sql.bind(Number(fan.last) + slack, "UInt32")})`;
  // The clients first, all at once: that leaves few records to look at fan by fan.
  const clients = sql.addresses([...new Set(fans.map(({ client }) => client))]);
  return `${end} IN ${clients} AND (${fans.map(one).join(" OR ")})`;
};

async function attemptsOf({ settings: { host_sweep: rule }, query, cut }: DetectContext, fans: readonly Suspect[]) {
  const rows = await query<Attempt>((sql) => {
    const from = sql.rows(COLUMNS, [...attemptSql, fanSql(sql, fans, "request", rule.seconds)], {
      time: timeOf(fans, rule.seconds),
    });
    // One row a server and minute is enough; of several, the first counts.
    return `SELECT ${addressTextSql("s")} AS client, dstport AS port, protocol, ${addressTextSql("d")} AS server, min(t) AS t,
  max(action = 'REJECT') AS rejected, eni, min(plain) AS plain
FROM (SELECT *, t AS at FROM ${from}) GROUP BY s, dstport, protocol, d, eni, intDiv(at, 20) ORDER BY t LIMIT ${MOST_EVENTS}`;
  });
  if (rows.length >= MOST_EVENTS) cut("host sweeps");
  return rows;
}

async function answersOf({ query, settings: { host_sweep: rule } }: DetectContext, fans: readonly Suspect[]) {
  return query<Answer>((sql) => {
    const slack = rule.seconds + REPLY_SLACK;
    const from = sql.rows([...COLUMNS], ["action != 'REJECT'", fanSql(sql, fans, "reply", slack)], {
      time: timeOf(fans, slack),
    });
    return `SELECT ${addressTextSql("d")} AS client, srcport AS port, protocol, ${addressTextSql("s")} AS server,
  min(t) AS first, max(t) AS last FROM ${from} GROUP BY d, srcport, protocol, s, intDiv(t, 600) LIMIT ${MOST_EVENTS}`;
  });
}

/** The attempts that were refused, or that nothing came back for around their time. */
function inVain(attempts: readonly Attempt[], answers: readonly Answer[]): Attempt[] {
  const by = groupBy(answers, ({ server }) => server);
  return attempts.filter(({ server, t, rejected }) => {
    if (Number(rejected)) return true;
    return !by.get(server)?.some(({ first, last }) => t >= first - REPLY_SLACK && t <= last + REPLY_SLACK);
  });
}

function candidate(fan: Fan, incident: Incident, vantage: Vantage<Attempt>, context: DetectContext): Candidate {
  const { host_sweep: rule } = context.settings;
  const seen = vantage.items.filter(({ t }) => t >= incident.from && t <= incident.to);
  const servers = [...new Set(seen.map(({ server }) => server))];
  const refused = new Set(seen.filter(({ rejected }) => Number(rejected)).map(({ server }) => server)).size;
  const fromInside = context.network.isInside(fan.client);
  const { client, port, protocol } = fan;
  const silent = servers.length - refused;
  return {
    kind: "host_sweep",
    severity: fromInside ? "high" : "medium",
    key: keyOf(fan),
    subject: { addr: client, port },
    targets: { count: servers.length, sample: sampleOf(servers) },
    first: incident.from,
    last: incident.to,
    terms: [
      ...endTerms(seen, { src: [client] }),
      ...endTerms(seen, { dst: servers }),
      term("dstport", port),
      term("protocol", protocolName(protocol)),
      ...vantage.terms,
    ],
    why: {
      measured: incident.peak,
      threshold: rule.servers,
      unit: "servers",
      text: `${counted(incident.peak, "distinct server")} within ${rule.seconds / 60} minutes that refused or never answered; ${rule.servers} are enough.`,
    },
    title: `${client} swept port ${portText(port, protocol)}`,
    say: (evidence) =>
      `${client} tried port ${portText(port, protocol)} on ${counted(servers.length, "server")} in ${counted(evidence.flows, "flow")}: ${refused} refused it${silent > 0 ? `, ${silent} never answered` : ""}.`,
    benign_hints: [
      "A monitor or an inventory of your own may look for hosts that are gone.",
      ...(fromInside ? ["From inside, this is how worms and intruders look for more hosts."] : []),
    ],
    ends: { client, servers, port },
  };
}

export const hostSweep: Detector = {
  kind: "host_sweep",
  async find(context) {
    const { host_sweep: rule } = context.settings;
    const found: Candidate[] = [];
    for (const fans of batches(await suspectsOf(context), AT_ONCE)) {
      const attempts = groupBy(await attemptsOf(context, fans), keyOf);
      const answers = groupBy(await answersOf(context, fans), keyOf);
      for (const fan of fans) {
        const own = inVain(attempts.get(keyOf(fan)) ?? [], answers.get(keyOf(fan)) ?? []);
        const servers = [...new Set(own.map(({ server }) => server))];
        for (const vantage of vantages(own, context.network, { servers, client: fan.client }, "client")) {
          const events = vantage.items.map(({ t, server }) => ({ t, key: server }));
          const incidents = incidentsOf(events, { seconds: rule.seconds, least: rule.servers, gap: context.gap });
          if (incidents.length === 0) continue;
          found.push(...incidents.map((incident) => candidate(fan, incident, vantage, context)));
          break;
        }
      }
    }
    return found;
  },
};
