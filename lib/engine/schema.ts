import { FIELDS, NO_ADDRESS, type StoredType } from "../flow";
import { EARLY_PROJECTIONS, INDEXES, LATE_PROJECTIONS } from "./accelerators";

/** A statement that makes one table, and the table's name. */
export interface TableDefinition {
  readonly name: string;
  readonly create: string;
}

function defaultOf(type: StoredType): string {
  return type === "IPv6" ? ` DEFAULT toIPv6('${NO_ADDRESS}')` : "";
}

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

const columns = FLOW_COLUMNS.map(({ name, definition }) => `  \`${name}\` ${definition}`).join(",\n");

/** A table for records waits for them to be published (`staging`), is asked (`store`), or is only measured (`plain`). */
export type FlowsTableUse = "staging" | "store" | "plain";

/**
 * The store of records. A staging table has the same structure, so that its partitions can be attached to `flows`
 * without being read; the engine allows the store to have more accelerators than what is attached.
 *
 * `nullable_serialization_version = 'allow_sparse'`: a field that a format lacks costs next to nothing.
 * A staging table's parts are not merged: they are gone before it would pay.
 */
export function flowsTable(name: string, use: FlowsTableUse = "store"): TableDefinition {
  const early = use === "plain" ? [] : [...INDEXES, ...EARLY_PROJECTIONS];
  const accelerators = [...early, ...(use === "store" ? LATE_PROJECTIONS : [])];
  const definitions = [columns, ...accelerators.map(({ definition }) => `  ${definition}`)].join(",\n");
  const settings = [
    "nullable_serialization_version = 'allow_sparse'",
    "default_compression_codec = 'ZSTD(1)'",
    ...(use === "staging" ? ["max_bytes_to_merge_at_max_space_in_pool = 1"] : []),
  ];
  return {
    name,
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
