import type { Engine } from "../engine/engine";
import type { Entries } from "./entries";
import { hasEnded, type ImportEntry } from "./entry";
import type { BatchMember } from "./import-batch";
import { IMPORT_LIMITS } from "./staging";

/** What looking for an earlier import of the same bytes needs. */
export interface TwinTools {
  readonly engine: Engine;
  readonly entries: Entries;
  readonly running: (id: number) => BatchMember | undefined;
  /** Removes what is left of an import, and forgets its hash for good. */
  readonly retire: (entry: ImportEntry) => Promise<void>;
}

/** Are all the records there that an import added? Retention may have dropped days. */
async function isWhole(engine: Engine, { id, flows, nodata, skipdata }: ImportEntry): Promise<boolean> {
  const { rows } = await engine.query<{ n: string }>(
    "SELECT count() AS n FROM flows WHERE input = {id:UInt32}",
    { id },
    IMPORT_LIMITS,
  );
  return Number(rows[0]?.n ?? 0) >= flows + nodata + skipdata;
}

/**
 * The import that holds the bytes of this one already, or an older one that is reading them now. One that holds a part of
 * them only, since days were dropped, gives way: its rest is removed, so that all of it can be added again.
 * @throws EngineError
 */
export async function twinOf(tools: TwinTools, entry: ImportEntry): Promise<ImportEntry | undefined> {
  const others = tools.entries.sameSize(entry).filter((other) => other.id !== entry.id && other.duplicateOf === null);
  const older = others.filter(({ id }) => id < entry.id);
  await Promise.allSettled(older.map(({ id }) => tools.running(id)?.hashed));
  const twins = others.filter((other) => other.hash === entry.hash);
  for (const stored of twins.filter(({ state }) => state === "done")) {
    if (await isWhole(tools.engine, stored)) return stored;
    await tools.retire(stored);
  }
  return twins.find((other) => other.id < entry.id && tools.running(other.id) && !hasEnded(other));
}
