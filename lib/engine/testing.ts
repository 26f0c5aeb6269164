import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedEngine } from "./embedded";
import type { Engine } from "./engine";
import { migrate } from "./migrate";

/**
 * Starts a real, empty, migrated engine in a temporary folder, for tests and benchmarks.
 * `close` stops it and removes the folder.
 */
export async function startTestEngine(): Promise<{
  engine: Engine;
  folder: string;
  pid(): number | undefined;
  close(): Promise<void>;
}> {
  const folder = await mkdtemp(join(tmpdir(), "flowglass-test-"));
  const embedded = await startEmbeddedEngine(folder);
  await migrate(embedded.engine);
  return {
    engine: embedded.engine,
    folder,
    pid: embedded.pid,
    close: async () => {
      await embedded.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
