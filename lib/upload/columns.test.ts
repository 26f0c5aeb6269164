import { describe, expect, it } from "vitest";
import { DEFAULT_FORMAT } from "@/lib/flow";
import { fitted, formatProblems, knownFormatsOf, sampleColumns } from "./columns";

describe("sampleColumns", () => {
  it("splits on any whitespace and makes all rows equally wide", () => {
    expect(sampleColumns(["2  a\tb ", "2 c"])).toEqual([
      ["2", "a", "b"],
      ["2", "c", ""],
    ]);
    expect(sampleColumns([])).toEqual([]);
  });
});

describe("formatProblems", () => {
  it("accepts a format of AWS", () => {
    expect(formatProblems(DEFAULT_FORMAT)).toEqual([]);
  });

  it("tells columns without a field, fields chosen twice, unknown fields and a missing start", () => {
    expect(formatProblems(["version", "", "start", ""])).toEqual(["Choose a field for column 2, 4."]);
    expect(formatProblems(["start", "start", "end"])).toEqual(["start is chosen for more than one column."]);
    expect(formatProblems(["start", "nonsense"])).toEqual(["nonsense is no flow-log field."]);
    expect(formatProblems(["version", "end"])).toEqual(["One column must be start: without it a record has no time."]);
  });
});

describe("choices", () => {
  it("offers only formats as wide as the lines", () => {
    expect(knownFormatsOf(14).map((format) => format.label)).toContain("default format, version 2");
    expect(knownFormatsOf(3)).toEqual([]);
  });

  it("fits a guess to the lines", () => {
    expect(fitted(["a", "b", "c"], 2)).toEqual(["a", "b"]);
    expect(fitted(["a"], 3)).toEqual(["a", "", ""]);
  });
});
