/** Generated rows for tests: every field, absent values, ties, equal addresses, both families, lost data. Seeded. */

import { FIELDS, type Field } from "@/lib/flow";
import { servicePort } from "@/lib/flow/service";

/** One stored line: keys are columns; null where the log has `-`. Counts are numbers, or bigint from 2^53 on. */
export type TestRow = Readonly<Record<string, string | number | bigint | null>>;

/** Where the generated hours begin: 2020-04-24 16:00:00 UTC. */
export const BEGIN = 1587744000;
/** How long they last. */
export const HOURS = 3;

/** A small repeatable random generator (mulberry32): the same seed gives the same rows. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const ADDRESSES = [
  "10.10.1.10",
  "10.10.1.9",
  "10.10.1.100",
  "167.71.109.229",
  "198.51.100.7",
  "9.9.9.9",
  "2001:db8::1",
  "2001:db8:0:1:1:1:1:1",
  "fe80::a:0:0:b",
];
const PORTS = [443, 22, 8088, 53, 0, 59754, 40000, 40001];
const PROTOCOLS = [6, 6, 6, 17, 1, 58, 143, 253];
const FLAGS = [2, 18, 19, 3, 4, 0];
const WORDS: Readonly<Record<string, readonly string[]>> = {
  action: ["ACCEPT", "ACCEPT", "REJECT"],
  flow_direction: ["ingress", "egress"],
  interface_id: ["eni-0aaa", "eni-0bbb", "eni-0ccc"],
  reject_reason: ["BPA", "EC"],
  type: ["IPv4", "IPv6"],
};

/**
 * Generates rows.
 * @param count how many.
 * @param seed equal seeds give equal rows.
 */
export function testRows(count: number, seed = 1): TestRow[] {
  const random = seeded(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const fieldValue = (field: Field): string | number | bigint | null => {
    if (random() < 0.08) return null;
    switch (field.kind) {
      case "address":
        return pick(ADDRESSES);
      case "port":
        return pick(PORTS);
      case "protocol":
        return pick(PROTOCOLS);
      case "flags":
        return pick(FLAGS);
      case "text":
      case "enum":
        return pick(WORDS[field.column] ?? [`${field.column}-a`, `${field.column}-B`, "it's \\ odd"]);
      default:
        return field.type === "Nullable(UInt64)" ? pick([0, 40, 40, 1500, 99_999]) : pick([1, 2, 3]);
    }
  };
  return Array.from({ length: count }, (_, i) => {
    const row: Record<string, string | number | bigint | null> = {};
    for (const field of FIELDS) if (field.kind !== "time") row[field.column] = fieldValue(field);
    // Starts repeat, so that ties are met; one line in a hundred has none.
    const start = random() < 0.01 ? null : BEGIN + Math.floor(random() * HOURS * 60) * 60 + pick([0, 0, 1, 23]);
    row.start = start;
    row.end = start === null ? null : start + pick([0, 59, 600]);
    row.log_status = random() < 0.8 ? "OK" : pick([null, "NODATA", "SKIPDATA"]);
    row.input = i % 3 === 0 ? 7 : 12;
    row.line = i + 1;
    row.service_port = servicePort({
      srcport: row.srcport as number | null,
      dstport: row.dstport as number | null,
      protocol: row.protocol as number | null,
      tcpFlags: row.tcp_flags as number | null,
    });
    return row;
  });
}
