import { statfs } from "node:fs/promises";

/** Bytes a record takes at most while a run lasts: packed text, the store with parts that are being merged, and the bare table. */
const BYTES_A_RECORD = 120;

const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(bytes < 1e10 ? 1 : 0)} GB`;

/** One sentence when a run of so many records does not fit into the room that is left; null when it does. */
export function lackOfRoom(records: number, free: number, folder: string): string | null {
  const needed = records * BYTES_A_RECORD;
  if (needed <= free) return null;
  return `${records.toLocaleString("en")} records need about ${gigabytes(needed)} in ${folder}, which has ${gigabytes(free)} left: choose fewer, or another folder with TMPDIR.`;
}

/** @throws Error with that sentence. */
export async function checkRoom(records: number, folder: string): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const lack = lackOfRoom(records, bavail * bsize, folder);
  if (lack) throw new Error(lack);
}
