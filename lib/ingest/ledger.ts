import type { Engine } from "../engine/engine";
import type { ImportEntry } from "./entry";

/** Values travel with the request, which has a limit. */
const STATEMENT_CHARS = 200_000;

interface Row {
  readonly id: number;
  readonly document: string;
}

const quoteJson = (entry: ImportEntry): string => JSON.stringify(entry);

/**
 * The ledger of imports: what happened to each file. It is written when an import's state changes, and last
 * of all when an import is done; what the ledger does not call done is not in the store.
 */
export class Ledger {
  readonly #engine: Engine;
  #revision = Date.now();
  /** What waits for the statement that is under way: it goes together, whoever it is from. */
  #waiting = new Map<number, string>();
  #writing: Promise<void> = Promise.resolve();
  #next: Promise<void> | null = null;

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

  /** Writes the present state of imports. It is written once this has ended. */
  async write(entries: readonly ImportEntry[]): Promise<void> {
    await this.#put(entries.map((entry) => ({ id: entry.id, document: quoteJson(entry) })));
  }

  /** Forgets an import; its number stays taken. Also takes a number that belongs to no import. */
  async remove(id: number): Promise<void> {
    await this.#put([{ id, document: "" }]);
  }

  /** Rows that come while a statement is under way are written by the next one. Of several for an import the last counts. */
  #put(rows: readonly Row[]): Promise<void> {
    for (const { id, document } of rows) this.#waiting.set(id, document);
    this.#next ??= this.#writing.then(() => {
      const waiting = [...this.#waiting].map(([id, document]) => ({ id, document }));
      this.#waiting = new Map();
      this.#next = null;
      const written = this.#putAll(waiting);
      this.#writing = written.catch(() => undefined);
      return written;
    });
    return this.#next;
  }

  async #putAll(rows: readonly Row[]): Promise<void> {
    let from = 0;
    let size = 0;
    for (const [at, { document }] of rows.entries()) {
      size += document.length;
      if (size < STATEMENT_CHARS && at + 1 < rows.length) continue;
      await this.#putFew(rows.slice(from, at + 1));
      from = at + 1;
      size = 0;
    }
  }

  async #putFew(rows: readonly Row[]): Promise<void> {
    this.#revision = Math.max(this.#revision + 1, Date.now());
    const sql = `INSERT INTO imports
SELECT id, {revision:UInt64}, document FROM (SELECT {ids:Array(UInt32)} AS id, {documents:Array(String)} AS document) ARRAY JOIN id, document`;
    const values = { ids: rows.map(({ id }) => id), documents: rows.map(({ document }) => document) };
    await this.#engine.command(sql, { ...values, revision: this.#revision });
  }
}
