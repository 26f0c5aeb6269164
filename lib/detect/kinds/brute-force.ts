/** Brute force: many accepted connections of one client to a login port of one server in a short time. */

import { addressTextSql } from "@/lib/query/text";
import { median } from "../baseline";
import { batches, type DetectContext, MOST_EVENTS, type Sql, timeOf } from "../context";
import type { Detector } from "../detector";
import { ANSWERS, DIRECTION_COLUMNS, OPENS } from "../direction";
import type { Candidate } from "../finding";
import { groupBy } from "../group";
import { type Incident, incidentsOf } from "../sliding";
import { endTerms, term } from "../terms";
import { type Vantage, vantages } from "../vantage";
import { bytesText, counted, portText } from "../words";

interface Login {
  readonly client: string;
  readonly server: string;
  readonly port: number;
}

/** A login that could have been tried often, and when. */
interface Suspect extends Login {
  readonly first: number;
  readonly last: number;
}

interface Flow extends Login {
  readonly t: number;
  readonly client_port: number;
  readonly opens: number;
  readonly bytes: string;
  readonly eni: string;
  readonly plain: number;
  /** 1 for what the server sent. */
  readonly back: number;
}

interface Connection {
  readonly t: number;
  readonly key: number;
  readonly bytes: number;
}

const COLUMNS = [...DIRECTION_COLUMNS, "action", "bytes"];
const AT_ONCE = 20;
const MOST_LOGINS = 2000;
/** Without flags, a client port that was silent for so long is a new connection. */
const NEW_AFTER = 3600;
/** A success comes with the attempts, or within this time after the last of them. */
const SUCCESS_WITHIN = 3600;
/** A session that is no more than a few attempts long is no success, whatever its ratio. */
const LEAST_SUCCESS_BYTES = 10_000;

const keyOf = ({ client, server, port }: Login): string => `${client} ${server} ${port}`;

function portsSql(sql: Sql, ports: readonly number[], column: string): string {
  return `${column} IN (${ports.map((port) => sql.bind(port, "UInt16")).join(", ")})`;
}

async function loginsOf({ settings: { brute_force: rule }, grouped, cut }: DetectContext): Promise<Suspect[]> {
  const half = Math.min(100, Math.ceil(rule.connections / 2));
  const rows = await grouped<Suspect>("s, d", (sql, part) => {
    const and = [
      "protocol = 6",
      "action = 'ACCEPT'",
      portsSql(sql, rule.ports, "dstport"),
      `NOT ${ANSWERS}`,
      "s != d",
      part,
    ];
    return `SELECT ${addressTextSql("s")} AS client, ${addressTextSql("d")} AS server, dstport AS port, min(low) AS first, max(high) AS last FROM (
  SELECT s, d, dstport, intDiv(t, ${rule.seconds}) AS bucket, uniqUpTo(${half})(srcport) AS clients, min(t) AS low, max(t) AS high
  FROM ${sql.rows(COLUMNS, and)} GROUP BY s, d, dstport, bucket HAVING clients >= ${half})
GROUP BY s, d, dstport ORDER BY first, client, server, port LIMIT ${MOST_LOGINS + 1}`;
  });
  if (rows.length > MOST_LOGINS) cut("brute force");
  return rows.slice(0, MOST_LOGINS);
}

async function flowsOf({ query, cut }: DetectContext, logins: readonly Suspect[]): Promise<Flow[]> {
  const rows = await query<Flow>((sql) => {
    const one = ({ client, server, port }: Login) => {
      const [c, s, p] = [sql.addresses([client]), sql.addresses([server]), sql.bind(port, "UInt16")];
      return `(s IN ${c} AND d IN ${s} AND dstport = ${p}) OR (s IN ${s} AND d IN ${c} AND srcport = ${p})`;
    };
    // The clients first, all at once: that leaves few records to look at login by login.
    const clients = sql.addresses([...new Set(logins.map(({ client }) => client))]);
    const near = `s IN ${clients} OR d IN ${clients}`;
    const from = sql.rows(COLUMNS, ["protocol = 6", "action = 'ACCEPT'", near, logins.map(one).join(" OR ")], {
      time: timeOf(logins, SUCCESS_WITHIN),
    });
    const ports = logins.map(({ port }) => port);
    return `SELECT ${addressTextSql("if(back, d, s)")} AS client, ${addressTextSql("if(back, s, d)")} AS server,
  if(back, srcport, dstport) AS port, if(back, dstport, srcport) AS client_port, t, ${OPENS} AS opens, toString(ifNull(bytes, 0)) AS bytes, eni, plain, back
FROM (SELECT *, NOT ifNull(${portsSql(sql, ports, "dstport")}, 0) OR ${ANSWERS} AS back FROM ${from}) ORDER BY t LIMIT ${MOST_EVENTS}`;
  });
  if (rows.length >= MOST_EVENTS) cut("brute force");
  return rows;
}

/** The connections of a login: each opening by its flags; without any flags, each client port that was not in use. */
export function connectionsOf(
  flows: readonly Pick<Flow, "t" | "client_port" | "opens" | "bytes" | "back">[],
): Connection[] {
  const flagged = flows.some(({ opens }) => Number(opens));
  const connections: { t: number; key: number; bytes: number; last: number }[] = [];
  const current = new Map<number, { t: number; key: number; bytes: number; last: number }>();
  for (const flow of flows) {
    const port = Number(flow.client_port);
    const known = current.get(port);
    const begins = flagged
      ? Number(flow.opens) === 1 && !Number(flow.back) && (!known || flow.t > known.t + 30)
      : !Number(flow.back) && (!known || flow.t > known.last + NEW_AFTER);
    if (begins) {
      const connection = { t: flow.t, key: port, bytes: 0, last: flow.t };
      current.set(port, connection);
      connections.push(connection);
    }
    const connection = current.get(port);
    if (!connection) continue;
    connection.bytes += Number(flow.bytes);
    connection.last = flow.t;
  }
  return connections;
}

/** The connection that moved far more than the attempts around it. */
function successOf(connections: readonly Connection[], incident: Incident, larger: number): Connection | undefined {
  const near = connections.filter(({ t }) => t >= incident.from && t <= incident.to + SUCCESS_WITHIN);
  const usual = median(near.filter(({ t }) => t <= incident.to).map(({ bytes }) => bytes));
  const large = near.filter(({ bytes }) => bytes >= larger * usual && bytes >= LEAST_SUCCESS_BYTES);
  return large.sort((a, b) => b.bytes - a.bytes)[0];
}

function candidate(login: Login, incident: Incident, vantage: Vantage<Flow>, context: DetectContext): Candidate {
  const { brute_force: rule } = context.settings;
  const all = connectionsOf(vantage.items);
  const success = successOf(all, incident, rule.larger);
  const last = Math.max(incident.to, success?.t ?? 0);
  const seen = all.filter(({ t }) => t >= incident.from && t <= incident.to);
  const usual = median(seen.map(({ bytes }) => bytes));
  const { client, server, port } = login;
  const where = `${server} on port ${portText(port, 6)}`;
  const tail = success
    ? ` One connection moved ${bytesText(success.bytes)}, far more than the others: possible success.`
    : "";
  return {
    kind: "brute_force",
    severity: success ? "high" : context.network.isInside(client) ? "high" : "medium",
    key: keyOf(login),
    subject: { addr: client, port },
    targets: { count: 1, sample: [server] },
    first: incident.from,
    last,
    terms: [
      ...endTerms(vantage.items, { src: [client], dst: [server] }),
      term("dstport", port),
      "protocol:tcp action:ACCEPT",
      ...vantage.terms,
    ],
    why: {
      measured: incident.peak,
      threshold: rule.connections,
      unit: "connections",
      text: `${counted(incident.peak, "accepted connection")} within ${rule.seconds / 60} minutes; ${rule.connections} are enough.`,
    },
    title: success ? `${client} tried logins at ${server}: possible success` : `${client} tried logins at ${server}`,
    say: () =>
      `${client} opened ${counted(seen.length, "connection")} to ${where}, at most ${incident.peak} within ${rule.seconds / 60} minutes, about ${bytesText(usual)} each.${tail}`,
    benign_hints: [
      "Deployment tools and file copies open many connections too; they usually move more than a failed login.",
    ],
    ends: { client, servers: [server], port },
  };
}

export const bruteForce: Detector = {
  kind: "brute_force",
  async find(context) {
    const { brute_force: rule } = context.settings;
    const found: Candidate[] = [];
    for (const logins of batches(await loginsOf(context), AT_ONCE)) {
      const flows = groupBy(await flowsOf(context, logins), keyOf);
      for (const login of logins) {
        const own = flows.get(keyOf(login)) ?? [];
        for (const vantage of vantages(own, context.network, { servers: [login.server], client: login.client })) {
          const events = connectionsOf(vantage.items);
          const incidents = incidentsOf(events, { seconds: rule.seconds, least: rule.connections, gap: context.gap });
          if (incidents.length === 0) continue;
          found.push(...incidents.map((incident) => candidate(login, incident, vantage, context)));
          break;
        }
      }
    }
    return found;
  },
};
