import type { ClosableEngine } from "../client";
import type { ServerEngine } from "../engine";
import type { ServerAddress } from "./address";
import { ClusterClient } from "./client";
import { serverFailure } from "./failure";

/** The oldest ClickHouse that Flowglass was run with; older ones lack settings of tables that it makes. */
export const OLDEST_VERSION = "26.7";

/** A server that cannot be used; the message is one sentence for the user. */
export class ServerError extends Error {
  override readonly name = "ServerError";
}

/** Is a version (`26.7.2.1`) at least another (`26.7`)? */
export function isAtLeast(version: string, oldest: string): boolean {
  const [a, b] = [version, oldest].map((text) => text.split(".").map(Number));
  for (const [at, least] of (b ?? []).entries()) {
    const own = a?.[at] ?? 0;
    if (own !== least) return own > least;
  }
  return true;
}

async function checkVersion(engine: ServerEngine, { url }: ServerAddress): Promise<void> {
  const version = await engine.version();
  if (isAtLeast(version, OLDEST_VERSION)) return;
  throw new ServerError(`ClickHouse at ${url} is version ${version}; Flowglass needs ${OLDEST_VERSION} or newer.`);
}

async function checkCluster(engine: ServerEngine, cluster: string): Promise<void> {
  const { rows } = await engine.query<{ cluster: string }>(
    "SELECT DISTINCT cluster FROM system.clusters ORDER BY cluster",
  );
  const names = rows.map((row) => row.cluster);
  if (names.includes(cluster)) return;
  const known = names.length > 0 ? `it knows ${names.slice(0, 10).join(", ")}` : "it knows none";
  throw new ServerError(`ClickHouse knows no cluster named ${cluster} (FLOWGLASS_CLICKHOUSE_CLUSTER); ${known}.`);
}

/**
 * Connects to a ClickHouse server and looks whether it can be used.
 * @throws ServerError
 */
export async function openServer(address: ServerAddress): Promise<ServerEngine & ClosableEngine> {
  const engine = new ClusterClient(address);
  try {
    await checkVersion(engine, address);
    if (address.cluster) await checkCluster(engine, address.cluster);
    return engine;
  } catch (error) {
    await engine.close();
    throw error instanceof ServerError ? error : new ServerError(serverFailure(error, address));
  }
}
