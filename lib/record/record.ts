/** One value of a record as the API gives it: `-` in a log is null; counts past 2^53 are decimal strings. */
export type RecordValue = string | number | boolean | null | undefined;

/** A record as the API gives it: one key per column of the field list, times in epoch seconds. */
export type RecordValues = Readonly<Record<string, RecordValue>>;

/** Reads a text column; absent and empty are undefined. */
export function textOf(record: RecordValues, column: string): string | undefined {
  const value = record[column];
  return value === null || value === undefined || value === "" ? undefined : String(value);
}

/** Reads a number column; absent and unreadable are undefined. Counts above 2^53 lose their last digits here. */
export function numberOf(record: RecordValues, column: string): number | undefined {
  const value = record[column];
  if (value === null || value === undefined || value === "") return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

/** What a line of the log is: traffic, an interval without traffic, or a hole in the log. */
export type RecordKind = "flow" | "nodata" | "skipdata";

/** Tells flow records from NODATA and SKIPDATA lines. A format without log-status has only flow records. */
export function kindOf(record: RecordValues): RecordKind {
  const status = textOf(record, "log_status");
  if (status === "NODATA") return "nodata";
  if (status === "SKIPDATA") return "skipdata";
  return "flow";
}
