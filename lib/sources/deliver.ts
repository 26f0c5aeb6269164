import type { Clock } from "./clock";
import { engineIsAway, untilEngineAnswers } from "./engine-away";
import type { IntakeItem, IntakeItemResult, SourceIntake, StagedDelivery } from "./intake";
import type { Delivery } from "./reader";
import type { SourceCounts, SourceDocument, SourceProgress } from "./source";
import type { SourceStore } from "./source-store";

/** What a delivery works with. */
export interface DeliveryTools {
  readonly store: SourceStore;
  readonly intake: SourceIntake;
  readonly clock: Clock;
}

/** Counts with those of the pieces added. */
function added(counts: SourceCounts, results: readonly IntakeItemResult[]): SourceCounts {
  const sum = (key: keyof SourceCounts): number => results.reduce((total, item) => total + item[key], counts[key]);
  return { flows: sum("flows"), nodata: sum("nodata"), skipdata: sum("skipdata"), unparsed: sum("unparsed") };
}

/** What the source's progress is once this delivery is in the store. */
function progressAfter(before: SourceProgress, delivery: Delivery, results: readonly IntakeItemResult[]) {
  const next: SourceProgress = {
    ...before,
    counts: added(before.counts, results),
    batch: before.batch + 1,
    lastUnit: before.lastUnit + delivery.items.length,
  };
  return delivery.next(next, results);
}

/** Makes what is pending true. Writing it again changes nothing. */
const settled = (document: SourceDocument): SourceDocument =>
  document.pending ? { ...document, progress: document.pending.next, pending: null } : document;

/**
 * Puts pieces into the store exactly once:
 * 1. stage them (nothing is visible); 2. write what makes them known, tagged with the batch, which nobody believes yet;
 * 3. write the document with what is pending; 4. publish; 5. write the document with the new progress.
 * A crash before 3 leaves nothing that counts, a crash after 3 is finished at the next start (`recover`).
 * @param signal stops it before step 3, not later.
 * @throws the signal's reason; EngineError for anything but an engine that is away.
 */
export async function deliver(
  { store, intake, clock }: DeliveryTools,
  delivery: Delivery,
  signal: AbortSignal,
): Promise<readonly IntakeItemResult[]> {
  const { id, progress } = store.document;
  const items: IntakeItem[] = delivery.items.map((item, index) => ({ ...item, unit: progress.lastUnit + 1 + index }));
  let staged: StagedDelivery | null = null;
  let results: readonly IntakeItemResult[] = [];
  for (;;) {
    signal.throwIfAborted();
    try {
      staged = items.length > 0 ? await intake.stage(id, items, signal) : null;
      results = staged?.items ?? [];
      await delivery.mark?.(progress.batch + 1, results);
      signal.throwIfAborted();
      break;
    } catch (error) {
      const half = staged;
      staged = null;
      await untilEngineAnswers(clock, async () => half?.discard(), signal).catch(() => undefined);
      signal.throwIfAborted();
      if (!engineIsAway(error)) throw error;
      await clock.sleep(500, signal);
    }
  }
  if (items.length === 0) {
    // Nothing to publish: what is known and what is true change in one step.
    await store.update((document) => ({ ...document, progress: progressAfter(document.progress, delivery, results) }));
    return results;
  }
  // From here on it is certain to happen, now or at the next start. The reader may have saved other things meanwhile.
  const pendingDelivery = staged?.pending ?? null;
  try {
    await store.update((document) => ({
      ...document,
      pending: { delivery: pendingDelivery, next: progressAfter(document.progress, delivery, results) },
    }));
  } catch (error) {
    // The ledger cannot take it (a full disk): what was staged must not keep its place.
    await staged?.discard().catch(() => undefined);
    throw error;
  }
  await publishPending({ store, intake, clock }, staged);
  return results;
}

/** Steps 4 and 5. */
async function publishPending({ store, intake, clock }: DeliveryTools, staged: StagedDelivery | null): Promise<void> {
  const pending = store.document.pending?.delivery;
  if (staged) {
    try {
      await staged.publish();
    } catch (error) {
      if (!engineIsAway(error) || !pending) throw error;
      await untilEngineAnswers(clock, () => intake.finish(pending));
    }
  } else if (pending) await untilEngineAnswers(clock, () => intake.finish(pending));
  await store.update(settled);
}

/** At the start: finishes a delivery that was certain to happen. */
export async function recover(tools: DeliveryTools): Promise<void> {
  if (tools.store.document.pending) await publishPending(tools, null);
}
