import { serverFailure } from "../lib/engine/cluster/failure";
import { startEmbeddedEngine } from "../lib/engine/embedded";
import { EngineError } from "../lib/engine/errors";
import { type Settings, SettingsError } from "../lib/settings";
import { copyStore } from "../lib/transfer/copy";
import { connectServer } from "./store";

/**
 * Copies the data folder's store to the ClickHouse server that the settings name. An interrupt stops it; started again, it goes on.
 * @throws Error with a sentence for the user.
 */
export async function copyToServer({ clickhouse, data }: Settings, say: (line: string) => void): Promise<void> {
  if (!clickhouse) {
    throw new SettingsError("--copy-to-clickhouse needs FLOWGLASS_CLICKHOUSE_URL: the server to copy to.");
  }
  const server = await connectServer(clickhouse);
  const stop = new AbortController();
  const interrupt = (): void => stop.abort(new Error("Interrupted. Start the copy again: it goes on where it was."));
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, interrupt);
  try {
    const embedded = await startEmbeddedEngine(data, { onCrash: say });
    try {
      const { days, records, daysThere } = await copyStore(embedded.engine, server, say, stop.signal);
      const before = daysThere > 0 ? `, ${daysThere} of them from an earlier copy` : "";
      say(
        `Copied ${records.toLocaleString("en-US")} records of ${days} days${before}; both stores have the same counts.`,
      );
      say("Start Flowglass with the same FLOWGLASS_CLICKHOUSE_ variables and --data to go on there.");
    } finally {
      await embedded.close();
    }
  } catch (error) {
    if (stop.signal.aborted) throw stop.signal.reason;
    throw error instanceof EngineError ? new Error(serverFailure(error, clickhouse)) : error;
  } finally {
    await server.close();
  }
}
