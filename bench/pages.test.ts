import { describe, expect, it } from "vitest";
import { coverageParams, recordsParams, seriesParams, summaryParams, topParams } from "@/lib/api/contract";
import { parseFilter } from "@/lib/filter";
import { PAGES } from "./pages";
import { Seeded } from "./population";

const SCHEMAS: Readonly<Record<string, { parse(value: unknown): unknown }>> = {
  summary: summaryParams.strict(),
  series: seriesParams.strict(),
  top: topParams.strict(),
  records: recordsParams.strict(),
  coverage: coverageParams.strict(),
};

describe.each(PAGES.map((page) => [page.name, page] as const))("%s", (_, page) => {
  const random = new Seeded(3);
  const runs = Array.from({ length: 6 }, () => page.requests(random));

  it("asks what the API understands", () => {
    for (const path of runs.flat()) {
      const url = new URL(path, "http://localhost");
      const schema = SCHEMAS[url.pathname.replace("/api/", "")];
      expect(schema, path).toBeDefined();
      const params = Object.fromEntries(url.searchParams);
      expect(() => schema?.parse(params), path).not.toThrow();
      expect(parseFilter(params.q ?? ""), path).toMatchObject({ ok: true });
    }
  });

  it("asks the same for the same seed, and varies", () => {
    const again = new Seeded(3);
    expect(runs.map(() => page.requests(again))).toEqual(runs);
    if (!page.name.includes("all of the log")) expect(new Set(runs.map((run) => run.join())).size).toBeGreaterThan(1);
  });
});
