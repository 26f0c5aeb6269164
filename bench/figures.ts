import { markdownTable } from "./report";

/** One measured figure. Its name is the same at every size. */
export interface Figure {
  readonly name: string;
  readonly unit: "s" | "ms" | "bytes" | "MB" | "ratio" | "records/s";
  readonly value: number;
}

/** A figure with as many digits as mean something. */
export function show({ unit, value }: Pick<Figure, "unit" | "value">): string {
  const digits = unit === "ratio" ? 2 : value < 10 ? 1 : 0;
  if (unit === "records/s") return `${(value / 1e6).toFixed(2)}M`;
  return value.toFixed(digits);
}

/** The sizes as people say them: 1M, 100k. */
export function shortCount(records: number): string {
  for (const [unit, size] of [
    ["B", 1e9],
    ["M", 1e6],
    ["k", 1e3],
  ] as const) {
    if (records >= size && records % (size / 10) === 0) return `${records / size}${unit}`;
  }
  return String(records);
}

/**
 * How each figure grows with the number of records: a row a figure, a column a size, and how many times the first the
 * last one is. A figure that a size lacks is left out there.
 */
export function growthTable(
  runs: readonly { readonly records: number; readonly figures: readonly Figure[] }[],
): string {
  const names = [...new Set(runs.flatMap(({ figures }) => figures.map(({ name }) => name)))];
  const rows = names.map((name) => {
    const found = runs.map(({ figures }) => figures.find((figure) => figure.name === name));
    const [first, last] = [found[0], found.at(-1)];
    const times = first && last && first.value > 0 ? (last.value / first.value).toFixed(2) : "";
    const unit = found.find((figure) => figure !== undefined)?.unit;
    return [
      unit === "ratio" ? name : `${name}, ${unit}`,
      ...found.map((figure) => (figure ? show(figure) : "")),
      times,
    ];
  });
  const sizes = runs.map(({ records }) => shortCount(records));
  return markdownTable(["", ...sizes, `${sizes.at(-1)} / ${sizes[0]}`], rows);
}
