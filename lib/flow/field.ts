/**
 * What kind of value a field holds. The kind alone decides how the value is parsed from text, stored,
 * compared in a filter, and shown.
 *
 * - `address`: IPv4 or IPv6. Stored as IPv6 (IPv4 as ::ffff:a.b.c.d).
 * - `port`: 0 to 65535.      - `number`: a non-negative integer.    - `protocol`: an IANA protocol number.
 * - `flags`: TCP flag bits.  - `time`: Unix seconds.
 * - `enum`: a closed list of upper- or lower-case words.            - `text`: any other token.
 */
export type FieldKind = "address" | "port" | "number" | "protocol" | "flags" | "time" | "enum" | "text";

/** The ClickHouse type of a column. Absent ("-") is NULL, '' in strings, 0 in times, NO_ADDRESS in addresses. */
export type StoredType =
  | "IPv6"
  | "Nullable(UInt8)"
  | "Nullable(UInt16)"
  | "Nullable(UInt32)"
  | "Nullable(UInt64)"
  | "DateTime('UTC')"
  | "LowCardinality(String)";

/** One field of a flow-log record. */
export interface Field {
  /** AWS's text name, as in a log's header and in `LogFormat`: `log-status`. */
  readonly name: string;
  /** AWS's Parquet and Athena name, also the column and the JSON key: `log_status`. */
  readonly column: string;
  /** The flow-log version that introduced it; 6 for Transit Gateway's own fields. */
  readonly version: number;
  readonly kind: FieldKind;
  readonly type: StoredType;
  /** A short name for table heads and menus. */
  readonly label: string;
  /** What AWS means by it, in one or two sentences. */
  readonly meaning: string;
  /** Values worth knowing, with what each stands for. For `enum` this list is closed unless `open` is set. */
  readonly values?: readonly (readonly [value: string, meaning: string])[];
  /** True when AWS adds values over time, so an unknown value is still valid. */
  readonly open?: boolean;
  /** May traffic be grouped ("split") by it? */
  readonly groupable: boolean;
}

/** The stored stand-in for an absent address. All ones: no packet can carry it as source or destination (RFC 4291, 2.7). */
export const NO_ADDRESS = "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff";

const TYPE_OF_KIND: Record<FieldKind, StoredType> = {
  address: "IPv6",
  port: "Nullable(UInt16)",
  number: "Nullable(UInt64)",
  protocol: "Nullable(UInt8)",
  flags: "Nullable(UInt16)",
  time: "DateTime('UTC')",
  enum: "LowCardinality(String)",
  text: "LowCardinality(String)",
};

const NOT_GROUPABLE = new Set<string>(["packets", "bytes", "start", "end"]);

type Extras = Partial<Pick<Field, "type" | "values" | "open" | "groupable">>;

/**
 * Makes a list of fields of one version family from rows of [version, name, kind, label, meaning, extras].
 * Column names and types follow from the name and the kind.
 */
export function defineFields(
  rows: readonly (readonly [
    version: number,
    name: string,
    kind: FieldKind,
    label: string,
    meaning: string,
    extras?: Extras,
  ])[],
): readonly Field[] {
  return rows.map(([version, name, kind, label, meaning, extras]) => ({
    version,
    name,
    column: name.replaceAll("-", "_"),
    kind,
    type: TYPE_OF_KIND[kind],
    label,
    meaning,
    groupable: !NOT_GROUPABLE.has(name),
    ...extras,
  }));
}
