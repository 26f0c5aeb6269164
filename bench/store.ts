import { type ClosableEngine, connectEmbedded } from "@/lib/engine/client";
import { socketPath } from "@/lib/engine/embedded";
import type { Server } from "./server";

/** What the engine keeps in memory of what it has read. The files themselves stay where the operating system keeps them. */
const CACHES = ["MARK CACHE", "UNCOMPRESSED CACHE", "INDEX MARK CACHE", "INDEX UNCOMPRESSED CACHE", "QUERY CACHE"];

/** A second client to the engine of a running server. */
export const connectStore = (server: Server): ClosableEngine => connectEmbedded(socketPath(server.data, server.pid));

/** Makes the engine forget what it keeps of its files, so that the next statement reads them. @throws EngineError */
export async function dropCaches(engine: ClosableEngine): Promise<void> {
  for (const cache of CACHES) await engine.command(`SYSTEM DROP ${cache}`);
}

/** Bytes of the store on disk with all sums and indexes, without parts that were merged into others. @throws EngineError */
export async function bytesOnDisk(engine: ClosableEngine): Promise<number> {
  const sql = "SELECT sum(bytes_on_disk) AS bytes FROM system.parts WHERE active AND database = currentDatabase()";
  const { rows } = await engine.query<{ bytes: string }>(sql);
  return Number(rows[0]?.bytes ?? 0);
}
