/**
 * A parser of chunk lines for tests, written from the parsing rules alone and by other means than the shapes use,
 * so that the two can be held against each other.
 */
import { isIP } from "node:net";
import { findField } from "@/lib/flow";

/** What a file's lines come to. */
export interface Totals {
  flows: number;
  nodata: number;
  skipdata: number;
  unparsed: number;
  bytes: bigint;
  packets: bigint;
  accept: number;
  reject: number;
}

export const noTotals = (): Totals => ({
  flows: 0,
  nodata: 0,
  skipdata: 0,
  unparsed: 0,
  bytes: 0n,
  packets: 0n,
  accept: 0,
  reject: 0,
});

/** A parsed line: values by field name. */
export type ParsedRecord = Record<string, string>;

/** A header in a chunk that names another order: the file has to be read again, carefully. */
export class DifferentHeader extends Error {}

const integer = (text: string) => text === "-" || /^[0-9]+$/.test(text);

/** One line of a chunk: a record, null for a blank line or the header, or the reason why it is neither. */
export function parseLine(line: string, fields: readonly string[]): ParsedRecord | null | { reason: string } {
  const clean = line.replaceAll("\u00a0", " ").replaceAll("\ufeff", "");
  const values = clean.split(/[ \t\r\n\v\f]+/).filter((value) => value.length > 0);
  if (values.length === 0) return null;
  const named = values.filter((value) => findField(value) !== undefined).length;
  if (values.length > 1 && named / values.length >= 0.8) {
    const names = values.map((value) => findField(value)?.name ?? value);
    if (names.join() === fields.join()) return null;
    throw new DifferentHeader(line);
  }
  if (values.length !== fields.length) return { reason: "number of fields" };
  const record: ParsedRecord = {};
  for (const [i, name] of fields.entries()) {
    const value = values[i] ?? "";
    const kind = findField(name)?.kind;
    if (kind === undefined) continue;
    const bad =
      (kind === "address" && value !== "-" && isIP(value) === 0) ||
      (kind === "port" && !(integer(value) && !(Number(value) > 65535))) ||
      ((kind === "number" || kind === "protocol" || kind === "flags") && !integer(value)) ||
      (kind === "time" && !/^[0-9]+$/.test(value)) ||
      (name === "action" && !["ACCEPT", "REJECT", "-"].includes(value)) ||
      (name === "log-status" && !["OK", "NODATA", "SKIPDATA", "-"].includes(value));
    if (bad) return { reason: name };
    record[name] = value;
  }
  return record;
}

/** Adds a parsed record to totals. */
export function addRecord(totals: Totals, record: ParsedRecord): void {
  const status = record["log-status"] ?? "-";
  if (status === "NODATA") totals.nodata += 1;
  else if (status === "SKIPDATA") totals.skipdata += 1;
  else {
    totals.flows += 1;
    totals.bytes += BigInt(record.bytes === undefined || record.bytes === "-" ? 0 : record.bytes);
    totals.packets += BigInt(record.packets === undefined || record.packets === "-" ? 0 : record.packets);
    if (record.action === "ACCEPT") totals.accept += 1;
    if (record.action === "REJECT") totals.reject += 1;
  }
}
