/** Records for tests that ask the engine: made from a seed, with all the values that are easy to get wrong. */

import type { Engine } from "../../engine/engine";
import { FIELDS, type Field, NO_ADDRESS } from "../../flow";
import { parseAddress, storedAddress } from "../address";
import type { TestRecord } from "./matches";

const PORTS = [0, 22, 53, 80, 443, 1023, 1024, 3389, 8088, 49152, 65535];
const ADDRESSES = [
  "10.0.0.0",
  "10.10.1.10",
  "10.255.255.255",
  "11.0.0.0",
  "0.0.0.0",
  "255.255.255.255",
  "167.71.109.229",
  "::",
  "::1",
  "2001:db8::",
  "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff",
  "2001:db9::",
  "::fffe:ffff:ffff",
  "::1:0:0:0",
  "ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe",
];
const TEXTS = [
  "eni-0a1b",
  "eni-0A1b",
  "eni-0a1",
  "xeni-0a1b",
  "a*b",
  "a%b",
  "a_b",
  "a\\b",
  "ab",
  "it's",
  '"',
  "%",
  "*",
  "日本",
];

/** Values that a column of a field's kind can hold, absent ones included. */
function pool(field: Field): readonly TestRecord[string][] {
  switch (field.kind) {
    case "address":
      return [null, ...ADDRESSES];
    case "port":
      return [null, ...PORTS];
    case "protocol":
      return [null, 0, 1, 6, 6, 6, 17, 17, 58, 255];
    case "flags":
      return [null, 0, 1, 2, 3, 4, 6, 16, 18, 19, 255, 65535];
    case "time":
      return [null, 1, 59, 1587749363, 1587749422, 1587686400, 4294967295];
    case "enum":
      return [null, ...(field.values ?? []).map(([value]) => value), ...(field.open ? ["Accepted", "it's"] : [])];
    case "text":
      return [null, ...TEXTS];
    case "number":
      if (field.type === "Nullable(UInt8)") return [null, 0, 1, 2, 8, 255];
      return [null, 0n, 1n, 40n, 1000n, 1024n, 9999999n, 10000000n, 10000001n, 18446744073709551615n];
  }
}

/** A small generator of numbers (mulberry32), so that a run can be repeated. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Records with random but telling values. `line` numbers them. */
export function makeRecords(count: number, seed: number): TestRecord[] {
  const random = seeded(seed);
  const pick = (values: readonly TestRecord[string][]) => values[Math.floor(random() * values.length)] ?? null;
  return Array.from({ length: count }, (_, line) => ({
    ...Object.fromEntries(FIELDS.map((field) => [field.column, pick(pool(field))])),
    service_port: pick([null, ...PORTS]),
    input: Number(pick([1, 2, 12])),
    line: line + 1,
  }));
}

/** Writes a value into a statement. Our own values only, and no bound ones: those would not fit into a URL. */
function literal(field: Field | undefined, value: TestRecord[string] | undefined): string {
  const quoted = (text: string) => `'${text.replace(/['\\]/g, "\\$&")}'`;
  if (field?.kind === "address") {
    const address = typeof value === "string" ? parseAddress(value) : undefined;
    return quoted(address === undefined ? NO_ADDRESS : storedAddress(address));
  }
  if (field?.kind === "time") return String(value ?? 0);
  if (field?.kind === "text" || field?.kind === "enum") return quoted(String(value ?? ""));
  return value === null || value === undefined ? "NULL" : String(value);
}

/** Puts records into `flows` as an import does. */
export async function storeRecords(engine: Engine, records: readonly TestRecord[]): Promise<void> {
  const fields = new Map(FIELDS.map((field) => [field.column, field]));
  const columns = [...fields.keys(), "service_port", "input", "line"];
  const types = columns.map(
    (column) => `${column} ${(fields.get(column)?.type ?? "Nullable(UInt64)").replaceAll("'", "\\'")}`,
  );
  for (let at = 0; at < records.length; at += 100) {
    const rows = records
      .slice(at, at + 100)
      .map((record) => `(${columns.map((column) => literal(fields.get(column), record[column])).join(", ")})`);
    await engine.command(
      `INSERT INTO flows (${columns.join(", ")}) SELECT * FROM values('${types.join(", ")}', ${rows.join(", ")})`,
    );
  }
}
