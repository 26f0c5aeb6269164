import type { Reads } from "./touches";

/** What the key of a question about records says. */
export interface KeyReads extends Reads {
  /** `summary`, `series` … */
  readonly kind: string;
  /** How many times the range's own length it looks back. */
  readonly before: number;
}

/** Questions that compare with the period before. */
const COMPARING: ReadonlySet<string> = new Set(["rejections"]);

/** Reads the key of a question: `["flows", kind, parameters]` (lib/api/queries.ts). */
export function readsOf(key: readonly unknown[]): KeyReads {
  const [, kind, params] = key;
  const reads: Reads = typeof params === "object" && params !== null ? params : {};
  const compares = COMPARING.has(String(kind)) || ("compare" in reads && Boolean(reads.compare));
  return { kind: String(kind), before: compares ? 1 : 0, from: reads.from, to: reads.to, source: reads.source };
}
