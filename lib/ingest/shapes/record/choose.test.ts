import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_FORMAT, KNOWN_FORMATS } from "@/lib/flow";
import { arbitraryLine, ORDERS } from "../testing/records";
import type { ShapeError } from "../types";
import { askForFormat, chooseFormat } from "./choose";
import { guessFields } from "./guess";

const sample = (fields: readonly string[], count = 60, seed = 7) =>
  fc
    .sample(fc.array(arbitraryLine(fields), { minLength: count, maxLength: count }), { numRuns: 1, seed })[0]
    ?.map((line) => line.text) ?? [];

describe("choosing the order of headerless lines", () => {
  it.each(Object.entries(ORDERS))("takes the known order of %s", (_name, fields) => {
    const choice = chooseFormat(sample(fields));
    expect(choice?.fields).toEqual(fields);
    expect(choice?.source).toBe(fields === DEFAULT_FORMAT ? "default" : "inferred");
  });

  it("tells the orders of 21 and of 29 fields apart", () => {
    for (const { fields } of KNOWN_FORMATS.filter((one) => [21, 29].includes(one.fields.length))) {
      expect(chooseFormat(sample(fields))?.fields).toEqual(fields);
    }
  });

  it("prefers a header, then the given format, then a known one", () => {
    const lines = sample(DEFAULT_FORMAT);
    const swapped = DEFAULT_FORMAT.map((name) =>
      name === "srcaddr" ? "dstaddr" : name === "dstaddr" ? "srcaddr" : name,
    );
    expect(chooseFormat(lines, swapped)).toMatchObject({ source: "given", fields: swapped });
    expect(chooseFormat([DEFAULT_FORMAT.join(" "), ...lines], swapped)).toMatchObject({
      source: "header",
      fields: DEFAULT_FORMAT,
    });
    expect(chooseFormat(lines)).toMatchObject({ source: "default" });
  });

  it("finds how many words stand before the record", () => {
    const lines = sample(DEFAULT_FORMAT).map((line) => `2024-10-08T15:33:25+00:00 eni-1-all ${line}`);
    expect(chooseFormat(lines)).toMatchObject({ prefix: 2, source: "default" });
  });

  it("asks for the format of an order that it does not know, with a guess", () => {
    const fields = [
      "end",
      "action",
      "dstaddr",
      "srcaddr",
      "packets",
      "start",
      "interface-id",
      "log-status",
      "bytes",
      "vpc-id",
    ];
    const lines = sample(fields).filter((line) => line.includes(" OK "));
    expect(chooseFormat(lines)).toBeNull();
    const error = askForFormat(lines) as ShapeError;
    expect(error.code).toBe("format_needed");
    expect(error.proposal?.lines.length).toBe(5);
    expect(error.proposal?.fields).toEqual(
      fields.map((name) => (name === "dstaddr" ? "srcaddr" : name === "srcaddr" ? "dstaddr" : name)),
    );
  });

  it("guesses a name for every column, and none twice", () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...(ORDERS["version 5"] ?? [])], { minLength: 4 }),
        fc.nat(999),
        (fields, seed) => {
          const guess = guessFields(sample(fields, 20, seed).map((line) => line.split(" ")));
          expect(guess.length).toBe(fields.length);
          expect(new Set(guess).size).toBe(fields.length);
        },
      ),
    );
  });
});
