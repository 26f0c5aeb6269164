/**
 * Internet background noise: those who knock at every door. Exactly: a source address is noise when, in the records
 * looked at,
 * 1. it is public: in no private, shared, link-local or other reserved block (RFC 1918, 6598, 3927, 4193, 4291);
 * 2. its rejected records reach for `NOISE_SERVICES` or more different services (port and protocol), or for
 *    `NOISE_ADDRESSES` or more different addresses: somebody who is refused what he came for tries fewer;
 * 3. none of its records is accepted, neither from it nor to it;
 * 4. none of its rejected records leaves an interface (flow-direction egress): such an address is inside.
 * The filter does not count: who is noise does not depend on what is looked at.
 */

import { EMPTY_FILTER } from "@/lib/filter";
import { SqlParams } from "@/lib/sql/params";
import { publicSql } from "./address-space";
import { limits } from "./limits";
import type { Asker, Question } from "./question";
import { scopeSql } from "./scope";
import { sumsSelect } from "./sums";
import { ABSENT_ADDRESS } from "./text";

/** Different services that make a source noise. */
export const NOISE_SERVICES = 3;
/** Different destination addresses that do. */
export const NOISE_ADDRESSES = 10;

/** Up to so many addresses are handed to the statements that need them; more are looked up by each. */
const MOST_BOUND = 20_000;

/**
 * Looks once for the noise in a question's range and input.
 * @returns a condition on `srcaddr`, its values bound to the params given. @throws EngineError
 */
export async function noiseCondition(
  { engine, signal }: Asker,
  question: Question,
): Promise<(params: SqlParams) => string> {
  const params = new SqlParams();
  const sql = `SELECT toString(srcaddr) AS addr FROM (${noiseSql(question, params)}) LIMIT ${MOST_BOUND + 1}`;
  const { rows } = await engine.query<{ addr: string }>(sql, params.values, limits(signal));
  if (rows.length > MOST_BOUND) return (more) => `srcaddr IN (${noiseSql(question, more)})`;
  const addrs = rows.map(({ addr }) => addr);
  return (more) => (addrs.length === 0 ? "toUInt8(0)" : `srcaddr IN ${more.bind(addrs, "Array(IPv6)")}`);
}

/** A subquery that gives the addresses (`srcaddr`) that are noise in a question's range and input. */
export function noiseSql(question: Question, params: SqlParams): string {
  const place: Question = { ...question, filter: EMPTY_FILTER };
  const scope = (and: readonly string[]) => scopeSql(place, params, { and });
  const candidates = `SELECT srcaddr ${scope([
    "action = 'REJECT'",
    `srcaddr != ${ABSENT_ADDRESS}`,
    publicSql("srcaddr"),
  ])} GROUP BY srcaddr HAVING countIf(flow_direction = 'egress') = 0
AND (uniqCombined64(ifNull(service_port, 0), ifNull(protocol, 255)) >= ${NOISE_SERVICES}
  OR uniqCombined64(dstaddr) >= ${NOISE_ADDRESSES})`;
  // Of accepted records the kept sums know the addresses.
  const accepted = (side: string) => {
    const sums = sumsSelect(place, params, {
      branches: [{ columns: [side] }],
      columns: [side],
      measures: ["flows"],
      and: () => ["action = 'ACCEPT'"],
    });
    return `SELECT k0 FROM (${sums})`;
  };
  return `SELECT srcaddr FROM (${candidates})
WHERE srcaddr NOT IN (${accepted("srcaddr")}) AND srcaddr NOT IN (${accepted("dstaddr")})`;
}
