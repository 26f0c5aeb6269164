import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FIELDS } from "@/lib/flow";
import { ALL_DATA, between, DEFAULT_RANGE } from "./range";
import { MAX_URL_LENGTH, parseView, printView, viewHref } from "./url";
import { CHARTS, DEFAULT_VIEW, GROUPINGS, MAX_COLUMNS, MEASURES, type View } from "./view";

const columns = FIELDS.map((field) => field.column);
const frozen = fc.integer({ min: 0, max: 4_102_444_800 });
const relative = fc.tuple(fc.integer({ min: 1, max: 9999 }), fc.constantFrom("s", "m", "h", "d", "w"));
const moment = fc.oneof(
  frozen,
  relative.map(([count, unit]) => `now-${count}${unit}` as const),
  fc.constant("now" as const),
);

const range = fc.oneof(
  fc.constant(DEFAULT_RANGE),
  fc.constant(ALL_DATA),
  fc
    .tuple(fc.option(moment), fc.option(moment))
    .filter(([from, to]) => from !== null || to !== null)
    .filter(([from, to]) => typeof from !== "number" || typeof to !== "number" || from < to)
    .map(([from, to]) => between(from, to)),
);

const view: fc.Arbitrary<View> = fc
  .record({
    version: fc.constant(1 as const),
    filter: fc.string({ maxLength: 200, unit: "grapheme" }).map((text) => text.trim()),
    range,
    timezone: fc.constantFrom("UTC", "local", "Europe/Berlin", "America/Argentina/Buenos_Aires", "Asia/Kolkata"),
    measure: fc.constantFrom(...MEASURES),
    by: fc.constantFrom(...GROUPINGS.map((grouping) => grouping.key)),
    chart: fc.constantFrom(...CHARTS),
    compare: fc.boolean(),
    sort: fc.tuple(fc.constantFrom("", "-"), fc.constantFrom(...columns)).map((parts) => parts.join("")),
    columns: fc.uniqueArray(fc.constantFrom(...columns), { minLength: 1, maxLength: MAX_COLUMNS }),
  })
  .chain((rest) =>
    fc.oneof(
      fc.constant(rest),
      fc.integer({ min: 1, max: 9999 }).map((id) => ({ ...rest, source: `imp-${id}` })),
    ),
  );

const query = (href: string) => new URL(href, "http://flowglass.invalid").searchParams;

describe("a view in a URL", () => {
  it("reads back what it wrote", () => {
    fc.assert(
      fc.property(view, (given) => {
        expect(parseView(printView(given))).toEqual(given);
      }),
    );
  });

  it("reads back the readable link as well", () => {
    fc.assert(
      fc.property(view, (given) => {
        expect(parseView(query(viewHref("/explore", given)))).toEqual(given);
      }),
    );
  });

  it("is no parameter at all by default, and carries its version otherwise", () => {
    expect(viewHref("/", DEFAULT_VIEW)).toBe("/");
    expect(printView({ ...DEFAULT_VIEW, filter: "dstport:22" }).get("v")).toBe("1");
  });

  it("stays readable", () => {
    const given: View = {
      ...DEFAULT_VIEW,
      filter: "dstport:(22 or 3389) srcaddr:10.0.0.0/8",
      range: between(1587747600, "now"),
      by: "service",
    };
    expect(viewHref("/", given)).toBe(
      "/?v=1&q=dstport:(22+or+3389)+srcaddr:10.0.0.0/8&from=2020-04-24T17:00:00Z&to=now&by=service",
    );
  });

  it("fits into a link with a long filter and the longest columns", () => {
    const longest = [...columns].sort((a, b) => b.length - a.length).slice(0, MAX_COLUMNS);
    const filter = Array.from({ length: 40 }, (_, i) => `addr:10.20.30.${100 + i}`).join(" or ");
    const given: View = {
      version: 1,
      filter,
      range: between(1587747600, 1587749400),
      timezone: "America/Argentina/Buenos_Aires",
      measure: "packets",
      by: "ecs_container_instance_arn",
      chart: "table",
      compare: true,
      sort: "-ecs_container_instance_arn",
      columns: longest,
      source: "imp-123456",
    };
    expect(`https://flowglass.example.com:4480${viewHref("/explore", given)}`.length).toBeLessThan(MAX_URL_LENGTH);
  });
});

describe("an unknown or wrong parameter", () => {
  it("is as if it were absent, whatever it holds", () => {
    const name = fc.constantFrom("v", "range", "from", "to", "tz", "measure", "by", "chart", "sort", "cols", "source");
    fc.assert(
      fc.property(name, fc.string(), (key, text) => {
        const parsed = parseView({ [key]: text });
        expect(parseView(printView(parsed))).toEqual(parsed);
      }),
    );
    expect(
      parseView({ v: "7", measure: "octets", by: "colour", chart: "pie", sort: "-x", cols: "a,b", tz: "Mars/Base" }),
    ).toEqual(DEFAULT_VIEW);
  });

  it("drops a range that ends before it starts", () => {
    expect(parseView({ from: "1587749363", to: "1587749300" }).range).toEqual(DEFAULT_RANGE);
  });

  it("keeps the first of a repeated parameter, and field names with dashes", () => {
    expect(parseView({ q: ["a", "b"] }).filter).toBe("a");
    expect(parseView({ cols: "log-status,start,log_status" }).columns).toEqual(["log_status", "start"]);
  });
});
