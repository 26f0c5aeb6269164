import { randomUUID } from "node:crypto";
import { type Engine, isServer, type StatementOptions } from "../../engine/engine";
import { FIELDS } from "../../flow";
import { tablesNamed } from "../staging";
import { filesInPlace, insertLines } from "./lines-source";
import { type LinesFile, type RejectedLine, rejectedSelect } from "./parse-sql";

const NAMES = FIELDS.map((field) => field.name);
/** What the names of tables of the moment begin with. */
export const REJECTED_PREFIX = "rejected_";

/**
 * The lines of a file that are neither blank nor a record, in order. A server answers a question about rows that it is sent
 * by way of a table only, so there is one for the moment.
 * @throws EngineError
 */
export async function rejectedLines(
  engine: Engine,
  file: LinesFile,
  options: StatementOptions,
): Promise<RejectedLine[]> {
  if (!isServer(engine)) {
    const sql = `${rejectedSelect(file, NAMES, filesInPlace([file]))} ORDER BY line`;
    return (await engine.query<RejectedLine>(sql, {}, options)).rows;
  }
  const table = `${REJECTED_PREFIX}${randomUUID().replaceAll("-", "")}`;
  await engine.command(`CREATE TABLE ${table} (line UInt64, text String, reason String) ENGINE = Memory`);
  try {
    await insertLines(
      engine,
      [file],
      (source) => `INSERT INTO ${table} (line, text, reason) ${rejectedSelect(file, NAMES, source)}`,
      options,
    );
    return (await engine.query<RejectedLine>(`SELECT * FROM ${table} ORDER BY line`, {}, options)).rows;
  } finally {
    await engine.command(`DROP TABLE ${table}`).catch(() => undefined);
  }
}

/** Drops the tables of the moment that a crash left. @throws EngineError */
export async function dropLeftTables(engine: Engine): Promise<void> {
  if (!isServer(engine)) return;
  for (const table of await tablesNamed(engine, REJECTED_PREFIX)) await engine.command(`DROP TABLE IF EXISTS ${table}`);
}
