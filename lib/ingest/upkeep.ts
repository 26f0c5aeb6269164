import { EARLY_PROJECTIONS, INDEXES, LATE_PROJECTIONS, REFUSED } from "../engine/accelerators";
import type { Engine } from "../engine/engine";
import { storeChanges } from "./changes";
import { engineIsBack, engineIsGone } from "./lane";

/** How long the store must have been left alone before its upkeep begins. */
const QUIET_MS = 1_500;
/** A store that is never left alone gets its upkeep after this time all the same. */
const LONGEST_WAIT_MS = 60_000;
/** A part with fewer records is read as fast without. */
const WORTH_ROWS = 20_000;

/** Those that are made with the records are missing where an earlier version imported them. */
const NAMES = [...EARLY_PROJECTIONS, ...LATE_PROJECTIONS].map(({ name }) => name);

/**
 * Makes, after imports, what would slow them down: the indexes and the large sums beside the records
 * (`LATE_PROJECTIONS`), a day at a time. Until then questions read the records themselves and answer the same.
 */
export class Upkeep {
  #timer: NodeJS.Timeout | null = null;
  /** When the first change came that no upkeep has followed; 0 when there is none. */
  #since = 0;
  #running: Promise<void> | null = null;
  #closed = false;
  readonly #off: () => void;

  /** @param busy tells whether imports are running: upkeep waits for them. */
  constructor(
    private readonly engine: Engine,
    private readonly busy: () => boolean,
  ) {
    this.#off = storeChanges.on(() => this.#soon());
  }

  /** `waiting` until the store is left alone, `running`, or `done`: nothing is left to do. */
  get state(): "waiting" | "running" | "done" {
    if (this.#running) return "running";
    return this.#timer ? "waiting" : "done";
  }

  /** Begins to look after what an earlier run left. */
  open(): void {
    this.#soon();
  }

  /** Ends after the day that is being worked on. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#off();
    if (this.#timer) clearTimeout(this.#timer);
    await this.#running;
  }

  /**
   * Does all that is to be done now.
   * @returns the days that were worked on.
   * @throws EngineError
   */
  async run(): Promise<string[]> {
    const done: string[] = [];
    for (const { day, missing } of await this.#days()) {
      if (this.#closed || this.busy()) break;
      await this.#make(day, missing);
      done.push(day);
    }
    return done;
  }

  #soon(): void {
    if (this.#timer) clearTimeout(this.#timer);
    if (this.#closed) return;
    this.#since ||= performance.now();
    const left = LONGEST_WAIT_MS - (performance.now() - this.#since);
    this.#timer = setTimeout(() => void this.#begin(), Math.max(0, Math.min(QUIET_MS, left)));
    this.#timer.unref();
  }

  async #begin(): Promise<void> {
    this.#timer = null;
    if (this.#running || this.busy()) {
      this.#since = 0;
      this.#soon();
      return;
    }
    this.#since = 0;
    this.#running = this.run()
      .then(() => undefined)
      .catch(async (error: unknown) => {
        if (!engineIsGone(error) || this.#closed) return;
        await engineIsBack(this.engine);
        this.#soon();
      })
      .finally(() => {
        this.#running = null;
      });
    await this.#running;
  }

  /** Days with a part that lacks some of the sums, newest first, and which. */
  async #days(): Promise<{ day: string; missing: string[] }[]> {
    const { rows } = await this.engine.query<{ day: string; part: string; missing: string[] }>(
      `SELECT partition_id AS day, name AS part,
         arrayFilter(name -> NOT has(projections, name), {names:Array(String)}) AS missing
       FROM ${this.engine.layout.system("parts")}
       WHERE database = ${this.engine.layout.database} AND table = {table:String} AND active AND rows >= {rows:UInt64}
         AND notEmpty(missing) ORDER BY day DESC`,
      { table: this.engine.layout.local("flows"), names: NAMES, rows: WORTH_ROWS },
    );
    const refusing = await this.#refusing(rows.filter(({ missing }) => missing.includes(REFUSED.name)));
    const days = new Map<string, Set<string>>();
    for (const { day, part, missing } of rows) {
      const real = missing.filter((name) => name !== REFUSED.name || refusing.has(part));
      if (real.length > 0) days.set(day, new Set([...(days.get(day) ?? []), ...real]));
    }
    return [...days].map(([day, missing]) => ({ day, missing: [...missing] }));
  }

  /** Those of some parts that hold a rejected record: others never get the projection of these. */
  async #refusing(parts: readonly { part: string }[]): Promise<Set<string>> {
    if (parts.length === 0) return new Set();
    const { rows } = await this.engine.query<{ part: string }>(
      "SELECT DISTINCT _part AS part FROM flows WHERE action = 'REJECT' AND _part IN {parts:Array(String)}",
      { parts: parts.map(({ part }) => part) },
    );
    return new Set(rows.map(({ part }) => part));
  }

  async #make(day: string, missing: readonly string[]): Promise<void> {
    const each = [
      ...INDEXES.map(({ name }) => `MATERIALIZE INDEX ${name} IN PARTITION ID '${day}'`),
      ...missing.map((name) => `MATERIALIZE PROJECTION ${name} IN PARTITION ID '${day}'`),
    ];
    await this.engine.command(
      `ALTER TABLE ${this.engine.layout.everywhere("flows")} ${each.join(", ")}`,
      {},
      { maxSeconds: 0, settings: { mutations_sync: 1 } },
    );
  }
}
