import { EARLY_PROJECTIONS, INDEXES, LATE_PROJECTIONS, RETIRED } from "./accelerators";
import type { Engine, StatementOptions } from "./engine";
import { FINE_BLOCKS, FLOW_COLUMNS, TABLES, type TableDefinition } from "./schema";

/** Every server of a cluster has to follow, and one of them may be slow. */
const UNHURRIED: StatementOptions = { maxSeconds: 0 };

/**
 * Brings the store to this version's structure: makes missing tables, and adds the columns of fields that
 * were not known when `flows` was made. Running it again changes nothing.
 * @param more tables of rooms that the engine knows nothing of.
 * @throws EngineError
 */
export async function migrate(engine: Engine, more: readonly TableDefinition[] = []): Promise<void> {
  for (const table of [...TABLES, ...more]) await makeTable(engine, table);
  const { layout } = engine;
  const { rows } = await engine.query<{ name: string }>(
    "SELECT name FROM system.columns WHERE database = currentDatabase() AND table = {table:String}",
    { table: layout.local("flows") },
  );
  const present = new Set(rows.map((row) => row.name));
  for (const column of FLOW_COLUMNS) {
    if (present.has(column.name)) continue;
    const add = `ADD COLUMN IF NOT EXISTS \`${column.name}\` ${column.definition}`;
    await engine.command(`ALTER TABLE ${layout.everywhere("flows")} ${add}`, {}, UNHURRIED);
    const over = layout.over("flows");
    if (over) await engine.command(`ALTER TABLE ${over} ${add}`, {}, UNHURRIED);
  }
  await refineReads(engine);
  await addAccelerators(engine);
}

/** Parts of a store that an earlier version made are written in smaller blocks from now on, when they are merged. */
async function refineReads(engine: Engine): Promise<void> {
  const { rows } = await engine.query<{ create: string }>(
    "SELECT create_table_query AS create FROM system.tables WHERE database = currentDatabase() AND name = {table:String}",
    { table: engine.layout.local("flows") },
  );
  if (rows[0]?.create.includes(FINE_BLOCKS.name)) return;
  const set = `MODIFY SETTING ${FINE_BLOCKS.name} = ${FINE_BLOCKS.value}`;
  await engine.command(`ALTER TABLE ${engine.layout.everywhere("flows")} ${set}`, {}, UNHURRIED);
}

/** Makes a table where it is missing. @throws EngineError */
export async function makeTable(engine: Engine, table: TableDefinition): Promise<void> {
  for (const statement of engine.layout.create(table)) await engine.command(statement, {}, UNHURRIED);
}

/** A store that an earlier version made gets what makes questions fast; its parts are filled by and by. */
async function addAccelerators(engine: Engine): Promise<void> {
  const { rows } = await engine.query<{ name: string }>(
    `SELECT name FROM system.projections WHERE database = currentDatabase() AND table = {table:String}
     UNION ALL SELECT name FROM system.data_skipping_indices WHERE database = currentDatabase() AND table = {table:String}`,
    { table: engine.layout.local("flows") },
  );
  const present = new Set(rows.map((row) => row.name));
  for (const name of RETIRED)
    if (present.has(name))
      await engine.command(`ALTER TABLE ${engine.layout.everywhere("flows")} DROP PROJECTION ${name}`, {}, UNHURRIED);
  for (const { name, definition } of [...INDEXES, ...EARLY_PROJECTIONS, ...LATE_PROJECTIONS])
    if (!present.has(name))
      await engine.command(`ALTER TABLE ${engine.layout.everywhere("flows")} ADD ${definition}`, {}, UNHURRIED);
}
