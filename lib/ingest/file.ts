import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile, rm, stat } from "node:fs/promises";
import type { ImportEntry } from "./entry";

/** Is there a file? */
export const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** Files that are read for their hash at one time. */
const AT_ONCE = 8;
/** Up to this size a file is read in one go. */
const SMALL_BYTES = 4 * 2 ** 20;

let reading = 0;
const waiting: (() => void)[] = [];

/** Runs work when fewer than `AT_ONCE` others do: thousands of files would otherwise be open together. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (reading >= AT_ONCE) await new Promise<void>((go) => waiting.push(go));
  else reading += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else reading -= 1;
  }
}

/** SHA-256 of a file's bytes and of the field order given with it. @throws the signal's reason; what reading throws. */
export function hashOf(entry: ImportEntry, signal: AbortSignal): Promise<string> {
  const path = entry.path ?? "";
  return inTurn(async () => {
    signal.throwIfAborted();
    const hash = createHash("sha256");
    if (entry.bytesTotal <= SMALL_BYTES) hash.update(await readFile(path, { signal }));
    else
      for await (const bytes of createReadStream(path, { highWaterMark: 2 ** 20, signal }))
        hash.update(bytes as Buffer);
    return hash.update(`\0${entry.format?.join(" ") ?? ""}`).digest("hex");
  });
}

/** Deletes the copy that was made of an import's file, if one was, and forgets where it was. */
export async function dropFile(entry: ImportEntry): Promise<void> {
  if (!entry.owned) return;
  if (entry.path) {
    await rm(entry.path, { force: true });
    // What the resumable upload knew of it.
    await rm(`${entry.path}.json`, { force: true });
  }
  entry.path = null;
}
