/** Plain records for tests that look at one thing at a time. */
import { DEFAULT_FORMAT } from "@/lib/flow";

export const HEADER = `${DEFAULT_FORMAT.join(" ")}\n`;

/** The i-th of many different records in the default order. */
export const record = (i: number): string =>
  `2 123456789012 eni-0123456789abcdef0 10.0.${i % 200}.7 10.1.0.9 ${1024 + (i % 60_000)} 443 6 ${1 + (i % 30)} ${64 * (1 + (i % 30))} ${1_600_000_000 + i} ${1_600_000_060 + i} ACCEPT OK`;

export const records = (count: number): string[] => Array.from({ length: count }, (_, i) => record(i));

/** Records as text, a line each. */
export const text = (count: number): string =>
  records(count)
    .map((line) => `${line}\n`)
    .join("");
