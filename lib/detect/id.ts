/** FNV-1a, 64 bits (RFC draft-eastlake-fnv): short, and the same in every run. */
function fnv(text: string): bigint {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text))
    hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & ((1n << 64n) - 1n);
  return hash;
}

/**
 * A finding's id: the same for the same data, and while the incident goes on.
 * @param key what tells the incident from others of its kind.
 * @param first the start of its first record, epoch seconds.
 */
export function findingId(kind: string, key: string, first: number): string {
  return `${kind.replaceAll("_", "-")}-${fnv(`${kind}\n${key}\n${first}`).toString(16).padStart(16, "0")}`;
}

/** Whether a text has the form of an id. */
export const isFindingId = (text: string): boolean => /^[a-z-]{4,30}-[0-9a-f]{16}$/.test(text);
