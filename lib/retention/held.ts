import type { Engine } from "../engine/engine";
import type { HeldDay } from "./plan";

interface PartsOfDay {
  readonly day: string;
  readonly rows: number;
  readonly bytes: number;
  /** Changes when records are added, removed or merged. */
  readonly mark: string;
}

const LIMITS = { maxSeconds: 600 };
/** Days asked for by name in one statement; for more, all are asked for. */
const FEW_DAYS = 200;

/**
 * What each input holds of each day. Records are counted exactly; bytes on disk are known for a whole day only, so an
 * input's are estimated by its share of the records. Days that did not change are not counted again.
 */
export class Held {
  readonly #days = new Map<string, { mark: string; records: ReadonlyMap<number, number> }>();

  constructor(private readonly engine: Engine) {}

  /** Every day with records, oldest first. @throws EngineError */
  async days(): Promise<HeldDay[]> {
    const parts = await this.#parts();
    const changed = parts.filter(({ day, mark }) => this.#days.get(day)?.mark !== mark);
    await this.#count(changed);
    for (const day of this.#days.keys()) if (!parts.some((one) => one.day === day)) this.#days.delete(day);
    return parts.map(({ day, rows, bytes }) => {
      const records = [...(this.#days.get(day)?.records ?? [])];
      const perRecord = rows > 0 ? bytes / rows : 0;
      return {
        day,
        holdings: records.map(([input, count]) => ({ input, records: count, bytes: Math.round(perRecord * count) })),
      };
    });
  }

  async #parts(): Promise<PartsOfDay[]> {
    const { rows } = await this.engine.query<{ day: string; rows: string; bytes: string; mark: string }>(
      `SELECT partition_id AS day, sum(p.rows) AS rows, sum(bytes_on_disk) AS bytes,
         toString(cityHash64(arraySort(groupArray(name)))) AS mark
       FROM ${this.engine.layout.system("parts")} AS p
       WHERE database = ${this.engine.layout.database} AND table = {table:String} AND active AND p.rows > 0
       GROUP BY partition_id ORDER BY day`,
      { table: this.engine.layout.local("flows") },
      LIMITS,
    );
    return rows.map(({ day, mark, ...sums }) => ({ day, mark, rows: Number(sums.rows), bytes: Number(sums.bytes) }));
  }

  async #count(changed: readonly PartsOfDay[]): Promise<void> {
    if (changed.length === 0) return;
    const few = changed.length <= FEW_DAYS;
    const { rows } = await this.engine.query<{ day: string; input: number; records: string }>(
      `SELECT _partition_id AS day, input, count() AS records FROM flows
       ${few ? "WHERE _partition_id IN {days:Array(String)}" : ""} GROUP BY day, input`,
      few ? { days: changed.map(({ day }) => day) } : {},
      LIMITS,
    );
    const counts = new Map<string, Map<number, number>>();
    for (const { day, input, records } of rows) {
      const ofDay = counts.get(day) ?? new Map<number, number>();
      counts.set(day, ofDay.set(Number(input), Number(records)));
    }
    for (const { day, mark } of changed) this.#days.set(day, { mark, records: counts.get(day) ?? new Map() });
  }
}
