import type { Engine } from "../engine/engine";
import type { SourceDocument } from "./source";

/** The ledger of sources: one JSON document each, of which the newest revision counts. */
export class SourceLedger {
  #revision = Date.now();

  constructor(private readonly engine: Engine) {}

  /** Every source that was not removed, oldest first. @throws EngineError */
  async read(): Promise<SourceDocument[]> {
    const sql = "SELECT document FROM sources FINAL WHERE document != '' ORDER BY id";
    const { rows } = await this.engine.query<{ document: string }>(sql);
    return rows.map((row) => JSON.parse(row.document) as SourceDocument);
  }

  /** Writes a source's present state. @throws EngineError */
  write(document: SourceDocument): Promise<void> {
    return this.#put(document.id, JSON.stringify(document));
  }

  /** Forgets a source. @throws EngineError */
  remove(id: number): Promise<void> {
    return this.#put(id, "");
  }

  async #put(id: number, document: string): Promise<void> {
    this.#revision = Math.max(this.#revision + 1, Date.now());
    const sql = "INSERT INTO sources SELECT {id:UInt32}, {revision:UInt64}, {document:String}";
    await this.engine.command(sql, { id, revision: this.#revision, document });
  }
}
