import { EARLY_PROJECTIONS, INDEXES, LATE_PROJECTIONS, REFUSED } from "../engine/accelerators";
import type { Engine } from "../engine/engine";
import { EngineError } from "../engine/errors";
import { storeChanges } from "./changes";
import { engineIsBack, engineIsGone } from "./lane";
import { MergeHold } from "./merge-hold";

/** How long the store must have been left alone before its upkeep begins. */
const QUIET_MS = 1_500;
/** A store that is never left alone gets its upkeep after this time all the same. */
const LONGEST_WAIT_MS = 60_000;
/** After a failure, for want of room say, it tries again so much later, and twice as much after each further one. */
const AGAIN_MS = 30_000;
const LONGEST_AGAIN_MS = 30 * 60_000;
/** How often a day that is being merged is looked at again, and when it is left as it is: there may be no room. */
const LOOK_MS = 500;
const MOST_LOOKS = 600;
/** The engine's code for a merge that it cannot do now. */
const CANNOT_ASSIGN_OPTIMIZE = 388;
/** A part with fewer records is read as fast without. */
const WORTH_ROWS = 20_000;

/** Those that are made with the records are missing where an earlier version imported them. */
const NAMES = [...EARLY_PROJECTIONS, ...LATE_PROJECTIONS].map(({ name }) => name);

/** A day of the store that is not in order yet. */
interface UntidyDay {
  readonly day: string;
  /** Sums that some of its parts lack. */
  readonly missing: readonly string[];
  /** All of it is new and in several parts: they become one before their sums are made. */
  readonly scattered: boolean;
}

/**
 * Is a day in several parts, none of which has its sums? The engine merges no part that has a projection with one that
 * lacks it, so a part that came to a finished day gets its own sums first, and is merged by and by.
 */
const isScattered = (parts: readonly { missing: readonly string[] }[]): boolean =>
  parts.length > 1 && parts.every(({ missing }) => LATE_PROJECTIONS.every(({ name }) => missing.includes(name)));

/**
 * Makes, after imports, what would slow them down: large parts, the indexes and the large sums beside the records
 * (`LATE_PROJECTIONS`), a day at a time. Until then questions read the records themselves and answer the same.
 */
export class Upkeep {
  #timer: NodeJS.Timeout | null = null;
  /** When the first change came that no upkeep has followed; 0 when there is none. */
  #since = 0;
  #running: Promise<void> | null = null;
  #closed = false;
  /** Runs that failed since one succeeded. */
  #failures = 0;
  readonly #off: () => void;
  readonly #merging: MergeHold;

  /**
   * @param busy tells whether imports are running: upkeep waits for them.
   * @param againMs how long after a first failure it tries again.
   */
  constructor(
    private readonly engine: Engine,
    private readonly busy: () => boolean,
    private readonly againMs = AGAIN_MS,
  ) {
    this.#merging = new MergeHold(engine);
    this.#off = storeChanges.on(() => {
      // Records come faster than the store is left alone: what is merged now would have to be merged again.
      if (this.#timer || this.busy()) void this.#merging.hold();
      this.#soon();
    });
  }

  /** `waiting` until the store is left alone, `running`, or `done`: nothing is left to do. */
  get state(): "waiting" | "running" | "done" {
    if (this.#running) return "running";
    return this.#timer || this.#since > 0 ? "waiting" : "done";
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
    for (const next of await this.#days()) {
      if (this.#closed || this.busy()) break;
      await this.#make(next);
      done.push(next.day);
    }
    return done;
  }

  #soon(): void {
    this.#since ||= performance.now();
    const left = LONGEST_WAIT_MS - (performance.now() - this.#since);
    this.#after(Math.max(0, Math.min(QUIET_MS, left)));
  }

  #after(ms: number): void {
    if (this.#timer) clearTimeout(this.#timer);
    if (this.#closed) return;
    this.#timer = setTimeout(() => void this.#begin(), ms);
    this.#timer.unref();
  }

  /** What a failure left is done later: until then questions are slower, and as right. */
  async #failed(error: unknown): Promise<void> {
    if (this.#closed) return;
    if (engineIsGone(error)) {
      await engineIsBack(this.engine);
      this.#soon();
      return;
    }
    console.error(error);
    this.#after(Math.min(this.againMs * 2 ** this.#failures, LONGEST_AGAIN_MS));
    this.#failures += 1;
  }

  async #begin(): Promise<void> {
    this.#timer = null;
    if (this.#running || this.busy()) {
      if (this.#merging.overdue) await this.#merging.letGo();
      this.#since = 0;
      this.#soon();
      return;
    }
    this.#since = 0;
    this.#running = this.run()
      // Only now: let go before, the engine would merge something of every day at once, and no day could become one part.
      .finally(() => (this.busy() ? undefined : this.#merging.letGo()))
      .then(() => {
        this.#failures = 0;
      })
      .catch((error: unknown) => this.#failed(error))
      .finally(() => {
        this.#running = null;
      });
    await this.#running;
  }

  /** Days with a part that lacks some of the sums, newest first. */
  async #days(): Promise<UntidyDay[]> {
    const { rows } = await this.engine.query<{ day: string; part: string; large: 0 | 1; missing: string[] }>(
      `SELECT partition_id AS day, name AS part, rows >= {rows:UInt64} AS large,
         arrayFilter(name -> NOT has(projections, name), {names:Array(String)}) AS missing
       FROM ${this.engine.layout.system("parts")}
       WHERE database = ${this.engine.layout.database} AND table = {table:String} AND active ORDER BY day DESC`,
      { table: this.engine.layout.local("flows"), names: NAMES, rows: WORTH_ROWS },
    );
    const refusing = await this.#refusing(rows.filter(({ large, missing }) => large && missing.includes(REFUSED.name)));
    const days = new Map<string, { missing: Set<string>; parts: { missing: string[] }[] }>();
    for (const { day, part, large, missing } of rows) {
      const known = days.get(day) ?? { missing: new Set(), parts: [] };
      days.set(day, known);
      known.parts.push({ missing });
      for (const name of large ? missing : []) if (name !== REFUSED.name || refusing.has(part)) known.missing.add(name);
    }
    return [...days]
      .filter(([, { missing }]) => missing.size > 0)
      .map(([day, { missing, parts }]) => ({
        day,
        missing: [...missing],
        scattered: !this.engine.layout.cluster && isScattered(parts),
      }));
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

  /** Makes one part of a day. One that is being merged by the engine just now is waited for. */
  async #merge(day: string): Promise<void> {
    for (let looks = 0; looks < MOST_LOOKS; looks++) {
      if (this.#closed || this.busy() || (await this.#partsOf(day)) < 2) return;
      try {
        const options = { maxSeconds: 0, settings: { optimize_throw_if_noop: 1 } };
        return await this.engine.command(`OPTIMIZE TABLE flows PARTITION ID '${day}' FINAL`, {}, options);
      } catch (error) {
        if (!(error instanceof EngineError && error.code === CANNOT_ASSIGN_OPTIMIZE)) throw error;
        await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      }
    }
  }

  async #partsOf(day: string): Promise<number> {
    const { rows } = await this.engine.query<{ parts: string }>(
      `SELECT count() AS parts FROM ${this.engine.layout.system("parts")}
       WHERE database = ${this.engine.layout.database} AND table = {table:String} AND active AND partition_id = {day:String}`,
      { table: this.engine.layout.local("flows"), day },
    );
    return Number(rows[0]?.parts);
  }

  async #make({ day, missing, scattered }: UntidyDay): Promise<void> {
    if (scattered) await this.#merge(day);
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
