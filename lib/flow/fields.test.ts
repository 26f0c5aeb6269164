import { describe, expect, it } from "vitest";
import { FIELDS, field, findField } from "./fields";
import { TRANSIT_GATEWAY_FORMAT } from "./formats";

/** How many fields AWS's tables list up to and including a version (Transit Gateway's version 6 apart). */
const CUMULATIVE: readonly (readonly [version: number, count: number])[] = [
  [2, 14],
  [3, 21],
  [4, 25],
  [5, 29],
  [7, 39],
  [8, 40],
  [9, 41],
  [10, 42],
  [11, 54],
];

describe("FIELDS", () => {
  it.each(CUMULATIVE)("holds all fields up to version %i: %i of them", (version, count) => {
    expect(FIELDS.filter((one) => one.version <= version && one.version !== 6)).toHaveLength(count);
  });

  it("holds all 36 fields of Transit Gateway flow logs", () => {
    expect(TRANSIT_GATEWAY_FORMAT).toHaveLength(36);
    for (const name of TRANSIT_GATEWAY_FORMAT) expect(findField(name)?.name, name).toBe(name);
    const own = FIELDS.filter((one) => one.version === 6).map((one) => one.name);
    expect(TRANSIT_GATEWAY_FORMAT.filter((name) => own.includes(name))).toHaveLength(own.length);
  });

  it("names each field and each column once", () => {
    expect(new Set(FIELDS.map((one) => one.name)).size).toBe(FIELDS.length);
    expect(new Set(FIELDS.map((one) => one.column)).size).toBe(FIELDS.length);
  });

  it("explains every field in sentences", () => {
    for (const one of FIELDS) {
      expect(one.name, one.name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(one.column, one.name).toBe(one.name.replaceAll("-", "_"));
      expect(one.label.length, one.name).toBeGreaterThan(1);
      expect(one.meaning, one.name).toMatch(/\.$/);
    }
  });

  it("lists the values of every closed list, each once", () => {
    for (const one of FIELDS.filter(({ kind }) => kind === "enum")) {
      const values = (one.values ?? []).map(([value]) => value);
      if (!one.open) expect(values.length, one.name).toBeGreaterThan(0);
      expect(new Set(values).size, one.name).toBe(values.length);
    }
  });

  it("does not group by what is counted or by time", () => {
    for (const name of ["packets", "bytes", "start", "end"]) expect(field(name).groupable, name).toBe(false);
    for (const name of ["srcaddr", "dstport", "action", "interface-id"]) expect(field(name).groupable, name).toBe(true);
  });
});

describe("finding a field", () => {
  it("takes either name in any case", () => {
    expect(findField("log-status")?.name).toBe("log-status");
    expect(findField("LOG_STATUS")?.name).toBe("log-status");
    expect(findField("nonsense")).toBeUndefined();
    expect(findField("constructor")).toBeUndefined();
  });

  it("throws for a name of our own that does not exist", () => {
    expect(() => field("nonsense")).toThrow(RangeError);
  });
});
