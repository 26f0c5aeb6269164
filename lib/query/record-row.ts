import { FIELDS, type Field, NO_ADDRESS } from "@/lib/flow";
import { type Count, countOf } from "./count";
import { columnSql, isSourceSql } from "./text";

/** The value of one field of a record; null where the log has `-`. */
export type FieldValue = string | number | null;

/**
 * One parsed line. Keys are AWS's column names (`log_status`). Ids, names and addresses are strings; ports,
 * protocol and flags numbers; times epoch seconds; counts numbers, or decimal strings from 2^53 on.
 */
export interface FlowRecord {
  /** Names the record among all that are stored. */
  readonly id: string;
  /** The import or source that it came from. */
  readonly source: string;
  /** Its line number there. */
  readonly line: number;
  readonly interface_id: string | null;
  readonly srcaddr: string | null;
  readonly dstaddr: string | null;
  readonly srcport: number | null;
  readonly dstport: number | null;
  readonly protocol: number | null;
  readonly packets: Count | null;
  readonly bytes: Count | null;
  readonly start: number | null;
  readonly end: number | null;
  readonly action: string | null;
  readonly log_status: string | null;
  readonly tcp_flags: number | null;
  readonly [column: string]: FieldValue;
}

/** A row of `flows` as the engine gives it with `RECORD_SETTINGS`. */
export type FlowRow = Readonly<Record<string, string | number | null>>;

/** What a record's id is made of. */
const KEY = ["start", "input", "line"];
const OTHERS = FIELDS.map(({ column }) => column).filter((column) => !KEY.includes(column));

/**
 * SQL of a record's columns.
 * @param stored tells of a column whether the store has values in it; others are left out, and read as absent.
 */
export const recordColumnsSql = (stored: (column: string) => boolean): string =>
  [...[...KEY, ...OTHERS.filter(stored)].map(columnSql), `${isSourceSql("input")} AS from_source`].join(", ");

/** Columns that make up a record. */
export const RECORD_COLUMNS_SQL = recordColumnsSql(() => true);

/** Times as epoch seconds; values of wide rows are read for those rows only that are shown. */
export const RECORD_SETTINGS = {
  date_time_output_format: "unix_timestamp",
  query_plan_max_limit_for_lazy_materialization: 2000,
} as const;

/** Which record an id means. */
export interface RecordKey {
  readonly input: number;
  readonly line: string;
  readonly start: number;
}

const ID = /^(\d{1,9})-(\d{1,19})-(\d{1,10})$/;

/** Writes a record's id: input, line, and start, by which the store finds it at once. */
export function recordId({ input, line, start }: RecordKey): string {
  return `${input}-${line}-${start}`;
}

/** Reads a record's id; undefined when the text is none. */
export function parseRecordId(text: string): RecordKey | undefined {
  const match = ID.exec(text);
  if (!match) return undefined;
  const [, input, line = "", start] = match;
  return { input: Number(input), line, start: Number(start) };
}

/** The id of an import or a source from its number. */
export function inputId(input: string | number, isSource: boolean): string {
  return `${isSource ? "src" : "imp"}-${input}`;
}

/** An address as the API writes it, from the engine's text: IPv4 without its place in IPv6, absent as null. */
export function addressText(stored: string): string | null {
  if (stored === NO_ADDRESS) return null;
  return stored.startsWith("::ffff:") && stored.includes(".") ? stored.slice(7) : stored;
}

function valueOfField(field: Field, stored: string | number | null): FieldValue {
  if (stored === null) return null;
  switch (field.kind) {
    case "address":
      return addressText(String(stored));
    case "time":
      return Number(stored) || null;
    case "text":
    case "enum":
      return stored === "" ? null : String(stored);
    default:
      return countOf(stored);
  }
}

/** A record as the API writes it. */
export function toRecord(row: FlowRow): FlowRecord {
  const values = Object.fromEntries(
    FIELDS.map((field) => [field.column, valueOfField(field, row[field.column] ?? null)]),
  );
  const key = { input: Number(row.input), line: String(row.line), start: Number(row.start) };
  return {
    id: recordId(key),
    source: inputId(key.input, Boolean(row.from_source)),
    line: Number(row.line),
    ...values,
  } as FlowRecord;
}
