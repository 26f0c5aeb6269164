import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RowReader, splitRow } from "./rows";

const cell = fc
  .string({ unit: fc.constantFrom("a", "1", " x", '"', ",", ";", "\n", "é"), maxLength: 6 })
  .map((text) => text.trim());
const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;

function read(text: string, delimiter: string) {
  const reader = new RowReader(delimiter);
  const rows = text.split("\n").flatMap((line, i) => reader.next(i + 1, line));
  return [...rows, ...reader.end()];
}

describe("CSV rows", () => {
  it("come back as they were written", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1 }),
        fc.constantFrom(",", ";"),
        (rows, delimiter) => {
          const text = rows.map((cells) => cells.map(quote).join(delimiter)).join("\n");
          expect(read(text, delimiter).map((row) => row.cells)).toEqual(rows);
        },
      ),
    );
  });

  it("keep the line that they begin in", () => {
    expect(read('a,"b\nc"\nd,e', ",")).toMatchObject([
      { line: 1, cells: ["a", "b\nc"] },
      { line: 3, cells: ["d", "e"] },
    ]);
  });

  it("take cells without quotes as they are", () => {
    expect(splitRow('a, b ,"c, ""d""" ,', ",")).toEqual(["a", " b ", 'c, "d"', ""]);
  });

  it("lose only the line of a stray quote", () => {
    const rows = read('1,"a"\n2,"oops\n3,"c"\n4,"d"', ",");
    expect(rows.filter((row) => row.cells.length === 2).map((row) => row.cells[0])).toEqual(["1", "3", "4"]);
    expect(rows.find((row) => row.cells.length === 0)?.line).toBe(2);
  });
});
