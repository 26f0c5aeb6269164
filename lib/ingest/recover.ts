import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Engine } from "../engine/engine";
import { hasEnded, type ImportEntry } from "./entry";
import { exists } from "./file";
import { dropLeftTables } from "./read/rejected";
import { Staging, tablesNamed } from "./staging";

/** What to do with an import that had not ended when the program did. */
export type Unfinished = { readonly entry: ImportEntry; readonly outcome: "done" | "again" | "gone" };

/**
 * Puts the staging tables right that a crash left: what was being published is finished, the rest is dropped.
 * @param prefix of the tables' names.
 * @returns the imports that had not ended, and what becomes of them.
 * @throws EngineError
 */
export async function recoverImports(
  engine: Engine,
  prefix: string,
  entries: readonly ImportEntry[],
): Promise<Unfinished[]> {
  await dropLeftTables(engine);
  for (const table of await tablesNamed(engine, prefix)) {
    const held = entries.filter((entry) => entry.phase === "publishing" && entry.staging === table);
    const staging = new Staging(engine, table);
    if (held.length > 0) await staging.finish(held.map(({ id }) => ({ input: id })));
    else await staging.drop();
  }
  const unfinished: Unfinished[] = [];
  for (const entry of entries) {
    if (hasEnded(entry)) continue;
    if (entry.phase === "publishing") unfinished.push({ entry, outcome: "done" });
    else unfinished.push({ entry, outcome: entry.path && (await exists(entry.path)) ? "again" : "gone" });
  }
  return unfinished;
}

/** Removes bodies that a crash cut off on their way in. Resumable uploads stay: their sender goes on with them. */
export async function forgetHalfReceived(folder: string, entries: readonly ImportEntry[]): Promise<void> {
  const wanted = new Set(entries.map((entry) => entry.path));
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    if (name.endsWith(".bin") && !wanted.has(path)) await rm(path, { force: true });
  }
}
