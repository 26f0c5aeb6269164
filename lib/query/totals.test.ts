import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { EMPTY_FILTER, parseFilter } from "@/lib/filter";
import { askBounds } from "./bounds";
import { askCoverage } from "./coverage";
import { askFacts } from "./facts";
import { groupingNamed } from "./grouping";
import type { Question } from "./question";
import { askSeries } from "./series";
import { askSummary } from "./summary";
import { inPlace, isFlow, measured, sums } from "./testing/reference";
import { BEGIN, HOURS, type TestRow } from "./testing/rows";
import { startTestStore, type TestStore } from "./testing/store";
import { askTop } from "./top";

let store: TestStore;
beforeAll(async () => {
  store = await startTestStore();
});
afterAll(() => store.close());

function filterOf(text: string) {
  const result = parseFilter(text);
  if (!result.ok) throw new Error(result.error.message);
  return result.filter;
}

/** Filters with what they mean, written out. */
const FILTERS: readonly (readonly [string, (row: TestRow) => boolean])[] = [
  ["", () => true],
  ["action:REJECT", (row) => row.action === "REJECT"],
  ["dstport:443", (row) => row.dstport === 443],
  ["bytes>=100", (row) => row.bytes !== null && Number(row.bytes) >= 100],
  ["not action:ACCEPT", (row) => row.action !== "ACCEPT"],
  ["addr:10.10.1.10", (row) => row.srcaddr === "10.10.1.10" || row.dstaddr === "10.10.1.10"],
  ["srcaddr:10.10.1.10", (row) => row.srcaddr === "10.10.1.10"],
  ["interface-id:-", (row) => row.interface_id === null],
];

const END = BEGIN + HOURS * 3600;
const place = fc.record({
  from: fc.option(fc.integer({ min: BEGIN - 100, max: END })),
  to: fc.option(fc.integer({ min: BEGIN, max: END + 100 })),
  input: fc.option(fc.constantFrom(7, 12, 99)),
});
const asked = fc.tuple(place, fc.constantFrom(...FILTERS), fc.constantFrom(...FILTERS));

/** The question and the rows that it is about. */
function meant([where, [text, holds], [more, also]]: [
  { from: number | null; to: number | null; input: number | null },
  (typeof FILTERS)[number],
  (typeof FILTERS)[number],
]): { question: Question; lines: TestRow[] } {
  const question = { ...where, filter: filterOf(`${text} ${more}`) };
  return { question, lines: store.rows.filter((row) => inPlace(row, where) && holds(row) && also(row)) };
}

const RUNS = { numRuns: 25 };

describe("summary", () => {
  test("adds up what matches, by action, with lost and silent lines apart", async () => {
    await fc.assert(
      fc.asyncProperty(asked, async (given) => {
        const { question, lines } = meant(given);
        const flows = lines.filter(isFlow);
        const answer = await askSummary(store.asker, question);
        const starts = flows.flatMap(({ start }) => (start === null ? [] : [Number(start)]));
        const ends = flows.flatMap(({ end }) => (end === null ? [] : [Number(end)]));
        expect(answer).toMatchObject({
          ...sums(flows),
          nodata: lines.filter((row) => row.log_status === "NODATA").length,
          skipdata: lines.filter((row) => row.log_status === "SKIPDATA").length,
          first_start: starts.length > 0 ? Math.min(...starts) : null,
          last_end: ends.length > 0 ? Math.max(...ends) : null,
          at_least: store.rows.some((row) => row.log_status === "SKIPDATA" && inPlace(row, question)),
        });
      }),
      RUNS,
    );
  });
});

describe("series", () => {
  test("every bucket of the range is there, aligned, and the buckets add up to the summary", async () => {
    const measures = fc.constantFrom("bytes" as const, "packets" as const, "flows" as const);
    const by = fc.constantFrom(null, "action", "srcaddr", "service", "pair", "dstport", "interface_id", "protocol");
    await fc.assert(
      fc.asyncProperty(
        asked,
        measures,
        by,
        fc.constantFrom("auto" as const, 60, 420),
        async (given, measure, name, interval) => {
          const { question, lines } = meant(given);
          const grouping = name === null ? null : groupingNamed(name);
          const options = { measure, grouping, interval, limit: 3, maxPoints: 100 };
          const answer = await askSeries(store.asker, question, options);
          const flows = lines.filter((row) => isFlow(row) && row.start !== null);
          const sum = answer.series.reduce((all, line) => all + Number(line.total), 0);
          expect(sum).toBe(measured(flows, measure));
          expect(answer.series.length).toBeLessThanOrEqual(4);
          for (const line of answer.series) {
            expect(line.points.every(([t]) => t % answer.interval === 0)).toBe(true);
            expect(line.points.reduce((all, [, value]) => all + Number(value), 0)).toBe(Number(line.total));
            const [first] = line.points[0] ?? [0];
            expect(line.points.map(([t]) => t)).toEqual(line.points.map((_, i) => first + i * answer.interval));
            expect(first).toBeLessThanOrEqual(Number(answer.from));
            expect(first + line.points.length * answer.interval).toBeGreaterThanOrEqual(Number(answer.to));
          }
          if (interval === "auto") expect(answer.series[0]?.points.length ?? 0).toBeLessThanOrEqual(100);
        },
      ),
      { numRuns: 40 },
    );
  });

  test("each value stands in the bucket of its record's start", async () => {
    const question = { filter: EMPTY_FILTER, from: BEGIN, to: END, input: null };
    const options = { measure: "bytes", grouping: null, interval: 600, limit: 9, maxPoints: 300 } as const;
    const { series } = await askSeries(store.asker, question, options);
    const expected = Array.from({ length: HOURS * 6 }, (_, i) => {
      const t = BEGIN + i * 600;
      return [
        t,
        measured(
          store.rows.filter((row) => isFlow(row) && inPlace(row, { from: t, to: t + 600, input: null })),
          "bytes",
        ),
      ];
    });
    expect(series[0]?.points).toEqual(expected);
  });

  test("an interval that makes too many buckets is refused with one that does not", async () => {
    const question = { filter: EMPTY_FILTER, from: 0, to: BEGIN, input: null };
    const options = { measure: "bytes", grouping: null, interval: 60, limit: 9, maxPoints: 300 } as const;
    await expect(askSeries(store.asker, question, options)).rejects.toMatchObject({
      name: "QuestionError",
      parameter: "interval",
      message: expect.stringContaining("5000"),
    });
  });
});

describe("facts", () => {
  test("tells for each condition what matches it alone, and without it", async () => {
    const { question } = meant([{ from: BEGIN, to: END, input: null }, FILTERS[1] as never, FILTERS[2] as never]);
    const flows = store.rows.filter((row) => isFlow(row) && inPlace(row, question));
    const rejected = flows.filter((row) => row.action === "REJECT");
    const https = flows.filter((row) => row.dstport === 443);
    const answer = await askFacts(store.asker, question);
    expect(answer).toMatchObject({
      flows: rejected.filter((row) => row.dstport === 443).length,
      flows_in_range: flows.length,
      flows_any_time: store.rows.filter((row) => isFlow(row) && row.action === "REJECT" && row.dstport === 443).length,
    });
    expect(answer.conditions).toEqual([
      { index: 0, text: "action:REJECT", flows_alone: rejected.length, flows_without: https.length },
      { index: 1, text: "dstport:443", flows_alone: https.length, flows_without: rejected.length },
    ]);
  });
});

describe("bounds and coverage", () => {
  test("bounds are those of the flow records", async () => {
    const flows = store.rows.filter((row) => isFlow(row) && row.input === 7);
    const starts = flows.flatMap(({ start }) => (start === null ? [] : [Number(start)]));
    expect(await askBounds(store.asker, 7)).toMatchObject({
      flows: flows.length,
      first_start: Math.min(...starts),
      last_start: Math.max(...starts),
    });
  });

  test("each bucket says how many interfaces a window touches it of", async () => {
    const question = { filter: filterOf("dstport:443"), from: BEGIN, to: END, input: null };
    const answer = await askCoverage(store.asker, question, { maxPoints: 50, limit: 20 });
    expect(answer.buckets.length).toBeLessThanOrEqual(50);
    for (const bucket of answer.buckets) {
      const touching = (status: string) =>
        new Set(
          store.rows
            .filter((row) => row.log_status === status && row.start !== null)
            .filter((row) => Number(row.start) < bucket.t + answer.interval && Number(row.end) >= bucket.t)
            .map((row) => row.interface_id),
        ).size;
      expect(bucket).toMatchObject({ nodata: touching("NODATA"), skipdata: touching("SKIPDATA") });
    }
    const lines = (eni: string | null, status: string) =>
      store.rows.filter((row) => row.interface_id === eni && row.log_status === status && row.start !== null).length;
    for (const one of answer.interfaces) {
      expect(one.nodata).toBe(lines(one.interface_id, "NODATA"));
      expect(one.skipdata).toBe(lines(one.interface_id, "SKIPDATA"));
      expect(one.spans.every(({ from, to }) => from < to)).toBe(true);
    }
  });
});

test("a question over everything and nothing answers, too", async () => {
  const nothing = { filter: filterOf("dstport:1"), from: null, to: null, input: null };
  expect(await askSummary(store.asker, nothing)).toMatchObject({ flows: 0, first_start: null, last_end: null });
  const options = { measure: "flows", grouping: null, interval: "auto", limit: 9, maxPoints: 300 } as const;
  expect(await askSeries(store.asker, nothing, options)).toMatchObject({ series: [], from: null, to: null });
  const grouping = groupingNamed("srcaddr");
  expect(await askTop(store.asker, nothing, { grouping, measure: "bytes", limit: 5 })).toMatchObject({
    rows: [],
    other: { flows: 0, groups: 0 },
    total: { flows: 0 },
  });
});
