import type { Engine } from "@/lib/engine/engine";
import { limits } from "@/lib/query/limits";

/**
 * A text that changes with what the store holds. It reads counts of parts and the ledger's newest entry, no records.
 * @throws EngineError
 */
export async function storeRevision(engine: Engine, signal?: AbortSignal): Promise<string> {
  const sql = `SELECT concat(toString((SELECT count() FROM flows)), ' ', toString((SELECT max(revision) FROM imports)), ' ',
  toString((SELECT count() FROM imports FINAL WHERE document != ''))) AS revision`;
  const { rows } = await engine.query<{ revision: string }>(sql, {}, limits(signal));
  return rows[0]?.revision ?? "";
}
