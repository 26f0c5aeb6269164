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
/** A day that could not be merged any further so many times is left as it is. */
const MOST_IDLE = 5;
/** The engine's code for a merge that it cannot do now. */
const CANNOT_ASSIGN_OPTIMIZE = 388;
/** A part with fewer records is read as fast without. */
const WORTH_ROWS = 20_000;

/** Those that are made with the records are missing where an earlier version imported them. */
const NAMES = [...EARLY_PROJECTIONS, ...LATE_PROJECTIONS].map(({ name }) => name);

/** A part of a day. */
interface DayPart {
  readonly day: string;
  readonly part: string;
  readonly rows: number;
  /** Sums that it lacks. */
  readonly missing: readonly string[];
}

/** A day of the store that is not in order yet. */
interface UntidyDay {
  readonly day: string;
  /** Most of it is new and in several parts: they become one before their sums are made. */
  readonly scattered: boolean;
}

/** Merges of small parts make one or another of the large sums: a part that lacks most of them is new all the same. */
const isNew = ({ missing }: DayPart): boolean =>
  2 * LATE_PROJECTIONS.filter(({ name }) => missing.includes(name)).length > LATE_PROJECTIONS.length;

/**
 * Is a day in several parts, most of whose records are new? What comes to a finished day gets sums of its own, and is
 * merged by and by.
 */
function isScattered(parts: readonly DayPart[]): boolean {
  const rows = (some: readonly DayPart[]) => some.reduce((sum, part) => sum + part.rows, 0);
  return parts.length > 1 && 2 * rows(parts.filter(isNew)) >= rows(parts);
}

/** Sums that some parts have and some lack. */
const unevenOf = (parts: readonly DayPart[]): string[] =>
  NAMES.filter((name) => {
    const lacking = parts.filter(({ missing }) => missing.includes(name)).length;
    return lacking > 0 && lacking < parts.length;
  });

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
    const parts = await this.#partsOf();
    const untidy = new Set((await this.#lacking(parts)).map(({ day }) => day));
    return [...untidy].map((day) => ({
      day,
      scattered: !this.engine.layout.cluster && isScattered(parts.filter((part) => part.day === day)),
    }));
  }

  /** The parts for which sums are worth making, with those that they lack. */
  async #lacking(parts: readonly DayPart[]): Promise<DayPart[]> {
    const worth = parts.filter(({ rows, missing }) => rows >= WORTH_ROWS && missing.length > 0);
    const refusing = await this.#refusing(worth.filter(({ missing }) => missing.includes(REFUSED.name)));
    return worth
      .map((part) => ({
        ...part,
        missing: part.missing.filter((name) => name !== REFUSED.name || refusing.has(part.part)),
      }))
      .filter(({ missing }) => missing.length > 0);
  }

  /** The parts of one day, or of all, newest day first. */
  async #partsOf(day?: string): Promise<DayPart[]> {
    const { rows } = await this.engine.query<{ day: string; part: string; rows: string; missing: string[] }>(
      `SELECT partition_id AS day, name AS part, rows,
         arrayFilter(name -> NOT has(projections, name), {names:Array(String)}) AS missing
       FROM ${this.engine.layout.system("parts")}
       WHERE database = ${this.engine.layout.database} AND table = {table:String} AND active
         AND ({day:String} = '' OR partition_id = {day:String}) ORDER BY day DESC`,
      { table: this.engine.layout.local("flows"), names: NAMES, day: day ?? "" },
    );
    return rows.map((row) => ({ ...row, rows: Number(row.rows) }));
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

  /**
   * Makes one part of a day. One that is being merged by the engine just now is waited for. Merges of small parts make
   * some of the large sums, and whatever has those cannot be merged with what lacks them: they go before.
   */
  async #merge(day: string): Promise<void> {
    let idle = 0;
    for (let looks = 0; looks < MOST_LOOKS && idle < MOST_IDLE; looks++) {
      const before = await this.#partsOf(day);
      if (this.#closed || this.busy() || before.length < 2) return;
      const uneven = unevenOf(before);
      try {
        if (uneven.length > 0)
          await this.#alter(
            day,
            uneven.map((name) => `CLEAR PROJECTION ${name}`),
          );
        const options = { maxSeconds: 0, settings: { optimize_throw_if_noop: 1 } };
        await this.engine.command(`OPTIMIZE TABLE flows PARTITION ID '${day}' FINAL`, {}, options);
        const after = await this.#partsOf(day);
        idle = after.length < before.length ? 0 : idle + 1;
      } catch (error) {
        if (!(error instanceof EngineError && error.code === CANNOT_ASSIGN_OPTIMIZE)) throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  }

  async #make({ day, scattered }: UntidyDay): Promise<void> {
    if (scattered) {
      await this.#merge(day);
      // Its sums are made when the imports that began meanwhile have ended.
      if (this.#closed || this.busy()) return;
    }
    const lacking = await this.#lacking(await this.#partsOf(day));
    const missing = new Set(lacking.flatMap((part) => part.missing));
    await this.#alter(day, [
      ...INDEXES.map(({ name }) => `MATERIALIZE INDEX ${name}`),
      ...[...missing].map((name) => `MATERIALIZE PROJECTION ${name}`),
    ]);
  }

  /** Changes a day's parts, and waits until that is done. */
  async #alter(day: string, changes: readonly string[]): Promise<void> {
    const each = changes.map((change) => `${change} IN PARTITION ID '${day}'`);
    await this.engine.command(
      `ALTER TABLE ${this.engine.layout.everywhere("flows")} ${each.join(", ")}`,
      {},
      { maxSeconds: 0, settings: { mutations_sync: 1 } },
    );
  }
}
