import type { HeldInput, Retention } from "@/lib/api/contract";
import { toNumber } from "@/lib/view";

/** A line of the table: a source, an import with a limit of its own, or all other imports together. */
export type HeldRow = Pick<HeldInput, "id" | "kind" | "name" | "records" | "bytes" | "from" | "to" | "in_step_at">;

/** The id of the line of the imports that are told together. */
export const IMPORTS = "imports";

const least = (values: readonly (number | null)[]): number | null =>
  values.reduce((low, value) => (low === null || (value !== null && value < low) ? value : low), null);
const most = (values: readonly (number | null)[]): number | null =>
  values.reduce((high, value) => (high === null || (value !== null && value > high) ? value : high), null);

/**
 * What can be limited, each with what it holds, the most first. Imports have a list of their own, so those without a
 * limit are one line here. Empty when that line would be the only one: the total above says the same.
 */
export function heldRows({ inputs, rules }: Pick<Retention, "inputs" | "rules">): HeldRow[] {
  const limited = new Set(rules.map(({ source }) => source));
  const named = inputs.filter(({ id, kind }) => kind !== "import" || limited.has(id));
  const others = inputs.filter((one) => !named.includes(one));
  if (named.length === 0) return [];
  if (others.length === 0) return named;
  const sum = (values: readonly (number | string)[]) => values.reduce<number>((all, one) => all + toNumber(one), 0);
  const together: HeldRow = {
    id: IMPORTS,
    kind: "import",
    name: others.length === 1 ? "1 import" : `${others.length} imports`,
    records: sum(others.map(({ records }) => records)),
    bytes: sum(others.map(({ bytes }) => bytes)),
    from: least(others.map(({ from }) => from)),
    to: most(others.map(({ to }) => to)),
    in_step_at: most(others.map(({ in_step_at }) => in_step_at)),
  };
  return [...named, together].sort((a, b) => toNumber(b.records) - toNumber(a.records));
}
