/** What people decided about findings, kept in the store: settings, and which findings were dismissed and why. */

import type { Engine } from "@/lib/engine/engine";
import { makeTable } from "@/lib/engine/migrate";
import type { TableDefinition } from "@/lib/engine/schema";
import { type DetectSettings, type DetectSettingsInput, detectSettings } from "./settings";

/** Why and when a finding was dismissed. */
export interface Dismissal {
  readonly reason: string;
  /** Epoch seconds. */
  readonly at: number;
}

const TABLE = "detect_documents";
const SETTINGS = "settings";
const DISMISSAL = "dismissed ";

/** One row a document; the newest revision counts. */
/** The table that they are kept in. */
export const DETECT_TABLE: TableDefinition = {
  name: TABLE,
  create: `CREATE TABLE IF NOT EXISTS ${TABLE} (
  key String, revision UInt64, document String
) ENGINE = ReplacingMergeTree(revision) ORDER BY key`,
};

/** The documents of the detectors in the store. */
export class DetectDocuments {
  readonly #engine: Engine;
  #opened: Promise<void> | null = null;
  #revision = Date.now();

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** The settings that are in force. What an older version wrote, and this one cannot read, is left at its default. @throws EngineError */
  async settings(): Promise<DetectSettings> {
    const documents = await this.#read();
    const stored: unknown = JSON.parse(documents.get(SETTINGS) ?? "{}");
    const parsed = detectSettings.safeParse(stored);
    return parsed.success ? parsed.data : detectSettings.parse({});
  }

  /** Keeps settings. @throws EngineError */
  async writeSettings(settings: DetectSettingsInput): Promise<DetectSettings> {
    const checked = detectSettings.parse(settings);
    await this.#write(SETTINGS, JSON.stringify(checked));
    return checked;
  }

  /** The findings that were dismissed, by id. @throws EngineError */
  async dismissals(): Promise<Map<string, Dismissal>> {
    const documents = await this.#read();
    const all = [...documents].filter(([key]) => key.startsWith(DISMISSAL));
    return new Map(all.map(([key, document]) => [key.slice(DISMISSAL.length), JSON.parse(document) as Dismissal]));
  }

  /** Dismisses a finding. @throws EngineError */
  async dismiss(id: string, dismissal: Dismissal): Promise<void> {
    await this.#write(DISMISSAL + id, JSON.stringify(dismissal));
  }

  /** Takes a dismissal back. @throws EngineError */
  async restore(id: string): Promise<void> {
    await this.#write(DISMISSAL + id, "");
  }

  #open(): Promise<void> {
    this.#opened ??= makeTable(this.#engine, DETECT_TABLE).catch((error: unknown) => {
      this.#opened = null;
      throw error;
    });
    return this.#opened;
  }

  async #read(): Promise<Map<string, string>> {
    await this.#open();
    const sql = `SELECT key, document FROM ${TABLE} FINAL WHERE document != '' ORDER BY key`;
    const { rows } = await this.#engine.query<{ key: string; document: string }>(sql);
    return new Map(rows.map(({ key, document }) => [key, document]));
  }

  async #write(key: string, document: string): Promise<void> {
    await this.#open();
    this.#revision = Math.max(this.#revision + 1, Date.now());
    const sql = `INSERT INTO ${TABLE} SELECT {key:String}, {revision:UInt64}, {document:String}`;
    await this.#engine.command(sql, { key, revision: this.#revision, document });
  }
}
