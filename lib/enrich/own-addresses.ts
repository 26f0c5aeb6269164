/** Which address is an interface's own, from what its records say. */

import type { Raw } from "@/lib/query/count";
import type { Asker, Question } from "@/lib/query/question";
import { scopeSql } from "@/lib/query/scope";
import { ABSENT_ADDRESS, addressTextSql } from "@/lib/query/text";
import { SqlParams } from "@/lib/sql/params";
import { backgroundLimits } from "./limits";

/** An address that belongs to an interface. */
export interface OwnAddress {
  readonly interfaceId: string;
  readonly address: string;
}

/** Nearly all records of an interface have its own address at one end. */
const NEARLY_ALL = 0.9;
/** Interfaces with more addresses than this are not told apart further. */
const MOST_ADDRESSES = 100_000;

interface OwnRow {
  readonly eni: string;
  readonly own: string;
  readonly hits: Raw;
  readonly records: Raw;
}

const owned = (rows: readonly OwnRow[]): OwnAddress[] =>
  rows.map(({ eni, own }) => ({ interfaceId: eni, address: own }));

/** The address of the capturing interface is the destination on ingress and the source on egress (AWS, record fields). */
async function byDirection({ engine, signal }: Asker, question: Question): Promise<OwnAddress[]> {
  const params = new SqlParams();
  const scope = scopeSql(question, params, { and: ["flow_direction IN ('ingress', 'egress')", "interface_id != ''"] });
  const sql = `SELECT eni, ${addressTextSql("mine")} AS own, count() AS hits, 0 AS records
FROM (SELECT CAST(interface_id, 'String') AS eni, if(flow_direction = 'ingress', dstaddr, srcaddr) AS mine ${scope})
WHERE mine != ${ABSENT_ADDRESS} GROUP BY eni, mine ORDER BY hits DESC, eni, own LIMIT ${MOST_ADDRESSES}`;
  return owned((await engine.query<OwnRow>(sql, params.values, backgroundLimits(signal))).rows);
}

/**
 * Without flow-direction: per IP family, the address that nearly all records share, where there are two peers or more
 * (with one peer both ends occur equally often, and nothing tells them apart).
 */
async function byShare({ engine, signal }: Asker, question: Question): Promise<OwnAddress[]> {
  const params = new SqlParams();
  const scope = scopeSql(question, params, {
    and: [
      "flow_direction = ''",
      "interface_id != ''",
      `srcaddr != ${ABSENT_ADDRESS}`,
      `dstaddr != ${ABSENT_ADDRESS}`,
      "srcaddr != dstaddr",
    ],
  });
  const isV4 = "startsWith(toString(either), '::ffff:')";
  const sql = `SELECT eni, ${addressTextSql("mine")} AS own, hits, records FROM (
  SELECT eni, ${isV4} AS v4, topK(1, 60, 'counts')(either)[1] AS best, best.1 AS mine, best.2 AS hits,
    count() / 2 AS records, uniq(either) AS ends
  FROM (SELECT CAST(interface_id, 'String') AS eni, arrayJoin([srcaddr, dstaddr]) AS either ${scope}) GROUP BY eni, v4)
WHERE ends >= 3 AND hits >= records * ${NEARLY_ALL} LIMIT ${MOST_ADDRESSES}`;
  return owned((await engine.query<OwnRow>(sql, params.values, backgroundLimits(signal))).rows);
}

/**
 * The interfaces' own addresses. Where an interface's records carry flow-direction, that decides; else the address
 * that nearly all of them share.
 * @throws EngineError
 */
export async function ownAddresses(asker: Asker, question: Question): Promise<readonly OwnAddress[]> {
  const told = await byDirection(asker, question);
  const known = new Set(told.map(({ interfaceId }) => interfaceId));
  const shared = await byShare(asker, question);
  return [...told, ...shared.filter(({ interfaceId }) => !known.has(interfaceId))];
}
