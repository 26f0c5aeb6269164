import type { TableDefinition } from "./schema";

/**
 * Where tables lie: in one engine, or spread over the shards of a cluster. Statements that are about a table as a whole
 * (ALTER, TRUNCATE, DROP) and about its parts ask here what to name; questions name `flows` in both.
 */
export interface Layout {
  /** The cluster's name, or null for one engine. */
  readonly cluster: string | null;
  /** SQL of the database's name, the same on every server. */
  readonly database: string;
  /** The statements that make a table, in order. */
  create(table: TableDefinition): readonly string[];
  /** The table that holds the records of a sharded table on each shard: the place of its parts and its structure. */
  local(table: string): string;
  /** What stands after ALTER TABLE to reach a sharded table's records on every shard. */
  everywhere(table: string): string;
  /** What stands after DROP TABLE or ALTER TABLE ADD COLUMN to reach the names over a sharded table's records. Null where there is none. */
  over(table: string): string | null;
  /** FROM of a system table that tells about the parts of every shard, one replica each. */
  system(table: "parts" | "mutations"): string;
}

/** One engine: every table is what it is called. */
export const ONE_ENGINE: Layout = {
  cluster: null,
  database: "currentDatabase()",
  create: ({ create }) => [create],
  local: (table) => table,
  everywhere: (table) => table,
  over: () => null,
  system: (table) => `system.${table}`,
};

const LOCAL = "_local";

/** Is it the name of a shard's part of a table, which only a layout knows of? */
export const isLocalName = (table: string): boolean => table.endsWith(LOCAL);

const CREATE = /^CREATE TABLE IF NOT EXISTS (\w+)/;
const ENGINE = /ENGINE = (Replacing)?MergeTree(?:\((\w+)\))?/;
/** Where Keeper has what it knows of a table. ClickHouse fills in the names in braces. */
const PATH = "/clickhouse/tables";

/** The replicated form of a table of ours. @throws RangeError for a statement that has another form. */
function replicated({ name, create }: TableDefinition, as: string, on: string, path: string, replica: string): string {
  const [text, replacing = "", version] = ENGINE.exec(create) ?? [];
  if (text === undefined || CREATE.exec(create)?.[1] !== name) throw new RangeError(`${name} cannot be replicated.`);
  const values = [`'${path}'`, `'${replica}'`, ...(version ? [version] : [])];
  const engine = `ENGINE = Replicated${replacing}MergeTree(${values.join(", ")})`;
  return create.replace(CREATE, () => `CREATE TABLE IF NOT EXISTS ${as}${on}`).replace(text, () => engine);
}

/**
 * A cluster: records are spread over its shards, and replicated within each (`NAME_local`), with a `Distributed` table
 * over them that has the plain name. Everything else is small, and replicated to every server, so that a
 * question that a shard answers finds it there.
 * @param cluster its name in the servers' configuration; checked to be a plain word. @param database the same.
 */
export function clusterLayout(cluster: string, database: string): Layout {
  const on = ` ON CLUSTER '${cluster}'`;
  const local = (table: string): string => `${table}${LOCAL}`;
  return {
    cluster,
    // A shard would give the name of its own default database.
    database: `'${database}'`,
    create: (table) => {
      if (!table.sharded) {
        const path = `${PATH}/${database}/${table.name}`;
        // Replicas of all shards are replicas of one table: their names must differ.
        return [replicated(table, table.name, on, path, "{shard}-{replica}")];
      }
      const path = `${PATH}/{shard}/${database}/${local(table.name)}`;
      const over = `CREATE TABLE IF NOT EXISTS ${table.name}${on} AS ${local(table.name)}`;
      const engine = `ENGINE = Distributed('${cluster}', '${database}', '${local(table.name)}', rand())`;
      return [replicated(table, local(table.name), on, path, "{replica}"), `${over}\n${engine}`];
    },
    local,
    everywhere: (table) => `${local(table)}${on}`,
    over: (table) => `${table}${on}`,
    system: (table) => `cluster('${cluster}', system.${table})`,
  };
}
