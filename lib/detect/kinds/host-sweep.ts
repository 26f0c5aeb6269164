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
import { nextTurn } from "../turn";
import { type Vantage, vantages } from "../vantage";
import { counted, portText, sampleOf } from "../words";

interface Fan {
  readonly client: string;
  readonly port: number;
  readonly protocol: number;
}

/** A fan, and a time in which it was wide. */
interface Suspect extends Fan {
  readonly first: number;
  readonly last: number;
  /** The most servers that it tried in vain in one bucket. */
  readonly servers: number;
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
/** The widest are looked at closely: as many as are ever listed, and some more. */
const MOST_FANS = 600;
const MOST_OF_A_SLICE = 10_000;
/** Answers are looked for in stretches no longer than this: a reply in the same stretch as its attempt is near enough. */
const SLOT = 600;
/** A reply may be logged in a window before or after the request's: windows last 600 s at most. */
const REPLY_SLACK = 660;

const keyOf = ({ client, port, protocol }: Fan): string => `${client} ${port} ${protocol}`;

const attemptSql: readonly string[] = ["protocol IN (6, 17)", `NOT ${IS_REPLY}`, "s != d", "dstport > 0"];

/**
 * Fans that reached for half as many servers in vain within one bucket: of two buckets that a window touches, one has that
 * many. In vain is what was refused, or has no reply in the same slot; those who are answered go no further, however many
 * they are.
 */
async function bucketsOf(context: DetectContext): Promise<Suspect[]> {
  const { host_sweep: rule } = context.settings;
  const half = Math.ceil(rule.servers / 2);
  const slots = Math.ceil(rule.seconds / SLOT);
  const found: Suspect[] = [];
  for (const time of await context.slices(rule.seconds)) {
    const rows = await context.grouped<Suspect>("client, port", (sql, part) => {
      const known = [
        "protocol IN (6, 17)",
        "s != d",
        `if(${IS_REPLY}, srcport > 0 AND action != 'REJECT', dstport > 0)`,
      ];
      const records = sql.rows(COLUMNS, known, { time });
      const turned = `SELECT ${IS_REPLY} AS answer, if(answer, d, s) AS client, if(answer, s, d) AS server,
  if(answer, srcport, dstport) AS port, protocol, t, action, intDiv(t * ${slots}, ${rule.seconds}) AS slot FROM ${records}`;
      return `SELECT ${addressTextSql("client")} AS client, port, protocol, min(low) AS first, max(high) AS last,
  uniqExact(server) AS servers
FROM (SELECT client, port, protocol, server, slot, minIf(t, NOT answer) AS low, maxIf(t, NOT answer) AS high
  FROM (${turned}) WHERE ${part} GROUP BY client, port, protocol, server, slot
  HAVING countIf(NOT answer) > 0 AND (countIf(NOT answer AND action = 'REJECT') > 0 OR countIf(answer) = 0))
GROUP BY client, port, protocol, intDiv(slot, ${slots}) HAVING servers >= ${half}
ORDER BY servers DESC, first, client, port LIMIT ${MOST_OF_A_SLICE}`;
    });
    if (rows.length >= MOST_OF_A_SLICE) context.cut("host sweeps");
    for (const row of rows)
      found.push({ ...row, first: Number(row.first), last: Number(row.last), servers: Number(row.servers) });
  }
  return found;
}

/** Joins the buckets of a fan whose windows could be one incident; the widest fans where there are too many. */
async function suspectsOf(context: DetectContext): Promise<Suspect[]> {
  const apart = context.gap + 2 * context.settings.host_sweep.seconds;
  const suspects = [...groupBy(await bucketsOf(context), keyOf).values()].flatMap((buckets) => {
    const joined: { -readonly [Name in keyof Suspect]: Suspect[Name] }[] = [];
    for (const bucket of [...buckets].sort((a, b) => a.first - b.first)) {
      const last = joined.at(-1);
      if (last && bucket.first - last.last <= apart) {
        last.last = Math.max(last.last, bucket.last);
        last.servers = Math.max(last.servers, bucket.servers);
      } else joined.push({ ...bucket });
    }
    return joined;
  });
  if (suspects.length > MOST_FANS) context.cut("host sweeps");
  const widest = suspects.sort((a, b) => b.servers - a.servers).slice(0, MOST_FANS);
  return widest.sort((a, b) => a.first - b.first || (keyOf(a) < keyOf(b) ? -1 : 1));
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
        await nextTurn();
        const near = (attempts.get(keyOf(fan)) ?? []).filter(
          ({ t }) => t >= fan.first - rule.seconds && t <= fan.last + rule.seconds,
        );
        const own = inVain(near, answers.get(keyOf(fan)) ?? []);
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
