import { describe, expect, it } from "vitest";
import { DEFAULT_FORMAT, findField } from "@/lib/flow";
import { bytesOfRecord, fieldsFor, RECOMMENDED_FORMAT } from "./fields";
import { GAINS, gainsOf, lossesOf } from "./gains";

describe("what pages gain from fields", () => {
  it("speaks of fields that exist", () => {
    for (const { fields } of GAINS) for (const name of fields) expect(findField(name)?.name).toBe(name);
  });

  it("has a reason for every field that is recommended, but those without which a record is none", () => {
    const unexplained = RECOMMENDED_FORMAT.filter((name) => gainsOf(name).length === 0);
    expect(unexplained).toEqual(["version", "end"]);
  });

  it("tells what the default fields leave out, and nothing that they have", () => {
    const losses = lossesOf(DEFAULT_FORMAT, fieldsFor("vpc"));
    expect(losses.map(({ gain }) => gain)).toContain("filter by VPC, subnet and instance");
    expect(losses.flatMap(({ fields }) => fields).filter((name) => DEFAULT_FORMAT.includes(name))).toEqual([]);
    expect(losses.filter(({ fields }) => fields.some((name) => name.startsWith("tgw-")))).toEqual([]);
  });

  it("is whole with every field", () => {
    expect(lossesOf(fieldsFor("vpc"), fieldsFor("vpc"))).toEqual([]);
  });

  it("reckons a default record at about the 114 bytes that were measured", () => {
    expect(Math.abs(bytesOfRecord(DEFAULT_FORMAT) - 114)).toBeLessThan(12);
  });
});
