import { readFile } from "node:fs/promises";
import type { ClosableEngine } from "../lib/engine/client";
import { openServer } from "../lib/engine/cluster/open";
import { startEmbeddedEngine } from "../lib/engine/embedded";
import type { ServerSettings } from "../lib/server/clickhouse";
import { type Settings, SettingsError } from "../lib/settings";

/** The engine that holds the store, and how to let it go. */
export interface OpenStore {
  readonly engine: ClosableEngine;
  close(): Promise<void>;
}

/** @throws SettingsError when the CA's file cannot be read; ServerError when the server cannot be used. */
export async function connectServer({ caFile, ...address }: ServerSettings) {
  const ca = caFile === null ? null : await readCa(caFile);
  return openServer({ ...address, ca });
}

async function readCa(path: string): Promise<Buffer> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new SettingsError(`The CA file ${path} (FLOWGLASS_CLICKHOUSE_CA) cannot be read (${error.code}).`);
  });
  if (bytes.includes("-----BEGIN CERTIFICATE-----")) return bytes;
  throw new SettingsError(`The CA file ${path} (FLOWGLASS_CLICKHOUSE_CA) holds no certificate in PEM form.`);
}

/**
 * Opens the store: on the ClickHouse server that the settings name, else in the data folder.
 * @param say takes a sentence about an engine that ended and is back. @throws Error with a sentence for the user.
 */
export async function openStore(settings: Settings, say: (line: string) => void): Promise<OpenStore> {
  if (settings.clickhouse) {
    const engine = await connectServer(settings.clickhouse);
    return { engine, close: () => engine.close() };
  }
  return startEmbeddedEngine(settings.data, { onCrash: say, onRestart: () => say("The engine is back.") });
}
