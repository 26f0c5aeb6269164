import type { Engine } from "../engine/engine";
import type { RetentionState } from "./rules";

const NOTHING: RetentionState = { rules: [], lastRun: null };

/** Keeps the rules in a table of their own. */
export class RetentionLedger {
  #revision = Date.now();

  constructor(private readonly engine: Engine) {}

  /** @throws EngineError */
  async read(): Promise<RetentionState> {
    const sql = "SELECT document FROM retention FINAL WHERE id = 0";
    const { rows } = await this.engine.query<{ document: string }>(sql);
    return rows[0] ? (JSON.parse(rows[0].document) as RetentionState) : NOTHING;
  }

  /** @throws EngineError */
  async write(state: RetentionState): Promise<void> {
    this.#revision = Math.max(this.#revision + 1, Date.now());
    const values = { revision: this.#revision, document: JSON.stringify(state) };
    await this.engine.command("INSERT INTO retention SELECT 0, {revision:UInt64}, {document:String}", values);
  }
}
