import { expect, it } from "vitest";
import { growthTable, shortCount } from "./figures";
import { pageFigures, ratioOf } from "./figures-of";
import { importTable, phaseTable } from "./tables";

const timing = (name: string, p50: number) => ({
  name,
  p50,
  p95: p50 * 2,
  requests: 1,
  runs: 4,
  first: p50,
  slowest: "",
  openings: 4,
});

it("says sizes as people do", () => {
  expect([1e9, 1e8, 2_500_000, 100_000, 123_456].map(shortCount)).toEqual(["1B", "100M", "2.5M", "100k", "123456"]);
});

it("shows how each figure grows from the first size to the last", () => {
  const table = growthTable([
    {
      records: 1e6,
      figures: [
        { name: "host: warm p50", unit: "ms", value: 40 },
        { name: "import", unit: "records/s", value: 500_000 },
      ],
    },
    { records: 1e7, figures: [{ name: "host: warm p50", unit: "ms", value: 50 }] },
    {
      records: 1e8,
      figures: [
        { name: "host: warm p50", unit: "ms", value: 60 },
        { name: "import", unit: "records/s", value: 400_000 },
        { name: "8 against one", unit: "ratio", value: 2.5 },
      ],
    },
  ]);
  const rows = table.split("\n").map((row) => row.split("|").map((cell) => cell.trim()));
  expect(rows[0]?.slice(1, -1)).toEqual(["", "1M", "10M", "100M", "100M / 1M"]);
  expect(rows[2]?.slice(1, -1)).toEqual(["host: warm p50, ms", "40", "50", "60", "1.50"]);
  expect(rows[3]?.slice(1, -1)).toEqual(["import, records/s", "0.50M", "", "0.40M", "0.80"]);
  expect(rows[4]?.slice(1, -1)).toEqual(["8 against one", "", "", "2.50", ""]);
});

it("compares each phase with the quiet page of the same name", () => {
  const pages = {
    cold: [timing("host", 90)],
    warm: [timing("host", 30), timing("overview", 100)],
    viewers: [timing("overview", 250), timing("host", 60)],
    during: [timing("host", 45)],
    after: [],
  };
  expect(pageFigures(pages).map(({ name, value }) => [name, value])).toEqual([
    ["host: cold p50", 90],
    ["host: warm p50", 30],
    ["host: warm p95", 60],
    ["host: several viewers against one", 2],
    ["host: during an import against quiet", 1.5],
    ["overview: warm p50", 100],
    ["overview: warm p95", 200],
    ["overview: several viewers against one", 2.5],
  ]);
  expect(ratioOf(undefined, { p50: 1 })).toBeNull();
  expect(ratioOf({ p50: 1 }, { p50: 0 })).toBeNull();
  const [head = "", , host = ""] = phaseTable(pages, 8).split("\n");
  expect(head).toContain("8 viewers");
  expect(host.split("|").map((cell) => cell.trim())).toEqual([
    "",
    "host",
    "90, 180",
    "30, 60",
    "60, 120",
    "2.00",
    "45, 90",
    "1.50",
    "4",
    "",
    "",
    "",
  ]);
});

it("compares the import with whatever did less with the same files", () => {
  const [, , zcat = "", own = ""] = importTable(1e6, 10, [{ name: "zcat", seconds: 4 }]).split("\n");
  expect(zcat.split("|").map((cell) => cell.trim())).toEqual(["", "zcat", "4.0", "0.25M/s", "0.40", "2.50", ""]);
  expect(own.split("|").map((cell) => cell.trim())).toEqual(["", "Flowglass", "10.0", "0.10M/s", "1.00", "1.00", ""]);
});
