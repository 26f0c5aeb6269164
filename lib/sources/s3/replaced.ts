import type { Engine } from "../../engine/engine";
import { untilEngineAnswers } from "../engine-away";
import type { ReaderContext } from "../reader";
import type { SourceCounts } from "../source";
import type { ObjectMemory, ObjectRow } from "./objects";

/** Lines of one piece: the number of a record's line is the piece's number times this, plus the line in the piece. */
const LINES = 2n ** 28n;

/** Removes the records and unparsed lines of one piece of a source. Doing it again changes nothing. @throws EngineError */
async function removePiece(engine: Engine, input: number, unit: number): Promise<void> {
  const first = BigInt(unit) * LINES;
  const values = { input, first: first.toString(), end: (first + LINES).toString() };
  const which = "input = {input:UInt32} AND line >= {first:UInt64} AND line < {end:UInt64}";
  const options = { maxSeconds: 0, settings: { mutations_sync: 1 } };
  for (const table of ["flows", "unparsed"]) {
    await engine.command(`ALTER TABLE ${table} DELETE WHERE ${which}`, values, options);
  }
}

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
  for (const { unit } of rows) await untilEngineAnswers(clock, () => removePiece(engine, id, unit), signal);
  const replaced = rows.map((row) => ({ ...row, state: "replaced" as const }));
  await context.deliver({
    items: [],
    mark: (batch) => memory.write(batch, replaced),
    next: (progress) => ({ ...progress, counts: rows.reduce(without, progress.counts) }),
  });
}
