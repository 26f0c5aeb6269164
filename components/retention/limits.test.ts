import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { HeldInput, Retention } from "@/lib/api/contract";
import { heldRows } from "./held-rows";
import { limitLines, rulesOf, wrongDays, wrongSize } from "./limits";
import { sayDays, sayDue, sayHeld, sayLimit } from "./words";

const input = (id: string, kind: HeldInput["kind"]): HeldInput => ({
  id,
  kind,
  name: `the ${id}`,
  records: 5,
  bytes: 100,
  from: 1_709_942_400,
  to: 1_710_028_800,
  in_step_at: null,
});
const inputs = [input("src-1", "s3"), input("imp-2", "import"), input("src-3", "cloudwatch")];

describe("the form of limits", () => {
  it("has a line for everything and for each source, and for imports with a limit", () => {
    const names = (rules: Retention["rules"]) => limitLines({ rules, inputs }).map(({ source }) => source);
    expect(names([])).toEqual([null, "src-1", "src-3"]);
    expect(names([{ source: "imp-2", days: 3, bytes: null }])).toEqual([null, "src-1", "imp-2", "src-3"]);
  });

  it("stands for the rules that it was made of", () => {
    const rule = (source: string | null) =>
      fc.record({
        source: fc.constant(source),
        days: fc.option(fc.integer({ min: 1, max: 36_500 })),
        bytes: fc.option(fc.integer({ min: 1000, max: 900_000_000 }).map((kilobytes) => kilobytes * 1000)),
      });
    fc.assert(
      fc.property(fc.tuple(rule(null), rule("src-1"), rule("src-3")), (rules) => {
        const kept = rules.filter(({ days, bytes }) => days !== null || bytes !== null);
        expect(rulesOf(limitLines({ rules: kept, inputs }))).toEqual(kept);
      }),
    );
  });

  it("says what is wrong", () => {
    for (const days of ["0", "1.5", "-3", "x", "40000"]) expect(wrongDays(days), days).toBeDefined();
    for (const size of ["0", "0.0001", "-1", "x", "1e9"]) expect(wrongSize(size), size).toBeDefined();
    for (const text of ["", " ", "7"]) expect([wrongDays(text), wrongSize(text)]).toEqual([undefined, undefined]);
    expect(rulesOf([{ source: null, name: "", days: "x", size: "" }])).toBeUndefined();
  });
});

describe("what is held", () => {
  const held = (id: string, kind: HeldInput["kind"], records: number, day: number): HeldInput => ({
    ...{ id, kind, name: `${id}.log`, records, bytes: records * 2, in_step_at: day * 86_400 },
    ...{ from: day * 86_400, to: (day + 1) * 86_400 },
  });
  const imports = [held("imp-1", "import", 5, 3), held("imp-2", "import", 7, 1)];

  it("tells imports together, as they have a list of their own", () => {
    expect(heldRows({ inputs: imports, rules: [] })).toEqual([]);
    const rows = heldRows({ inputs: [held("cwl-1", "cloudwatch", 9, 2), ...imports], rules: [] });
    expect(rows.map(({ name, records }) => [name, records])).toEqual([
      ["2 imports", 12],
      ["cwl-1.log", 9],
    ]);
    expect(rows[0]).toMatchObject({ bytes: 24, from: 86_400, to: 4 * 86_400, in_step_at: 3 * 86_400 });
  });

  it("names an import that has a limit", () => {
    const rules = [{ source: "imp-2", days: 3, bytes: null }];
    expect(heldRows({ inputs: imports, rules }).map(({ name }) => name)).toEqual(["imp-2.log", "1 import"]);
  });
});

describe("words about retention", () => {
  const nothing: Retention = {
    rules: [],
    total: { records: 0, bytes: 0, from: null, to: null },
    inputs: [],
    due: { days: 0, records: 0, bytes: 0, from: null, to: null },
    over: [],
    last_run: null,
    running: false,
  };

  it("name limits, days and what is dropped", () => {
    expect(sayLimit({ days: 1, bytes: 2e9 })).toBe("1 day, 2.00\u00a0GB");
    expect(sayLimit(undefined)).toBe("No limit");
    expect(sayDays({ from: 1_709_942_400, to: 1_710_028_800 })).toBe("2024-03-09");
    expect(sayHeld(nothing)).toBe("No records are held.");
    const total = { records: 1, bytes: 228_000, from: 1_709_942_400, to: 1_710_028_800 };
    expect(sayHeld({ ...nothing, total })).toBe(
      "1 record of 2024-03-09 takes 228\u00a0kB on disk. Nothing is dropped by itself.",
    );
    expect(sayDue(nothing)).toBe("These limits drop nothing now.");
    const due = { days: 2, records: 1200, bytes: 5e6, from: 1_709_942_400, to: 1_710_115_200 };
    expect(sayDue({ ...nothing, due })).toBe(
      "These limits drop 1,200 records now, about 5.00\u00a0MB, from 2 days: 2024-03-09 to 2024-03-10.",
    );
  });
});
