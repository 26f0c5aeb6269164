import { SqlParams } from "@/lib/sql/params";
import { limits } from "./limits";
import type { Asker } from "./question";
import {
  type FlowRecord,
  type FlowRow,
  parseRecordId,
  RECORD_COLUMNS_SQL,
  RECORD_SETTINGS,
  toRecord,
} from "./record-row";
import { fromFlows } from "./scope";

/**
 * One record by its id.
 * @returns null when no record has it.
 * @throws EngineError
 */
export async function askRecord({ engine, signal }: Asker, id: string): Promise<FlowRecord | null> {
  const key = parseRecordId(id);
  if (!key) return null;
  const params = new SqlParams();
  const from = fromFlows([
    `start = toDateTime(${params.bind(key.start, "UInt32")}, 'UTC')`,
    `input = ${params.bind(key.input, "UInt32")}`,
    `line = ${params.bind(key.line, "UInt64")}`,
  ]);
  const common = limits(signal);
  const settings = { ...common.settings, ...RECORD_SETTINGS };
  const sql = `SELECT ${RECORD_COLUMNS_SQL} ${from} LIMIT 1`;
  const { rows } = await engine.query<FlowRow>(sql, params.values, { ...common, settings });
  return rows[0] ? toRecord(rows[0]) : null;
}
