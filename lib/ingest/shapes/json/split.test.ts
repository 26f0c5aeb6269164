import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_LIMITS } from "../limits";
import { EACH, follow, type Path } from "./path";
import { BrokenJson, JsonSplitter } from "./split";

/** Feeds a text in pieces of the given sizes, over and over, and gives the elements. */
function split(text: string, path: Path, sizes: readonly number[]): { values: unknown[]; whole: boolean } {
  const values: unknown[] = [];
  const splitter = new JsonSplitter(path, DEFAULT_LIMITS, (element) => values.push(JSON.parse(element)));
  const bytes = Buffer.from(text);
  for (let at = 0, i = 0; at < bytes.length; i += 1) {
    const size = sizes[i % sizes.length] ?? 1;
    splitter.feed(bytes.subarray(at, at + size));
    at += size;
  }
  return { values, whole: splitter.end() };
}

const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });
const value = fc.jsonValue({ maxDepth: 3 });
const indent = fc.constantFrom(undefined, 1, 4, "\t");

describe("JsonSplitter", () => {
  it("gives the values of a text as JSON.parse does, however it is cut", () => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 4 }), sizes, indent, (values, cuts, space) => {
        const text = values.map((one) => JSON.stringify(one, null, space)).join("\n");
        expect(split(text, [], cuts)).toEqual({ values: JSON.parse(JSON.stringify(values)), whole: true });
      }),
    );
  });

  it("gives the items of one array inside, and nothing else", () => {
    fc.assert(
      fc.property(fc.array(value), fc.dictionary(fc.string(), value), sizes, indent, (items, others, cuts, space) => {
        const document = { ...others, hits: { before: others, hits: items, after: [items] } };
        const want: unknown[] = [];
        follow(JSON.parse(JSON.stringify(document)), ["hits", "hits", EACH], (one) => want.push(one));
        expect(split(JSON.stringify(document, null, space), ["hits", "hits", EACH], cuts)).toEqual({
          values: want,
          whole: true,
        });
      }),
    );
  });

  it("takes documents without anything between them", () => {
    const text = '{"a":[1,2]}{"a":["x\\"]}"]}[{"a":[9]}]{"b":[3]} {"a":[]}';
    expect(split(text, ["a", EACH], [3])).toEqual({ values: [1, 2, 'x"]}'], whole: true });
  });

  it("says when a text is cut off or broken", () => {
    expect(split('{"a":[1,{"b":2', ["a", EACH], [4])).toEqual({ values: [1], whole: false });
    expect(() => split('{"a":[1,2}]', ["a", EACH], [4])).toThrow(BrokenJson);
    expect(() => split('{"a":1} nonsense {"a":2} =', [], [4])).toThrow();
  });
});
