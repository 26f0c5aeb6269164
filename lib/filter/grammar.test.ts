import { readFileSync } from "node:fs";
import { buildParserFile } from "@lezer/generator";
import { expect, it } from "vitest";

const read = (name: string) => readFileSync(new URL(name, import.meta.url), "utf8");

it("parser.gen.ts is what filter.grammar makes", () => {
  const { parser } = buildParserFile(read("filter.grammar"), { typeScript: true, fileName: "filter.grammar" });
  expect(read("parser.gen.ts").trim()).toBe(parser.trim());
});
