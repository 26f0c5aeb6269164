import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { printYaml, type Tree } from "./yaml";

const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    fc.string(),
    fc.constantFrom(
      "yes",
      "no",
      "on",
      "~",
      "null",
      "1",
      "0x1f",
      "1e3",
      "E0",
      "2012-10-17",
      "a: b",
      "- a",
      "#a",
      "a #b",
      "*",
      "=",
      "<<",
    ),
    fc.integer(),
    fc.boolean(),
    fc.array(tie("tree"), { maxLength: 4 }),
    fc.dictionary(fc.string({ maxLength: 8 }), tie("tree"), { maxKeys: 4 }),
  ),
}));

describe("a printed tree", () => {
  it.each(["1.1", "1.2"] as const)("reads back the same as YAML %s", (version) => {
    fc.assert(
      fc.property(tree, (value) => {
        // A dictionary of fast-check has no prototype, and yaml's own objects have one.
        expect(parse(printYaml(value), { version })).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { numRuns: 300 },
    );
  });

  it("leaves plain words bare and quotes what a reader could take for something else", () => {
    const text = printYaml({
      Type: "AWS::EC2::FlowLog",
      Version: "2012-10-17",
      Id: "123456789012",
      Any: "*",
      No: "no",
    });
    expect(text).toBe('Type: AWS::EC2::FlowLog\nVersion: "2012-10-17"\nId: "123456789012"\nAny: "*"\n"No": "no"\n');
  });
});
