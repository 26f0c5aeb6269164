import type { Count } from "./contract";

/** The number that a count stands for; from 2^53 on the nearest one. Apart from the schemas, so that a page does not load them. */
export function countValue(value: Count): number {
  return typeof value === "number" ? value : Number(value);
}

/** A count as the API writes it, from the engine's decimal text (or a small number). Null counts nothing: 0. */
export function countOf(value: string | number | null | undefined): Count {
  if (value === null || value === undefined) return 0;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}
