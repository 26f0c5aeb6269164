import { FIELDS, NO_ADDRESS, type StoredType } from "../flow";
import { EARLY_PROJECTIONS, INDEXES, LATE_PROJECTIONS } from "./accelerators";

/** A statement that makes one table, and the table's name. */
export interface TableDefinition {
  readonly name: string;
  readonly create: string;
  /** True for records, which a cluster spreads over its shards. */
  readonly sharded?: boolean;
}

function defaultOf(type: StoredType): string {
  return type === "IPv6" ? ` DEFAULT toIPv6('${NO_ADDRESS}')` : "";
}

/** The setting of those that a store of an earlier version can be given too. */
export const FINE_BLOCKS = { name: "min_compress_block_size", value: 16_384 };

/**
 * The smallest stretches that are read and unpacked. A host's records lie far apart, one in each of many stretches; with
 * those of ClickHouse's defaults (8192 records, 65536 bytes) they take twice as long, and the records 3 % less room.
 * Parts come from staging tables with the defaults, which are faster to write, and get these when they are merged.
 */
const FINE_READS = ["index_granularity = 2048", `${FINE_BLOCKS.name} = ${FINE_BLOCKS.value}`];

/** Times and line numbers compress by their differences; the rest as the table says. */
function codecOf(column: string): string {
  if (column === "start" || column === "end") return " CODEC(Delta(4), ZSTD(1))";
  if (column === "line") return " CODEC(Delta(8), ZSTD(1))";
  return "";
}

/** The columns of `flows`: every field, and what Flowglass adds. */
export const FLOW_COLUMNS: readonly { readonly name: string; readonly definition: string }[] = [
  ...FIELDS.map((field) => ({
    name: field.column,
    definition: `${field.type}${defaultOf(field.type)}${codecOf(field.column)}`,
  })),
  { name: "input", definition: "UInt32" },
  { name: "line", definition: `UInt64${codecOf("line")}` },
  { name: "service_port", definition: "Nullable(UInt16)" },
];

/** The columns that every record has, or that sums and the order of the store are made of. */
const BASE = new Set(
  "version account_id interface_id srcaddr dstaddr srcport dstport protocol packets bytes start end action log_status flow_direction input line service_port".split(
    " ",
  ),
);

const columnSql = ({ name, definition }: (typeof FLOW_COLUMNS)[number]): string => `\`${name}\` ${definition}`;

/**
 * The statement that gives a staging table columns that it lacks: some, or all that `flows` has. It changes what the
 * engine knows of the table, not its parts.
 */
export function addFlowColumns(table: string, only?: ReadonlySet<string>): string {
  // All: those too that a table of an earlier version, left by a crash, may lack.
  const wanted = FLOW_COLUMNS.filter(({ name }) => only === undefined || (!BASE.has(name) && only.has(name)));
  return `ALTER TABLE ${table} ${wanted.map((column) => `ADD COLUMN IF NOT EXISTS ${columnSql(column)}`).join(", ")}`;
}

/** True for a column that a staging table has only when records bring it. */
export const isExtraColumn = (name: string): boolean => !BASE.has(name);

/** A table for records waits for them to be published (`staging`), is asked (`store`), or is only measured (`plain`). */
export type FlowsTableUse = "staging" | "whole staging" | "store" | "plain";

/**
 * The store of records. A staging table begins with the columns that every record has, and gets others before records
 * that bring them; the rest are added without a value at the end, so that its partitions can be attached to `flows`
 * without being read. A part without a column costs nothing for it, and merged parts stay without it: the columns of
 * fields that a format lacks would take two fifths of an import's time. The engine allows the store to have more
 * accelerators than what is attached.
 *
 * `nullable_serialization_version = 'allow_sparse'`: a field that a format lacks costs next to nothing.
 * On a cluster a staging table has all columns from the start (`whole staging`).
 * A staging table's parts are not merged: they are gone before it would pay.
 */
export function flowsTable(name: string, use: FlowsTableUse = "store"): TableDefinition {
  const columns = use === "staging" ? FLOW_COLUMNS.filter(({ name }) => BASE.has(name)) : FLOW_COLUMNS;
  const early = use === "plain" ? [] : EARLY_PROJECTIONS;
  const accelerators = [...early, ...(use === "store" ? [...INDEXES, ...LATE_PROJECTIONS] : [])];
  const all = [...columns.map(columnSql), ...accelerators.map(({ definition }) => definition)];
  const definitions = all.map((definition) => `  ${definition}`).join(",\n");
  const settings = [
    "nullable_serialization_version = 'allow_sparse'",
    "default_compression_codec = 'ZSTD(1)'",
    ...(use.endsWith("staging") ? ["max_bytes_to_merge_at_max_space_in_pool = 1"] : []),
    ...(use === "store" ? FINE_READS : []),
  ];
  return {
    name,
    sharded: true,
    create: `CREATE TABLE IF NOT EXISTS ${name} (\n${definitions}\n)
ENGINE = MergeTree
PARTITION BY toYYYYMMDD(start)
ORDER BY (start, input, line)
SETTINGS ${settings.join(", ")}`,
  };
}

/** Lines that were neither a record, nor a header, nor blank. */
const unparsed: TableDefinition = {
  name: "unparsed",
  create: `CREATE TABLE IF NOT EXISTS unparsed (
  input UInt32, line UInt64, text String, reason LowCardinality(String)
) ENGINE = MergeTree ORDER BY (input, line)`,
};

/**
 * The ledger of imports: every change of state is a new row, the newest counts. A row is small and there
 * are few, so it is kept as one JSON document that only the import service reads.
 */
const imports: TableDefinition = {
  name: "imports",
  create: `CREATE TABLE IF NOT EXISTS imports (
  id UInt32, revision UInt64, document String
) ENGINE = ReplacingMergeTree(revision) ORDER BY id`,
};

/** The ledger of sources, kept in the same way. Whoever names an input asks it which numbers are sources. */
const sources: TableDefinition = {
  name: "sources",
  create: `CREATE TABLE IF NOT EXISTS sources (
  id UInt32, revision UInt64, document String
) ENGINE = ReplacingMergeTree(revision) ORDER BY id`,
};

/** Every table that always exists. */
export const TABLES: readonly TableDefinition[] = [flowsTable("flows"), unparsed, imports, sources];
