import { type Count, countOf, exact, type Raw } from "./count";

/** What traffic is measured by. */
export type Measure = "bytes" | "packets" | "flows";

/** What traffic adds up to. */
export interface Totals {
  readonly flows: Count;
  readonly bytes: Count;
  readonly packets: Count;
}

/** Totals, and the parts that were accepted and rejected. */
export interface SplitTotals extends Totals {
  readonly accept: Totals;
  readonly reject: Totals;
}

/** Column aliases of the sums: t_ in all, a_ accepted, r_ rejected. They differ from every column's name. */
const PARTS = [
  ["t", null],
  ["a", "action = 'ACCEPT'"],
  ["r", "action = 'REJECT'"],
] as const;
const MEASURES = ["flows", "bytes", "packets"] as const;

/** A row with the aliases of `splitSql`. */
export type SumsRow = Record<string, Raw>;

/** The sum of one measure over rows, optionally of those only that meet a condition. Never NULL. */
export function sumSql(measure: Measure, condition?: string | null): string {
  if (measure === "flows") return condition ? `countIf(${condition})` : "count()";
  return condition ? `ifNull(sumIf(${measure}, ${condition}), 0)` : `ifNull(sum(${measure}), 0)`;
}

/** The nine sums over rows, named `one`, that `sumsSelect` made with `byAction`. `within` is a condition on them. */
export function splitSql(within?: string): string {
  return PARTS.flatMap(([part, condition]) =>
    MEASURES.map((measure) => {
      const column = `one.${measure === "flows" ? "flows" : `sum_${measure}`}`;
      const both = [within, condition].filter(Boolean).join(" AND ");
      return `${both ? `sumIf(${column}, ${both})` : `sum(${column})`} AS ${part}_${measure}`;
    }),
  ).join(", ");
}

/** The names of the nine sums. */
export const SUM_NAMES: readonly string[] = PARTS.flatMap(([part]) => MEASURES.map((measure) => `${part}_${measure}`));

const totalsOf = (row: SumsRow, part: string): Totals => ({
  flows: countOf(row[`${part}_flows`]),
  bytes: countOf(row[`${part}_bytes`]),
  packets: countOf(row[`${part}_packets`]),
});

/** The nine sums of a row, as an answer writes them. */
export function splitTotalsOf(row: SumsRow): SplitTotals {
  return { ...totalsOf(row, "t"), accept: totalsOf(row, "a"), reject: totalsOf(row, "r") };
}

/** Adds up the sums of rows, then takes others away; exact beyond 2^53. */
export function combineSums(plus: readonly SumsRow[], minus: readonly SumsRow[] = []): SumsRow {
  return Object.fromEntries(
    SUM_NAMES.map((name) => {
      const added = plus.reduce((sum, row) => sum + exact(row[name]), 0n);
      return [name, String(minus.reduce((sum, row) => sum - exact(row[name]), added))];
    }),
  );
}
