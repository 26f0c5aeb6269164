import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { ImportEntry } from "../ingest/entry";
import type { ImportService } from "../ingest/service";

/** Imports the bundled sample; where it is in the store already, nothing is added. */
export async function importSample(imports: ImportService, root: string): Promise<ImportEntry[]> {
  const folder = join(root, "public", "samples");
  const names = (await readdir(folder)).filter((name) => name.endsWith(".gz")).sort();
  const entries: ImportEntry[] = [];
  for (const name of names) entries.push(await imports.add({ name, path: join(folder, name), owned: false }));
  return entries;
}
