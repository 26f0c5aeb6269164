/** What a filter means, said a second time in plain TypeScript: the SQL is compared with this. */

import { FLAG_BITS } from "../../flow/flags";
import { portsOfService } from "../../flow/ports";
import { isIPv4, networkSpan, parseAddress } from "../address";
import type { FilterNode, FilterTerm, FilterValue } from "../ast";
import { type FilterField, filterField } from "../fields";

/** A stored record: numbers and texts by column; null is absent. 64-bit counts are bigints, times seconds. */
export type TestRecord = Readonly<Record<string, string | number | bigint | null>>;

function inAddresses(text: string, value: FilterValue): boolean {
  const address = parseAddress(text);
  if (address === undefined) return false;
  const read = (s: string) => parseAddress(s) ?? -1n;
  if (value.is === "one") return address === read(value.value);
  const { low, high } =
    value.is === "network"
      ? networkSpan(read(value.address), value.prefix)
      : value.is === "range"
        ? { low: read(value.from), high: read(value.to) }
        : { low: 1n, high: 0n };
  return isIPv4(address) === isIPv4(low) && address >= low && address <= high;
}

function inNumbers(number: bigint, { comparison }: FilterTerm, value: FilterValue): boolean {
  if (value.is === "range") return number >= BigInt(value.from) && number <= BigInt(value.to);
  if (value.is === "service") return portsOfService(value.name).some((port) => BigInt(port) === number);
  if (value.is === "flag") return (Number(number) & FLAG_BITS[value.name as keyof typeof FLAG_BITS]) !== 0;
  if (value.is !== "one") return false;
  const other = BigInt(value.value);
  if (comparison === ">") return number > other;
  if (comparison === ">=") return number >= other;
  if (comparison === "<") return number < other;
  if (comparison === "<=") return number <= other;
  return number === other;
}

function inTexts(text: string, value: FilterValue): boolean {
  if (value.is === "one") return text === value.value;
  if (value.is !== "pattern") return false;
  const escaped = value.pieces.map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${escaped.join(".*")}$`, "su").test(text);
}

function inServices(record: TestRecord, value: FilterValue): boolean {
  if (value.is !== "one" || record.service_port === null) return false;
  const [place = "", protocol] = value.value.split("/");
  const ports = /^\d+$/.test(place) ? [Number(place)] : portsOfService(place);
  if (!ports.includes(Number(record.service_port))) return false;
  return protocol === undefined || (record.protocol !== null && Number(record.protocol) === Number(protocol));
}

function cellMatches(field: FilterField, term: FilterTerm, cell: TestRecord[string], value: FilterValue): boolean {
  if (cell === null || cell === undefined) return value.is === "absent";
  if (value.is === "absent") return false;
  switch (field.kind) {
    case "address":
      return inAddresses(String(cell), value);
    case "text":
      return inTexts(String(cell), value);
    case "enum":
      return value.is === "one" && value.value.toLowerCase() === String(cell).toLowerCase();
    case "source":
      return value.is === "one" && Number(value.value.replace(/^\D+/, "")) === Number(cell);
    default:
      return inNumbers(BigInt(cell), term, value);
  }
}

function termMatches(term: FilterTerm, record: TestRecord): boolean {
  const field = filterField(term.field);
  if (field.kind === "service") {
    return term.values.some((value) =>
      value.is === "absent" ? record.service_port === null : inServices(record, value),
    );
  }
  return field.columns.some((column) =>
    term.values.some((value) => cellMatches(field, term, record[column] ?? null, value)),
  );
}

/** Whether a record matches a part of a filter. */
export function matches(node: FilterNode, record: TestRecord): boolean {
  switch (node.type) {
    case "and":
      return node.terms.every((part) => matches(part, record));
    case "or":
      return node.terms.some((part) => matches(part, record));
    case "not":
      return !matches(node.term, record);
    case "term":
      return termMatches(node, record);
  }
}
