/** What each question must answer, computed over plain rows without SQL. */

import { findField } from "@/lib/flow";
import { PORT_PROTOCOLS, protocolName } from "@/lib/flow/protocols";
import type { Measure } from "../measure";
import type { TestRow } from "./rows";

/** A line that is a flow record. */
export const isFlow = (row: TestRow): boolean => row.log_status === "OK" || row.log_status === null;

/** A question's range and input, applied. Absent starts lie before every range. */
export function inPlace(
  row: TestRow,
  place: { from: number | null; to: number | null; input: number | null },
): boolean {
  const start = Number(row.start ?? 0);
  if (place.from !== null && start < place.from) return false;
  if (place.to !== null && start >= place.to) return false;
  return place.input === null || row.input === place.input;
}

/** Nine sums. */
export function sums(rows: readonly TestRow[]) {
  const of = (some: readonly TestRow[]) => ({
    flows: some.length,
    bytes: some.reduce((sum, row) => sum + Number(row.bytes ?? 0), 0),
    packets: some.reduce((sum, row) => sum + Number(row.packets ?? 0), 0),
  });
  const acted = (action: string) => of(rows.filter((row) => row.action === action));
  return { ...of(rows), accept: acted("ACCEPT"), reject: acted("REJECT") };
}

/** The order of addresses: by their 128 bits, IPv4 inside ::ffff:0:0/96. */
function addressOrder(text: string | null): bigint {
  if (text === null) return (1n << 128n) - 1n;
  if (!text.includes(":")) return text.split(".").reduce((bits, octet) => (bits << 8n) | BigInt(octet), 0xffffn);
  const [head = "", tail = ""] = text.split("::");
  const groups = (part: string) => (part === "" ? [] : part.split(":"));
  const missing = 8 - groups(head).length - groups(tail).length;
  const all = [...groups(head), ...Array<string>(missing).fill("0"), ...groups(tail)];
  return all.reduce((bits, group) => (bits << 16n) | BigInt(`0x${group}`), 0n);
}

const textOf = (value: TestRow[string] | undefined): string | null =>
  value === null || value === undefined ? null : String(value);

function pairOf(row: TestRow): string | null {
  const ends = [textOf(row.srcaddr), textOf(row.dstaddr)].sort((a, b) => (addressOrder(a) < addressOrder(b) ? -1 : 1));
  return ends[0] === null ? null : `${ends[0]} ${ends[1] ?? "-"}`;
}

function serviceOf(row: TestRow): string | null {
  if (row.protocol === null) return null;
  const name = protocolName(Number(row.protocol));
  return PORT_PROTOCOLS.includes(Number(row.protocol)) && row.service_port !== null
    ? `${row.service_port}/${name}`
    : name;
}

/** The keys that a row counts under. */
export function keysOf(row: TestRow, by: string): (string | null)[] {
  switch (by) {
    case "addr":
      return [...new Set([textOf(row.srcaddr), textOf(row.dstaddr)])];
    case "port":
      return [...new Set([textOf(row.srcport), textOf(row.dstport)])];
    case "pair":
      return [pairOf(row)];
    case "service":
      return [serviceOf(row)];
    case "import":
      return [`imp-${row.input}`];
    default:
      return [textOf(row[findField(by)?.column ?? ""])];
  }
}

/** Rows under each of their keys, the key with the most of a measure first, ties by key, absent last. */
export function groups(rows: readonly TestRow[], by: string, measure: Measure) {
  const under = new Map<string | null, TestRow[]>();
  for (const row of rows) for (const key of keysOf(row, by)) under.set(key, [...(under.get(key) ?? []), row]);
  const all = [...under].map(([key, some]) => ({ key, rows: some, ...sums(some) }));
  return all.sort((a, b) => {
    if (a[measure] !== b[measure]) return b[measure] - a[measure];
    if (a.key === null || b.key === null) return a.key === null ? 1 : -1;
    return a.key < b.key ? -1 : 1;
  });
}

/** One measure of rows. */
export const measured = (rows: readonly TestRow[], measure: Measure): number => sums(rows)[measure];
