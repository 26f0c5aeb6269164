import type { Engine } from "@/lib/engine/engine";
import { limits } from "./limits";
import type { Asker } from "./question";

/** The columns that some parts of the store have, and the names of those parts. */
export interface StoredColumns {
  readonly columns: ReadonlySet<string>;
  readonly parts: ReadonlySet<string>;
}

/** Of more parts than this it is not asked: to tell what each has would take longer than to read it. */
const MOST_PARTS = 64;

/** The part that was last found missing: it is part of the statement, whose answer may be shared until the store changes. */
const missed = new WeakMap<Engine, string>();

/**
 * Which columns of `flows` are stored somewhere. Imports write no others than those of their records' format; to have
 * the engine fill in forty empty columns for each stretch that it reads takes as long as the reading.
 * @param unknown a part that was met and is not in the answer given before: the store has changed since.
 * @returns null where that cannot be told, or not cheaply. @throws EngineError
 */
export async function storedColumns(asker: Asker, unknown?: string): Promise<StoredColumns | null> {
  const { engine, signal } = asker;
  if (engine.kind !== "embedded") return null;
  if (unknown !== undefined) missed.set(engine, unknown);
  const { rows } = await engine.query<{ parts: string[]; columns: string[] }>(
    `SELECT groupUniqArray(name) AS parts, groupUniqArray(column) AS columns FROM system.parts_columns
WHERE database = ${engine.layout.database} AND table = {table:String} AND active AND {missed:String} = {missed:String}`,
    { table: engine.layout.local("flows"), missed: missed.get(engine) ?? "" },
    limits(signal),
  );
  const { parts = [], columns = [] } = rows[0] ?? {};
  return parts.length > MOST_PARTS ? null : { parts: new Set(parts), columns: new Set(columns) };
}
