import { FIELDS, NO_ADDRESS, type StoredType } from "../flow";

/** A statement that makes one table, and the table's name. */
export interface TableDefinition {
  readonly name: string;
  readonly create: string;
}

function defaultOf(type: StoredType): string {
  return type === "IPv6" ? ` DEFAULT toIPv6('${NO_ADDRESS}')` : "";
}

/** Good compression for columns whose neighbours are alike, cheap to read. */
function codecOf(column: string): string {
  if (column === "start" || column === "end") return " CODEC(Delta(4), LZ4)";
  if (column === "line") return " CODEC(Delta(8), LZ4)";
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

/**
 * The store of records. An import's staging table has the same structure, so that its partitions can be
 * moved into `flows` without being read.
 *
 * `nullable_serialization_version = 'allow_sparse'`: a field that a format lacks costs next to nothing.
 */
export function flowsTable(name: string, use: "store" | "staging" = "store"): TableDefinition {
  return {
    name,
    create: `CREATE TABLE IF NOT EXISTS ${name} (\n${columns}\n)
ENGINE = MergeTree
PARTITION BY toYYYYMMDD(start)
ORDER BY (start, input, line)
SETTINGS nullable_serialization_version = 'allow_sparse'`,
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
