import { EMPTY_FILTER } from "@/lib/filter";
import { SqlParams } from "@/lib/sql/params";
import type { Raw } from "./count";
import { OWN_PEERS, OWN_SHARE } from "./host-own";
import { limits } from "./limits";
import type { Asker, Question } from "./question";
import { scopeSql } from "./scope";
import { ABSENT_ADDRESS } from "./text";

/** An interface's own address, and where it lives. */
export interface Place {
  /** In stored form. */
  readonly addr: string;
  readonly interfaceId: string;
  /** '' where the log does not say. */
  readonly subnetId: string;
}

/** More own addresses than this are not told apart: those with the most records are. */
const MOST_PLACES = 5000;
const ENI = "CAST(interface_id, 'String')";
const SUBNET = "arrayElement(topKIf(1)(toString(subnet_id), subnet_id != ''), 1)";

/** With flow-direction: what left an interface came from its address, what entered went to it. */
async function directed({ engine, signal }: Asker, question: Question): Promise<Place[]> {
  const params = new SqlParams();
  const scope = scopeSql(question, params, { and: ["flow_direction != ''", "interface_id != ''"] });
  const sql = `SELECT toString(own) AS addr, eni, subnet FROM (
SELECT if(flow_direction = 'egress', srcaddr, dstaddr) AS own, ${ENI} AS eni, ${SUBNET} AS subnet, count() AS flows
${scope} GROUP BY own, eni) WHERE own != ${ABSENT_ADDRESS} ORDER BY flows DESC, own, eni LIMIT 1 BY own LIMIT ${MOST_PLACES}`;
  const { rows } = await engine.query<{ addr: string; eni: string; subnet: string }>(
    sql,
    params.values,
    limits(signal),
  );
  return rows.map(({ addr, eni, subnet }) => ({ addr, interfaceId: eni, subnetId: subnet }));
}

interface Heavy {
  readonly item: string;
  readonly count: Raw;
  readonly error: Raw;
}

/** Without: the address that nearly all records of an interface with two or more peers share. Heavy hitters keep it for certain. */
async function shared({ engine, signal }: Asker, question: Question): Promise<Place[]> {
  const params = new SqlParams();
  const scope = scopeSql(question, params, { and: ["flow_direction = ''", "interface_id != ''"] });
  const sql = `SELECT ${ENI} AS eni, ${SUBNET} AS subnet, count() AS flows, uniqCombined64Array([srcaddr, dstaddr]) AS addrs,
  topKArray(2, 3, 'counts')([srcaddr, dstaddr]) AS heavy ${scope} GROUP BY eni ORDER BY flows DESC LIMIT ${MOST_PLACES}`;
  const { rows } = await engine.query<{ eni: string; subnet: string; flows: Raw; addrs: Raw; heavy: readonly Heavy[] }>(
    sql,
    params.values,
    limits(signal),
  );
  return rows.flatMap(({ eni, subnet, flows, addrs, heavy }) =>
    heavy
      .filter(({ count, error }) => Number(count) - Number(error) >= OWN_SHARE * Number(flows))
      .filter(() => Number(addrs) > OWN_PEERS)
      .map(({ item }) => ({ addr: item, interfaceId: eni, subnetId: subnet })),
  );
}

/**
 * The own addresses of the interfaces that a log has, whatever the filter says, each at one interface.
 * @throws EngineError
 */
export async function placesOf(asker: Asker, question: Question): Promise<Place[]> {
  const place: Question = { ...question, filter: EMPTY_FILTER };
  const all = (await Promise.all([directed(asker, place), shared(asker, place)])).flat();
  const seen = new Set<string>();
  return all.filter(({ addr }) => !seen.has(addr) && seen.add(addr));
}
