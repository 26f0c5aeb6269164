import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { FILTER_FIELDS } from "./fields";
import { LIMITS } from "./limits";
import { parseFilter } from "./parse";

const text = readFileSync(new URL("../../docs/filter-language.md", import.meta.url), "utf8");

/** The cells of a table's rows, by the words of its head. */
function table(head: string): string[][] {
  const after = text.slice(text.indexOf(`${head}\n`));
  return after
    .split("\n\n")[0]
    ?.split("\n")
    .slice(2)
    .map((row) =>
      row
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    ) as string[][];
}

const codes = (cell = "") => [...cell.matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code);

describe("docs/filter-language.md", () => {
  it("names every field under its kind", () => {
    for (const [kind, cell] of table("| kind | fields |")) {
      const names = FILTER_FIELDS.filter((field) => field.kind === kind && field.columns.length === 1);
      expect(codes(cell), kind).toEqual(names.map(({ name }) => name));
    }
  });

  it("names every alias and every name for several fields", () => {
    const aliases = FILTER_FIELDS.flatMap(({ aliases, name }) =>
      aliases.map((alias) => [`\`${alias}\``, `\`${name}\``]),
    );
    expect(table("| alias | field |")).toEqual(expect.arrayContaining(aliases));
    expect(table("| alias | field |")).toHaveLength(aliases.length);
    for (const name of ["addr", "port", "service", "source"]) expect(text).toContain(`| \`${name}\` |`);
  });

  it("has examples that are right", () => {
    const block = /```filter\n([^`]+)```/.exec(text)?.[1]?.trim().split("\n") ?? [];
    const joined = table("| written | holds when |").flatMap(([written]) => codes(written));
    const filters = [...block, ...joined].filter((code) => !/^[<>]=?$/.test(code));
    expect(filters.length).toBeGreaterThan(15);
    for (const filter of filters) expect(parseFilter(filter), filter).toMatchObject({ ok: true });
  });

  it("tells errors as they are", () => {
    const rows = table("| written | answer | suggestion |");
    expect(rows.length).toBeGreaterThan(8);
    for (const [written, message, suggestion] of rows) {
      const result = parseFilter(codes(written)[0] ?? "");
      expect(result, written).toMatchObject({ ok: false, error: { message } });
      if (!result.ok) expect(result.error.suggestion).toBe(codes(suggestion)[0]);
    }
  });

  it("tells the limits as they are", () => {
    expect(text).toContain(`${LIMITS.length.toLocaleString("en-US")} characters`);
    expect(text).toContain(`${LIMITS.terms} values`);
    expect(text).toContain(`${LIMITS.nesting} levels`);
  });
});
