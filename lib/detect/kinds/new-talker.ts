/** New talker: an outside address that was never seen in a day or more of history, and then moves much. */

import { addressTextSql } from "@/lib/query/text";
import { batches, type DetectContext, MOST_EVENTS } from "../context";
import type { Detector } from "../detector";
import type { Candidate } from "../finding";
import { groupBy } from "../group";
import { endTerms } from "../terms";
import { vantages } from "../vantage";
import { bytesText, counted, sampleOf } from "../words";

const HOUR = 3600;
const MOST_TALKERS = 2000;
const AT_ONCE = 40;

interface Talker {
  readonly talker: string;
  readonly first: number;
}

interface Talk {
  readonly talker: string;
  readonly host: string;
  readonly moved: number;
  readonly first: number;
  readonly last: number;
  readonly out: number;
  readonly eni: string;
  readonly plain: number;
}

const COLUMNS = ["action", "bytes"];

/** Outside addresses that moved enough with one inside address, and were first seen late enough. */
async function talkersOf(context: DetectContext, after: number): Promise<Talker[]> {
  const { new_talker: rule } = context.settings;
  const rows = await context.grouped<Talker>("x", (sql, part) => {
    const { inside, outside } = sql.where;
    const crossing = `(${inside("s")} AND ${outside("d")}) OR (${inside("d")} AND ${outside("s")})`;
    const ends = `SELECT *, ${outside("s")} AS incoming, if(incoming, s, d) AS x, if(incoming, d, s) AS host FROM`;
    const heavy = `SELECT x FROM (${ends} ${sql.rows(COLUMNS, [crossing, "action != 'REJECT'"])}) WHERE ${part}
  GROUP BY x, host HAVING sum(ifNull(bytes, 0)) >= ${sql.bind(rule.bytes, "Float64")}`;
    return `SELECT ${addressTextSql("x")} AS talker, min(t) AS first FROM (SELECT t, arrayJoin([s, d]) AS x FROM ${sql.rows([])})
WHERE ${part} AND x IN (${heavy}) GROUP BY x HAVING first >= ${sql.bind(after, "UInt32")} ORDER BY first, talker LIMIT ${MOST_TALKERS + 1}`;
  });
  if (rows.length > MOST_TALKERS) context.cut("new talkers");
  return rows.slice(0, MOST_TALKERS);
}

/** What talkers moved within a day of their first record, by inside address and interface. */
async function talksOf(context: DetectContext, talkers: readonly Talker[]): Promise<Talk[]> {
  const day = context.settings.new_talker.hours * HOUR;
  return context.query<Talk>((sql) => {
    const { inside } = sql.where;
    const one = ({ talker, first }: Talker) => {
      const address = sql.addresses([talker]);
      const times = `t BETWEEN ${sql.bind(Number(first), "UInt32")} AND ${sql.bind(Number(first) + day, "UInt32")}`;
      return `(((s IN ${address} AND ${inside("d")}) OR (d IN ${address} AND ${inside("s")})) AND ${times})`;
    };
    const from = sql.rows(COLUMNS, ["action != 'REJECT'", talkers.map(one).join(" OR ")]);
    const list = sql.addresses(talkers.map(({ talker }) => talker));
    return `SELECT ${addressTextSql("if(incoming, s, d)")} AS talker, ${addressTextSql("if(incoming, d, s)")} AS host,
  toFloat64(sum(ifNull(bytes, 0))) AS moved, toFloat64(sumIf(ifNull(bytes, 0), NOT incoming)) AS out, min(t) AS first, max(t) AS last, eni, min(plain) AS plain
FROM (SELECT *, s IN ${list} AS incoming FROM ${from}) GROUP BY s IN ${list}, talker, host, eni LIMIT ${MOST_EVENTS}`;
  });
}

interface Counted {
  readonly host: string;
  readonly talks: readonly Talk[];
  readonly bytes: number;
  readonly terms: readonly string[];
}

/** What a talker moved with each inside host, once; a NAT gateway's copy of a host's traffic is left out. */
function countedOf(talker: string, talks: readonly Talk[], context: DetectContext): Counted[] {
  const all = [...groupBy(talks, ({ host }) => host)].flatMap(([host, own]): Counted[] => {
    const [best] = vantages(own, context.network, { servers: [host], client: talker });
    if (!best) return [];
    return [{ host, talks: best.items, bytes: best.items.reduce((sum, one) => sum + one.moved, 0), terms: best.terms }];
  });
  const hosts = all.filter(({ host }) => !context.network.translators.has(host));
  return hosts.length > 0 ? hosts : all;
}

function candidate(talker: Talker, most: Counted, hosts: readonly Counted[], context: DetectContext): Candidate {
  const { new_talker: rule } = context.settings;
  const address = talker.talker;
  const talks = hosts.flatMap((one) => one.talks);
  const names = hosts.map(({ host }) => host);
  const [there, back] = [
    endTerms(talks, { src: [address], dst: names }).join(" "),
    endTerms(talks, { src: names, dst: [address] }).join(" "),
  ];
  const terms = [...new Set(hosts.flatMap((one) => one.terms))];
  const history = Math.floor((Number(talker.first) - (context.network.first ?? 0)) / HOUR);
  const out = most.talks.reduce((sum, one) => sum + one.out, 0);
  return {
    kind: "new_talker",
    severity: out > most.bytes / 2 ? "low" : "info",
    key: address,
    subject: { addr: address },
    targets: { count: names.length, sample: sampleOf(names) },
    first: Math.min(...talks.map(({ first }) => first)),
    last: Math.max(...talks.map(({ last }) => last)),
    terms: [`((${there}) or (${back}))`, "not action:REJECT", ...(terms.length === 1 ? terms : [])],
    why: {
      measured: most.bytes,
      threshold: rule.bytes,
      unit: "bytes",
      text: `${bytesText(most.bytes)} with ${most.host} within ${rule.hours} hours of its first record; ${counted(history, "hour")} of history before do not have it.`,
    },
    title: `${address} is new and moved ${bytesText(most.bytes)}`,
    say: (evidence) =>
      `${address} was not seen in ${counted(history, "hour")} of history, and then moved ${bytesText(evidence.bytes)} with ${names.length === 1 ? names[0] : counted(names.length, "inside address", "inside addresses")} (${bytesText(out)} of it sent from inside).`,
    benign_hints: ["Visitors, content networks and cloud services change addresses often."],
  };
}

export const newTalker: Detector = {
  kind: "new_talker",
  async find(context) {
    const { new_talker: rule } = context.settings;
    const { first, last } = context.network;
    if (first === null || last === null || last - first < rule.hours * HOUR) return [];
    const found: Candidate[] = [];
    for (const talkers of batches(await talkersOf(context, first + rule.hours * HOUR), AT_ONCE)) {
      const talks = groupBy(await talksOf(context, talkers), ({ talker }) => talker);
      for (const talker of talkers) {
        const hosts = countedOf(talker.talker, talks.get(talker.talker) ?? [], context)
          .filter(({ bytes }) => bytes >= rule.bytes)
          .sort((a, b) => b.bytes - a.bytes || (a.host < b.host ? -1 : 1));
        const [most] = hosts;
        if (most) found.push(candidate(talker, most, hosts, context));
      }
    }
    return found;
  },
};
