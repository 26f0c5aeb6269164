import type { Engine } from "../engine/engine";
import { storeChanges } from "../ingest/changes";
import { IMPORT_LIMITS, removeRecords } from "../ingest/staging";
import { type HeldDay, NO_DAY, type Removal, startOfDay } from "./plan";

/** Drops a day, whatever its size: ClickHouse asks twice from 50 GB on. */
async function dropDay(engine: Engine, day: string): Promise<void> {
  await engine.command(
    `ALTER TABLE ${engine.layout.everywhere("flows")} DROP PARTITION ID '${day}'`,
    {},
    {
      ...IMPORT_LIMITS,
      settings: { max_partition_size_to_drop: 0 },
    },
  );
}

const isDay = (day: string): boolean => /^\d{8}$/.test(day);

/**
 * Removes what a plan says, oldest day first, and tells whoever watches the store.
 * @param signal stops it between two days.
 * @returns the removals that were made. @throws EngineError; RangeError for a day that is none.
 */
export async function applyRemovals(
  engine: Engine,
  removals: readonly Removal[],
  held: readonly HeldDay[],
  signal: AbortSignal,
): Promise<readonly Removal[]> {
  const done: Removal[] = [];
  for (const removal of removals) {
    if (signal.aborted) break;
    const { day, inputs } = removal;
    if (!isDay(day)) throw new RangeError(`"${day}" is no day.`);
    if (inputs === null) await dropDay(engine, day);
    else
      await removeRecords(
        engine,
        inputs.map((input) => ({ input })),
        day,
      );
    done.push(removal);
    const touched = inputs ?? held.find((one) => one.day === day)?.holdings.map(({ input }) => input) ?? [];
    const from = startOfDay(day);
    for (const input of touched) storeChanges.tell(input, day === NO_DAY ? null : { from, to: from + 86_400 });
  }
  return done;
}
