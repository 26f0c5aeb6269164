import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FIELDS } from "./fields";
import { DEFAULT_FORMAT, KNOWN_FORMATS, parseFormat, printFormat } from "./formats";

describe("KNOWN_FORMATS", () => {
  it("begin with the default format", () => {
    expect(DEFAULT_FORMAT).toHaveLength(14);
    expect(KNOWN_FORMATS[0]?.fields).toBe(DEFAULT_FORMAT);
  });

  it.each(KNOWN_FORMATS.map(({ label, fields }) => [label, fields] as const))(
    "%s: known fields, each once",
    (_, fields) => {
      expect(parseFormat(fields.join(" "))).toEqual({ fields: [...fields] });
    },
  );

  it("have labels of their own", () => {
    expect(new Set(KNOWN_FORMATS.map(({ label }) => label)).size).toBe(KNOWN_FORMATS.length);
  });
});

describe("parseFormat", () => {
  it("reads what AWS writes and what people write", () => {
    const fields = ["version", "account-id", "srcaddr"];
    for (const text of [
      ["$", "{version} $", "{account-id} $", "{srcaddr}"].join(""),
      ["\\$", "{version} \\$", "{account-id} \\$", "{srcaddr}"].join(""),
      "version account-id srcaddr",
      " Version,account_id,\tSRCADDR\n",
      '["version", "account-id", "srcaddr"]'.replace(/[[\]]/g, ""),
    ]) {
      expect(parseFormat(text), text).toEqual({ fields });
    }
  });

  it("says what is wrong", () => {
    expect(parseFormat("  ")).toEqual({ error: "The format names no field." });
    expect(parseFormat("version colour")).toEqual({ error: 'The format names "colour", which is no flow-log field.' });
    expect(parseFormat("version bytes version")).toEqual({ error: 'The format names "version" twice.' });
  });

  it("reads back every format that is printed", () => {
    const names = FIELDS.map((one) => one.name);
    fc.assert(
      fc.property(fc.shuffledSubarray(names, { minLength: 1 }), (fields) => {
        expect(parseFormat(printFormat(fields))).toEqual({ fields });
      }),
    );
  });
});
