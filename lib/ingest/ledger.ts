import type { Engine } from "../engine/engine";
import type { ImportEntry } from "./entry";

const quoteJson = (entry: ImportEntry): string => JSON.stringify(entry);

/**
 * The ledger of imports: what happened to each file. It is written when an import's state changes, and last
 * of all when an import is done; what the ledger does not call done is not in the store.
 */
export class Ledger {
  readonly #engine: Engine;
  #revision = Date.now();

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** Every import that the ledger knows, oldest first. */
  async read(): Promise<ImportEntry[]> {
    const sql = "SELECT document FROM imports FINAL WHERE document != '' ORDER BY id";
    const { rows } = await this.#engine.query<{ document: string }>(sql);
    return rows.map((row) => JSON.parse(row.document) as ImportEntry);
  }

  /** The highest number that was ever given out, so that a deleted import's number is not used again. */
  async lastId(): Promise<number> {
    const { rows } = await this.#engine.query<{ id: number }>("SELECT max(id) AS id FROM imports");
    return Number(rows[0]?.id ?? 0);
  }

  /** Writes an import's present state. */
  async write(entry: ImportEntry): Promise<void> {
    await this.#put(entry.id, quoteJson(entry));
  }

  /** Forgets an import; its number stays taken. */
  async remove(id: number): Promise<void> {
    await this.#put(id, "");
  }

  async #put(id: number, document: string): Promise<void> {
    this.#revision = Math.max(this.#revision + 1, Date.now());
    const sql = "INSERT INTO imports SELECT {id:UInt32}, {revision:UInt64}, {document:String}";
    await this.#engine.command(sql, { id, revision: this.#revision, document });
  }
}
