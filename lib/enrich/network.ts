/** What the log tells about the network: whose addresses are inside, who translates addresses, how long a window is. */

import { parseAddress } from "@/lib/filter/address";
import { numberOrNull, type Raw } from "@/lib/query/count";
import type { Asker, Question } from "@/lib/query/question";
import { scopeSql } from "@/lib/query/scope";
import { ABSENT_ADDRESS, addressTextSql } from "@/lib/query/text";
import { SqlParams } from "@/lib/sql/params";
import { NOBODY_SPANS, PRIVATE_SPANS, parseBlock, within } from "./blocks";
import { insideSql } from "./inside-sql";
import { backgroundLimits } from "./limits";
import { ownAddresses } from "./own-addresses";

/** The network as the records show it. Addresses are texts as the API writes them. */
export interface Network {
  /** Own addresses by interface, and interfaces by own address. */
  readonly addressesOf: ReadonlyMap<string, ReadonlySet<string>>;
  readonly interfacesOf: ReadonlyMap<string, ReadonlySet<string>>;
  /** Own addresses that are not private by standard, and blocks that the settings call inside. */
  readonly publicOwn: readonly string[];
  readonly insideBlocks: readonly string[];
  /** Own addresses of NAT gateways: what they send outside is a copy of what hosts send. */
  readonly translators: ReadonlySet<string>;
  /** First and last start of the flow records, epoch seconds; null when there is none. */
  readonly first: number | null;
  readonly last: number | null;
  /** Seconds of an aggregation window: 60 or 600. */
  readonly window: number;
  /** Do records carry the packet's own addresses (pkt-srcaddr, pkt-dstaddr)? */
  readonly hasPacketAddresses: boolean;
  isInside(address: string): boolean;
  isOutside(address: string): boolean;
}

interface SpanRow {
  readonly first: Raw;
  readonly last: Raw;
  readonly flows: Raw;
  readonly long: Raw;
  readonly packet: Raw;
}

/** Windows of more than two minutes exist only where the aggregation interval is 600 s. */
const LONG = "end > start + 120 AND end <= start + 700";

async function readSpan({ engine, signal }: Asker, question: Question): Promise<SpanRow | undefined> {
  const params = new SqlParams();
  const scope = scopeSql(question, params, { and: ["toUInt32(start) > 0"] });
  const sql = `SELECT toUInt32(min(start)) AS first, toUInt32(max(start)) AS last, count() AS flows,
  countIf(${LONG}) AS long, countIf(pkt_srcaddr != ${ABSENT_ADDRESS}) AS packet ${scope}`;
  return (await engine.query<SpanRow>(sql, params.values, backgroundLimits(signal))).rows[0];
}

/**
 * Addresses of NAT gateways: interfaces of that type, and those whose records have another packet address, which is
 * outside, where their own stands (AWS, flow log record examples, "Traffic through a NAT gateway").
 */
async function readTranslators(asker: Asker, question: Question, network: InsideFacts): Promise<Set<string>> {
  const params = new SqlParams();
  const inside = insideSql(network, params);
  const differs = (end: "src" | "dst") =>
    `(pkt_${end}addr != ${ABSENT_ADDRESS} AND pkt_${end}addr != ${end}addr AND ${inside.outside(`pkt_${end}addr`)} AND ${inside.inside(`${end}addr`)})`;
  const scope = scopeSql(question, params, { and: [`${differs("src")} OR ${differs("dst")}`] });
  const sql = `SELECT ${addressTextSql("mine")} AS own
FROM (SELECT if(${differs("src")}, srcaddr, dstaddr) AS mine ${scope}) GROUP BY mine LIMIT 10000`;
  const { rows } = await asker.engine.query<{ own: string }>(sql, params.values, backgroundLimits(asker.signal));
  return new Set(rows.map(({ own }) => own));
}

async function gatewayInterfaces({ engine, signal }: Asker, question: Question): Promise<string[]> {
  const params = new SqlParams();
  const scope = scopeSql(question, params, { and: ["interface_type IN ('nat_gateway', 'regional_nat_gateway')"] });
  const sql = `SELECT DISTINCT CAST(interface_id, 'String') AS eni ${scope} LIMIT 10000`;
  return (await engine.query<{ eni: string }>(sql, params.values, backgroundLimits(signal))).rows.map(({ eni }) => eni);
}

/** What decides whether an address is inside. */
export interface InsideFacts {
  readonly publicOwn: readonly string[];
  readonly insideBlocks: readonly string[];
}

function grouped(pairs: readonly (readonly [string, string])[]): Map<string, Set<string>> {
  const map = new Map<string, Set<string>>();
  for (const [key, value] of pairs) {
    const set = map.get(key) ?? new Set();
    set.add(value);
    map.set(key, set);
  }
  return map;
}

/**
 * Reads the network out of the records.
 * @param question which records: the whole store, or one input. Identity does not depend on a range or a filter.
 * @param insideBlocks blocks that the settings call inside.
 * @throws EngineError
 */
export async function readNetwork(
  asker: Asker,
  question: Question,
  insideBlocks: readonly string[] = [],
): Promise<Network> {
  const span = await readSpan(asker, question);
  const own = await ownAddresses(asker, question);
  const blocks = insideBlocks.flatMap((block) => parseBlock(block) ?? []);
  const known = [...PRIVATE_SPANS, ...blocks];
  const usable = own.filter(({ address }) => {
    const number = parseAddress(address);
    return number !== undefined && !within(number, NOBODY_SPANS);
  });
  const ownSet = new Set(usable.map(({ address }) => address));
  const publicOwn = [...ownSet].filter((address) => !within(parseAddress(address) ?? 0n, known)).sort();
  const facts: InsideFacts = { publicOwn, insideBlocks };
  const addressesOf = grouped(usable.map(({ interfaceId, address }) => [interfaceId, address]));
  const hasPacketAddresses = Number(span?.packet ?? 0) > 0;
  const translators = hasPacketAddresses ? await readTranslators(asker, question, facts) : new Set<string>();
  for (const eni of await gatewayInterfaces(asker, question))
    for (const address of addressesOf.get(eni) ?? []) translators.add(address);
  const isInside = (text: string): boolean => {
    const address = parseAddress(text);
    return address !== undefined && (ownSet.has(text) || within(address, known));
  };
  const flows = Number(span?.flows ?? 0);
  const long = Number(span?.long ?? 0);
  return {
    addressesOf,
    interfacesOf: grouped(usable.map(({ interfaceId, address }) => [address, interfaceId])),
    publicOwn,
    insideBlocks,
    translators,
    first: flows > 0 ? numberOrNull(span?.first) : null,
    last: flows > 0 ? numberOrNull(span?.last) : null,
    window: long >= 3 && long * 200 >= flows ? 600 : 60,
    hasPacketAddresses,
    isInside,
    isOutside: (text) => {
      const address = parseAddress(text);
      return address !== undefined && !isInside(text) && !within(address, NOBODY_SPANS);
    },
  };
}
