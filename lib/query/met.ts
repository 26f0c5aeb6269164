import { parseFilter } from "@/lib/filter";
import type { Ends, Met } from "./ends";
import { limits } from "./limits";
import type { Asker, Question } from "./question";
import { addressText } from "./record-row";
import { ABSENT_ADDRESS } from "./text";
import { askStretches } from "./within";

/**
 * Does any record of the store carry a packet address? The question has no range: the engine remembers the answer for
 * each part of the store, and looks into new ones only.
 */
async function hasPacketAddresses({ engine, signal }: Asker): Promise<boolean> {
  const sql = `SELECT 1 AS found FROM flows WHERE pkt_srcaddr != ${ABSENT_ADDRESS} OR pkt_dstaddr != ${ABSENT_ADDRESS} LIMIT 1`;
  const common = limits(signal);
  // Every block's bloom filter would say that it may hold such an address.
  const settings = { ...common.settings, use_skip_indexes: 0 };
  return (await engine.query(sql, {}, { ...common, settings })).rows.length > 0;
}

/**
 * When two addresses met, from the sums kept by both: a conversation takes several statements, and each of them would
 * look for its records in all of the store.
 * @param question its range and its input; its filter is not used.
 * @returns null where records may name the two by packet addresses, by which no sums are kept. @throws EngineError
 */
export async function met(asker: Asker, question: Question, { a, b }: Pick<Ends, "a" | "b">): Promise<Met | null> {
  const parsed = parseFilter(`addr:${addressText(a)} addr:${addressText(b)}`);
  if (a === b || !parsed.ok) return null;
  const { from, to, input } = question;
  const [packets, stretches] = await Promise.all([
    hasPacketAddresses(asker),
    askStretches(asker, { filter: parsed.filter, from, to, input }),
  ]);
  return packets || stretches === null ? null : { stretches };
}
