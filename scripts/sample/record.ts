import { FIELDS } from "@/lib/flow";

/** The sample's format: every field up to version 5, in the order of AWS's table. */
export const SAMPLE_FIELDS: readonly string[] = FIELDS.filter((field) => field.version <= 5).map((field) => field.name);

/** One line of the log before it is written; a field that is absent here is `-` there. */
export type LogRecord = Readonly<Record<string, string | number>> & { readonly start: number; readonly end: number };

/** Writes a record as AWS does: values in the format's order, one space between, `-` for what is absent. */
export function printRecord(record: LogRecord): string {
  return SAMPLE_FIELDS.map((name) => String(record[name] ?? "-")).join(" ");
}
