import { storeChanges } from "../../ingest/changes";
import { unitRange } from "../../ingest/read/piece";
import { removeRecords } from "../../ingest/staging";
import { forgetUnparsed } from "../../ingest/unparsed";
import { untilEngineAnswers } from "../engine-away";
import type { ReaderContext } from "../reader";
import type { SourceCounts } from "../source";
import type { ObjectMemory, ObjectRow } from "./objects";

function without(counts: SourceCounts, row: ObjectRow): SourceCounts {
  return {
    flows: counts.flows - row.flows,
    nodata: counts.nodata - row.nodata,
    skipdata: counts.skipdata - row.skipdata,
    unparsed: counts.unparsed - row.unparsed,
  };
}

/**
 * Removes the records of contents that gave way to a newer content of the same key. A crash in the middle is made good
 * by calling it again.
 */
export async function removeReplaced(context: ReaderContext, memory: ObjectMemory): Promise<void> {
  const { engine, clock, signal } = context;
  const rows = await untilEngineAnswers(clock, () => memory.replaced(), signal);
  if (rows.length === 0) return;
  const { id } = context.document();
  const ranges = rows.map(({ unit }) => unitRange(id, unit, unit));
  await untilEngineAnswers(clock, () => removeRecords(engine, ranges), signal);
  for (const range of ranges) await untilEngineAnswers(clock, () => forgetUnparsed(engine, range), signal);
  const replaced = rows.map((row) => ({ ...row, state: "replaced" as const }));
  await context.deliver({
    items: [],
    mark: (batch) => memory.write(batch, replaced),
    next: (progress) => ({ ...progress, counts: rows.reduce(without, progress.counts) }),
  });
  storeChanges.tell(id);
}
