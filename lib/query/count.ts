/** A count of bytes, packets, flows or lines: a number while exact (below 2^53), else a decimal string. */
export type Count = number | string;

/** What the engine gives for a number: 64-bit integers are decimal text. */
export type Raw = string | number | null | undefined;

/** The number that a count stands for; from 2^53 on the nearest one. */
export function countValue(value: Count): number {
  return typeof value === "number" ? value : Number(value);
}

/** A count from the engine's text, or from a sum made here. Null counts nothing: 0. */
export function countOf(value: Raw | bigint): Count {
  if (value === null || value === undefined) return 0;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}

/** The exact integer that the engine gave. Null is 0. */
export function exact(value: Raw): bigint {
  return value === null || value === undefined ? 0n : BigInt(value);
}

/** A number that the engine gave, or null. For values that always fit: times, ports, buckets. */
export function numberOrNull(value: Raw): number | null {
  return value === null || value === undefined ? null : Number(value);
}
