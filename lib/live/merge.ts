import type { LiveChange } from "@/lib/api/contract/live";

/** Several changes as one: every input, and the span from the earliest to the latest; any time if one is of any time. */
export function merged(a: LiveChange | null, b: LiveChange): LiveChange {
  if (!a) return b;
  const known = a.from !== null && a.to !== null && b.from !== null && b.to !== null;
  return {
    revision: Math.max(a.revision, b.revision),
    inputs: [...new Set([...a.inputs, ...b.inputs])],
    from: known ? Math.min(a.from ?? 0, b.from ?? 0) : null,
    to: known ? Math.max(a.to ?? 0, b.to ?? 0) : null,
  };
}
