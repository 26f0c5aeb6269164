import { describe, expect, it } from "vitest";
import { parseFilter } from "./parse";
import { printFilter } from "./print";
import { sidesOf } from "./sides";

function sides(text: string) {
  const result = parseFilter(text);
  if (!result.ok) throw new Error(result.error.message);
  const found = sidesOf(result.filter);
  return found && { ...found, rest: printFilter(found.rest) };
}

describe("sidesOf", () => {
  it.each([
    ["", null],
    ["tcp", null],
    ["10.0.0.0/8", null],
    ["not 10.0.0.1", null],
    ["10.0.0.1 or 10.0.0.2", null],
    ["addr:(10.0.0.1 or 10.0.0.2)", null],
    ["10.0.0.1", { either: ["10.0.0.1"], rest: "" }],
    ["10.0.0.1 10.0.0.2 tcp", { either: ["10.0.0.1", "10.0.0.2"], rest: "protocol:tcp" }],
    ["src:10.0.0.1 dst:10.0.0.2", { either: [], source: "10.0.0.1", destination: "10.0.0.2", rest: "" }],
    ["src:10.0.0.1 src:10.0.0.2", { either: [], source: "10.0.0.1", rest: "srcaddr:10.0.0.2" }],
  ])("of %j", (text, expected) => {
    expect(sides(text)).toEqual(expected);
  });
});
