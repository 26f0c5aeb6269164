import type { Retention, RetentionRule } from "@/lib/api/contract";

/** One line of the form: what is limited, and the two limits as they are typed. */
export interface LimitLine {
  /** Null: everything together. */
  readonly source: string | null;
  readonly name: string;
  readonly days: string;
  /** Gigabytes (10^9 bytes). */
  readonly size: string;
}

const GIGABYTE = 1e9;
const LEAST_BYTES = 1e6;
const MOST_DAYS = 36_500;

/** A figure without zeros that say nothing: `0.5`, `200`. */
const asTyped = (value: number | null): string => (value === null ? "" : String(Number(value.toFixed(6))));

/** The lines of the form: everything, each source, and whatever else has a limit. */
export function limitLines({ rules, inputs }: Pick<Retention, "rules" | "inputs">): LimitLine[] {
  const limited = new Set(rules.map((rule) => rule.source));
  const listed = inputs.filter((one) => one.kind !== "import" || limited.has(one.id));
  const lines = [
    { source: null, name: "Everything together" },
    ...listed.map(({ id, name }) => ({ source: id, name })),
  ];
  return lines.map((line) => {
    const rule = rules.find((one) => one.source === line.source);
    return { ...line, days: asTyped(rule?.days ?? null), size: asTyped(rule?.bytes ? rule.bytes / GIGABYTE : null) };
  });
}

/** What is wrong with typed days; undefined when nothing is. */
export function wrongDays(text: string): string | undefined {
  const days = Number(text);
  if (text.trim() === "" || (Number.isInteger(days) && days >= 1 && days <= MOST_DAYS)) return undefined;
  return "A whole number of days, from 1 on.";
}

/** What is wrong with typed gigabytes; undefined when nothing is. */
export function wrongSize(text: string): string | undefined {
  const size = Number(text);
  if (text.trim() === "" || (Number.isFinite(size) && size * GIGABYTE >= LEAST_BYTES && size < 1e6)) return undefined;
  return "A number of gigabytes, from 0.001 on.";
}

/** The rules that a form stands for; undefined while something in it is wrong. */
export function rulesOf(lines: readonly LimitLine[]): RetentionRule[] | undefined {
  if (lines.some((line) => wrongDays(line.days) || wrongSize(line.size))) return undefined;
  return lines
    .map(({ source, days, size }) => ({
      source,
      days: days.trim() === "" ? null : Number(days),
      bytes: size.trim() === "" ? null : Math.round(Number(size) * GIGABYTE),
    }))
    .filter((rule) => rule.days !== null || rule.bytes !== null);
}
