import { describe, expect, it } from "vitest";
import {
  boundsParams,
  conversationParams,
  coverageParams,
  findingsParams,
  hostParams,
  hostPeersParams,
  hostSeriesParams,
  hostServicesParams,
  recordsParams,
  rejectionsParams,
  seriesParams,
  summaryParams,
  topologyParams,
  topParams,
} from "@/lib/api/contract";
import { parseFilter } from "@/lib/filter";
import { PAGES } from "./pages";
import { Seeded } from "./population";
import { PRODUCT_PAGES } from "./product-pages";
import { QUESTIONS } from "./questions";

const SCHEMAS: Readonly<Record<string, { parse(value: unknown): unknown }>> = {
  summary: summaryParams.strict(),
  series: seriesParams.strict(),
  top: topParams.strict(),
  records: recordsParams.strict(),
  coverage: coverageParams.strict(),
  bounds: boundsParams.strict(),
  conversation: conversationParams.strict(),
  findings: findingsParams.strict(),
  host: hostParams.strict(),
  "host/peers": hostPeersParams.strict(),
  "host/series": hostSeriesParams.strict(),
  "host/services": hostServicesParams.strict(),
  rejections: rejectionsParams.strict(),
  topology: topologyParams.strict(),
};

const ALL = [...PAGES, ...PRODUCT_PAGES, ...QUESTIONS.map((page) => ({ ...page, name: `question: ${page.name}` }))];

it("gives every page and every question a name of its own", () => {
  expect(new Set(ALL.map(({ name }) => name)).size).toBe(ALL.length);
});

describe.each(ALL.map((page) => [page.name, page] as const))("%s", (_, page) => {
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
