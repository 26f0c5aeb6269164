import type { Change } from "@/lib/diagnose";
import { SqlParams } from "@/lib/sql/params";
import type { Raw } from "./count";
import { type Service, servicesSql, talkSql } from "./evidence-services";
import { limits } from "./limits";
import type { Asker, Question } from "./question";
import { scopeSql } from "./scope";
import type { Sides } from "./sides";

/** Where changes are looked for: one interface and one service. */
export interface ChangePlace {
  readonly id: string;
  readonly service: Service;
}

/** Changes that are kept for each place. */
const MOST = 50;

/** `eni`, port and protocol as one key. */
export const placeKey = ({ id, service }: ChangePlace): string => `${id} ${service.port} ${service.protocol}`;

/**
 * An attempt is the client opening: a SYN; without flags the first record of a client port, an accepted one after a rejected
 * first, or a rejected one of a connection that was never answered; with other protocols than TCP every request.
 * `reach` is until when it says what became of attempts: an accepted connection says so only at its start.
 */
const attemptsSql = (records: string): string => `SELECT eni, sport, proto, s, action,
  if(action = 'ACCEPT' AND proto = 6, s, e) AS reach
FROM (SELECT *, row_number() OVER w AS nth, first_value(action) OVER w AS first_action,
    sum(NOT q AND action = 'ACCEPT') OVER (PARTITION BY eni, sport, proto, cport) AS answers
  FROM (${records}) WINDOW w AS (PARTITION BY eni, sport, proto, cport, q ORDER BY s, action
    ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW))
WHERE q AND multiIf(proto != 6, 1, flagged, bitAnd(f, 18) = 2,
  nth = 1 OR (action = 'ACCEPT' AND first_action = 'REJECT') OR (action = 'REJECT' AND answers = 0))`;

const flipsSql = (attempts: string): string => `SELECT eni, sport, proto, count() AS attempts,
  countIf(flip) AS flips, countIf(flip AND (reached > s OR before >= s)) AS overlaps,
  arraySort(groupArrayIf(${MOST})((s, action = 'ACCEPT', reached), flip)) AS changes
FROM (SELECT *, lagInFrame(action, 1, '') OVER w AS previous, lagInFrame(s, 1, 0) OVER w AS before,
    max(reach) OVER (PARTITION BY eni, sport, proto ORDER BY s, action ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reached,
    previous != '' AND previous != action AS flip
  FROM (${attempts}) WINDOW w AS (PARTITION BY eni, sport, proto ORDER BY s, action ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW))
GROUP BY eni, sport, proto`;

interface Row {
  readonly eni: string;
  readonly sport: Raw;
  readonly proto: Raw;
  readonly attempts: Raw;
  readonly flips: Raw;
  readonly overlaps: Raw;
  readonly changes: readonly (readonly [at: number, accept: number, before: number])[];
}

/** Attempts that go to and fro with every try did not change: some pass and some do not. */
function changesOf(row: Row): Change[] {
  const flips = Number(row.flips);
  if (Number(row.overlaps) > 0 || flips > Math.max(2, Number(row.attempts) / 2)) return [];
  return row.changes.map(([at, accept, before]) => ({
    at: Number(at),
    to: Number(accept) > 0 ? "ACCEPT" : "REJECT",
    before: Number(before),
  }));
}

/**
 * When attempts began to be accepted or rejected, by place. Where both happened at the same time there is no change.
 * @throws EngineError
 */
export async function changesAt(
  { engine, signal }: Asker,
  question: Question,
  sides: Sides,
  places: readonly ChangePlace[],
): Promise<ReadonlyMap<string, readonly Change[]>> {
  if (places.length === 0) return new Map();
  const params = new SqlParams();
  const { towards, and } = talkSql(sides, null, params);
  const enis = params.bind([...new Set(places.map(({ id }) => id))], "Array(String)");
  const read = `SELECT CAST(interface_id, 'String') AS eni, ${towards} AS q, CAST(action, 'String') AS action,
  ifNull(if(q, dstport, srcport), 0) AS sport, ifNull(if(q, srcport, dstport), 0) AS cport, ifNull(protocol, 0) AS proto,
  isNotNull(tcp_flags) AS flagged, ifNull(tcp_flags, 0) AS f, toUInt32(start) AS s, toUInt32(end) AS e
${scopeSql(question, params, { and: [...and, `interface_id IN ${enis}`, "action IN ('ACCEPT', 'REJECT')"] })}`;
  const records = `SELECT * FROM (${read}) WHERE ${servicesSql(places.map(({ service }) => service))}`;
  const { rows } = await engine.query<Row>(flipsSql(attemptsSql(records)), params.values, limits(signal));
  return new Map(
    rows.map((row) => {
      const service = { port: Number(row.sport), protocol: Number(row.proto) };
      return [placeKey({ id: row.eni, service }), changesOf(row)];
    }),
  );
}
