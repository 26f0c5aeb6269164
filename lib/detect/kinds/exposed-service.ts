/** Exposed service: an admin or database port that accepts clients from outside and answers them. */

import { parseBlock } from "@/lib/enrich";
import { parseAddress, storedAddress } from "@/lib/filter/address";
import { addressTextSql } from "@/lib/query/text";
import type { DetectContext, Sql } from "../context";
import type { Detector } from "../detector";
import { ANSWERS, DIRECTION_COLUMNS, knownPortSql, OPENS } from "../direction";
import type { Candidate } from "../finding";
import { groupBy } from "../group";
import { endTerms, listTerm, term } from "../terms";
import { vantages } from "../vantage";
import { counted, portText, sampleOf } from "../words";

interface Reached {
  readonly server: string;
  readonly port: number;
  readonly client: string;
  readonly eni: string;
  readonly plain: number;
  readonly first: number;
  readonly last: number;
}

const COLUMNS = [...DIRECTION_COLUMNS, "action", "packets"];
const MOST = 100_000;

/** Conditions that an address lies in none of the trusted blocks. */
function notTrusted(sql: Sql, blocks: readonly string[], column: string): string[] {
  return blocks.flatMap((block) => {
    const span = parseBlock(block);
    if (!span) return [];
    const bind = (address: bigint) => sql.bind(storedAddress(address), "IPv6");
    return [`${column} NOT BETWEEN ${bind(span.low)} AND ${bind(span.high)}`];
  });
}

/**
 * Clients from outside that reached a port and were answered, by interface. Packets back are those of one connection: a
 * closed port answers each of many tries with one RST, which a log without flags does not tell from other packets.
 */
async function reachedOf({ settings, grouped, cut }: DetectContext): Promise<Reached[]> {
  const { exposed_service: rule, trusted_cidrs } = settings;
  const rows = await grouped<Reached>("server, client", (sql, part) => {
    const ports = rule.ports.map((port) => sql.bind(port, "UInt16")).join(", ");
    const { inside, outside } = sql.where;
    const from = (and: readonly string[]) => sql.rows(COLUMNS, ["protocol = 6", "action = 'ACCEPT'", ...and]);
    const requests = from([
      `dstport IN (${ports})`,
      // Two known ports leave it open which one serves, unless one of them is a system port.
      `${OPENS} OR (NOT ${ANSWERS} AND (NOT ${knownPortSql("srcport")} OR (dstport < 1024 AND srcport >= 1024)))`,
      inside("d"),
      outside("s"),
      ...notTrusted(sql, trusted_cidrs, "s"),
    ]);
    const replies = from([`srcport IN (${ports})`, inside("s"), outside("d")]);
    return `SELECT ${addressTextSql("server")} AS server, port, ${addressTextSql("client")} AS client, eni, plain, first, last FROM (
  SELECT d AS server, dstport AS port, s AS client, eni, min(plain) AS plain, min(t) AS first, max(t) AS last
  FROM ${requests} GROUP BY server, port, client, eni HAVING ${part}) AS asked
SEMI JOIN (SELECT DISTINCT server, port, client FROM (
  SELECT s AS server, srcport AS port, d AS client FROM ${replies} GROUP BY server, port, client, dstport, eni
  HAVING (countIf(${ANSWERS}) > 0 OR sumIf(packets, isNull(tcp_flags)) > ${sql.bind(rule.packets, "UInt64")}) AND ${part})) AS answered
USING (server, port, client) ORDER BY server, port, first, client LIMIT ${MOST + 1}`;
  });
  if (rows.length > MOST) cut("clients of exposed services");
  return rows.slice(0, MOST);
}

function candidate(rows: readonly Reached[], context: DetectContext): Candidate[] {
  const [begun] = rows;
  if (!begun || context.network.translators.has(begun.server)) return [];
  const { server, port } = begun;
  const [vantage] = vantages(rows, context.network, { servers: [server], client: begun.client });
  const seen = vantage?.items ?? rows;
  const clients = [...new Set(seen.map(({ client }) => client))];
  const { inside_cidrs, trusted_cidrs } = context.settings;
  const named = endTerms(seen, { src: clients });
  const others = [...insideTexts(context), ...inside_cidrs, ...trusted_cidrs];
  const notInside = listTerm("srcaddr", others.slice(0, 60));
  return [
    {
      kind: "exposed_service",
      severity: "high",
      key: `${server} ${port}`,
      subject: { addr: server, port },
      targets: { count: clients.length, sample: sampleOf(clients) },
      first: Math.min(...seen.map(({ first }) => first)),
      last: Math.max(...seen.map(({ last }) => last)),
      terms: [
        ...(named.length > 0 ? named : notInside ? [`not ${notInside}`] : []),
        ...endTerms(seen, { dst: [server] }),
        term("dstport", port),
        "protocol:tcp action:ACCEPT",
        ...(vantage?.terms ?? []),
      ],
      why: {
        measured: clients.length,
        threshold: 1,
        unit: "clients",
        text: `${counted(clients.length, "client")} from outside connected and ${clients.length === 1 ? "was" : "were"} answered; one is enough.`,
      },
      title: `${portText(port, 6)} of ${server} is open to the outside`,
      say: (evidence) =>
        `${counted(clients.length, "outside client")} reached ${server} on port ${portText(port, 6)} and ${clients.length === 1 ? "was" : "were"} answered (${counted(evidence.flows, "accepted flow")}, first ${clients[0]}).`,
      benign_hints: [
        "If these clients are yours, name their addresses as trusted in the settings.",
        "A bastion host is meant to be reached; its security group should name who may.",
      ],
    },
  ];
}

/** Private blocks and own addresses, as the filter takes them. */
function insideTexts({ network }: DetectContext): string[] {
  const own = network.publicOwn.filter((address) => parseAddress(address) !== undefined);
  return [
    "10.0.0.0/8",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "100.64.0.0/10",
    "169.254.0.0/16",
    "fc00::/7",
    "fe80::/10",
    ...own,
  ];
}

export const exposedService: Detector = {
  kind: "exposed_service",
  async find(context) {
    const groups = groupBy(await reachedOf(context), ({ server, port }) => `${server} ${port}`);
    return [...groups.values()].flatMap((rows) => candidate(rows, context));
  },
};
