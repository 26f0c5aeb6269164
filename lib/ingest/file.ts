import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { ImportEntry } from "./entry";

/** Is there a file? */
export const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** SHA-256 of a file's bytes and of the field order given with it. */
export async function hashOf(entry: ImportEntry, signal: AbortSignal): Promise<string> {
  const hash = createHash("sha256");
  for await (const bytes of createReadStream(entry.path ?? "", { highWaterMark: 2 ** 20, signal }))
    hash.update(bytes as Buffer);
  return hash.update(`\0${entry.format?.join(" ") ?? ""}`).digest("hex");
}
