import { describe, expect, it } from "vitest";
import { DEFAULT_FORMAT } from "@/lib/flow";
import { ByteWriter } from "./bytes";
import { FIRST_SECOND, LONGEST_LINE, writeLines } from "./lines";
import { hosts, OUTSIDERS, outsideAddress, zipfTable } from "./population";

function linesOf(count: number, seed: number): string[] {
  const out = new ByteWriter(count * LONGEST_LINE);
  writeLines(out, count, FIRST_SECOND + 3600, 3600, seed);
  return out.written().toString("latin1").trimEnd().split("\n");
}

describe("the generated log", () => {
  const lines = linesOf(20_000, 7);
  const rows = lines.map((line) => line.split(" "));

  it("is the same for the same seed, and another for another", () => {
    expect(linesOf(20_000, 7)).toEqual(lines);
    expect(linesOf(20_000, 8)).not.toEqual(lines);
  });

  it("has all fields of the default format with values that fit", () => {
    expect(lines).toHaveLength(20_000);
    for (const row of rows) {
      expect(row).toHaveLength(DEFAULT_FORMAT.length);
      const [version, , eni, src, dst, srcport, dstport, protocol, packets, bytes, start, end, action, status] = row;
      expect(version).toBe("2");
      expect(eni).toMatch(/^eni-[0-9a-f]{17}$/);
      expect(src).not.toBe("");
      expect(dst).toMatch(/^\d{1,3}(\.\d{1,3}){3}$/);
      for (const port of [srcport, dstport]) expect(Number(port)).toBeLessThan(65536);
      expect(["6", "17"]).toContain(protocol);
      expect(Number(bytes) / Number(packets)).toBeGreaterThanOrEqual(40);
      expect(Number(bytes) / Number(packets)).toBeLessThanOrEqual(1500);
      expect(Number(end) - Number(start)).toBeGreaterThanOrEqual(0);
      expect(["ACCEPT", "REJECT"]).toContain(action);
      expect(status).toBe("OK");
    }
  });

  it("refuses about one in ten, and knows many addresses of which few are busy", () => {
    const rejected = rows.filter((row) => row[12] === "REJECT").length / rows.length;
    expect(rejected).toBeGreaterThan(0.08);
    expect(rejected).toBeLessThan(0.12);
    const sources = new Map<string, number>();
    for (const row of rows) sources.set(row[3] ?? "", (sources.get(row[3] ?? "") ?? 0) + 1);
    expect(sources.size).toBeGreaterThan(2_000);
    expect(Math.max(...sources.values())).toBeGreaterThan(300);
  });
});

describe("the population", () => {
  it("has distinct addresses", () => {
    expect(new Set(Array.from({ length: OUTSIDERS }, (_, n) => outsideAddress(n))).size).toBe(OUTSIDERS);
    expect(new Set(hosts.map((host) => host.address)).size).toBe(hosts.length);
  });

  it("draws every index, the first most often", () => {
    for (const count of [300, OUTSIDERS]) {
      const table = zipfTable(count);
      expect(new Set(table).size).toBe(count);
      expect(table.filter((index) => index === 0).length).toBeGreaterThan(table.filter((index) => index === 9).length);
    }
  });
});
