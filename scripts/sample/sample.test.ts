import { readFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { field } from "@/lib/flow";
import { HOSTS, interfaceOf } from "./network";
import { type LogRecord, printRecord, SAMPLE_FIELDS } from "./record";
import { SAMPLE_FILE, sampleRecords, sampleText } from "./sample";
import { SCANNER } from "./story";

const all = sampleRecords();
const flows = all.filter((record) => record["log-status"] === "OK");
const path = new URL(`../../public/samples/${SAMPLE_FILE}`, import.meta.url);

/** A record's own key and that of the same packets in the other direction. */
const key = (r: LogRecord) => [r["interface-id"], r.srcaddr, r.srcport, r.dstaddr, r.dstport, r.protocol].join(" ");
const reverseKey = (r: LogRecord) =>
  [r["interface-id"], r.dstaddr, r.dstport, r.srcaddr, r.srcport, r.protocol].join(" ");

describe("the bundled sample", () => {
  it("is what its script writes, and the same on every run", async () => {
    const stored = gunzipSync(await readFile(path)).toString();
    expect(stored === sampleText(), "run `npm run sample` after a change").toBe(true);
    const [once, again] = [sampleText(), sampleText()];
    expect(once === again).toBe(true);
  });

  it("has a few thousand records of one afternoon, in order of delivery", () => {
    expect(all.length).toBeGreaterThan(4000);
    expect(all.length).toBeLessThan(9000);
    expect(all.every((record) => new Date(record.start * 1000).toISOString().startsWith("2020-04-24"))).toBe(true);
    expect(all.map((record) => record.end)).toEqual(all.map((record) => record.end).sort((a, b) => a - b));
  });

  it("writes every line with a value or a dash for each field", () => {
    for (const record of all) {
      const line = printRecord(record);
      expect(line.split(" "), line).toHaveLength(SAMPLE_FIELDS.length);
      expect(Object.keys(record).every((name) => SAMPLE_FIELDS.includes(name))).toBe(true);
    }
  });
});

describe("the story", () => {
  const scanner = flows.filter((record) => record.srcaddr === SCANNER);

  it("holds the refused record exactly once", () => {
    const lines = all.map(printRecord).filter((line) => line.includes(` ${SCANNER} 10.10.1.10 59754 8088 6 1 40 `));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(" 1587749363 1587749422 REJECT OK ");
    expect(scanner.find((record) => record.dstport === 8088)?.["tcp-flags"]).toBe(2);
  });

  it("shows the scanner at a few other ports, always refused", () => {
    expect(new Set(scanner.map((record) => record.dstport)).size).toBeGreaterThan(4);
    expect(scanner.every((record) => record.action === "REJECT" && record.dstaddr === "10.10.1.10")).toBe(true);
    expect(flows.some((record) => record.dstaddr === SCANNER)).toBe(false);
  });

  it("shows port 443 of the same host open to anyone and used", () => {
    const https = flows.filter((record) => record.dstaddr === "10.10.1.10" && record.dstport === 443);
    expect(https.every((record) => record.action === "ACCEPT")).toBe(true);
    expect(new Set(https.map((record) => record.srcaddr)).size).toBeGreaterThan(150);
  });

  it("has few lines without data, and one loss", () => {
    const statuses = all.filter((record) => record["log-status"] !== "OK").map((record) => record["log-status"]);
    expect(statuses.filter((status) => status === "SKIPDATA")).toHaveLength(1);
    expect(statuses.filter((status) => status === "NODATA").length).toBeGreaterThan(2);
  });
});

describe("each record is plausible", () => {
  it("has sizes that its packets can have, and a span within one window", () => {
    for (const record of flows) {
      const size = Number(record.bytes) / Number(record.packets);
      expect(size, printRecord(record)).toBeGreaterThanOrEqual(40);
      expect(size, printRecord(record)).toBeLessThanOrEqual(1500);
      expect(record.end - record.start, printRecord(record)).toBeGreaterThanOrEqual(0);
      expect(record.end - record.start, printRecord(record)).toBeLessThan(60);
    }
  });

  it("belongs to the interface that has one of its addresses", () => {
    const ids = new Map<string, unknown>(Object.values(HOSTS).map((host) => [host.id, host]));
    for (const record of flows) {
      const host = ids.get(String(record["interface-id"]));
      const own = record["flow-direction"] === "ingress" ? record.dstaddr : record.srcaddr;
      expect(interfaceOf(String(own)), printRecord(record)).toBe(host);
    }
  });

  it("uses the closed lists of the fields that have one", () => {
    for (const name of ["action", "log-status", "flow-direction", "type"]) {
      const values = new Set((field(name).values ?? []).map(([value]) => value));
      for (const record of all) if (record[name] !== undefined) expect(values, name).toContain(record[name]);
    }
  });

  it("has its answer on the same interface when it was accepted there from outside", () => {
    const keys = new Set(flows.map(key));
    for (const record of flows) {
      if (record.action === "ACCEPT" && record["flow-direction"] === "ingress") {
        expect(keys.has(reverseKey(record)), printRecord(record)).toBe(true);
      }
    }
  });

  it("is logged at both ends when both are inside", () => {
    const bytesAt = new Map<string, number>();
    const add = (name: string, bytes: unknown) => bytesAt.set(name, (bytesAt.get(name) ?? 0) + Number(bytes));
    const inside = flows.filter((r) => interfaceOf(String(r["pkt-srcaddr"])) && interfaceOf(String(r["pkt-dstaddr"])));
    const ends = (r: LogRecord) => `${r.srcaddr} ${r.srcport} ${r.dstaddr} ${r.dstport}`;
    for (const record of inside) add(`${ends(record)} ${record["flow-direction"]}`, record.bytes);
    expect(inside.length).toBeGreaterThan(1000);
    for (const record of inside) {
      expect(bytesAt.get(`${ends(record)} egress`), ends(record)).toBe(bytesAt.get(`${ends(record)} ingress`));
    }
  });
});
