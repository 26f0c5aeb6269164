import type { Clock } from "../clock";
import type { S3Object } from "./object";
import type { Found } from "./walk";

/** Objects that become visible together. */
export interface Batch {
  readonly objects: readonly S3Object[];
  /** Epoch seconds: with this batch, all files of this time and later have been read. */
  readonly reached: number | null;
}

/** When a batch is full. */
export interface BatchLimits {
  readonly objects: number;
  readonly bytes: number;
  /** A batch is closed after so long, if there is anything in it, so that records are seen soon. */
  readonly milliseconds: number;
}

/**
 * A delivery costs the same for one object as for a thousand, so small ones go together; large ones go alone soon enough
 * that the disk does not fill.
 */
export const BATCH_LIMITS: BatchLimits = { objects: 2500, bytes: 256 * 2 ** 20, milliseconds: 4000 };

/** The first batch is small: something is to be seen at once. */
const FIRST_SHARE = 8;

/** Gathers found objects into batches. The last one may hold no object, only how far the search came. */
export async function* batches(
  found: AsyncIterable<Found>,
  clock: Clock,
  limits = BATCH_LIMITS,
): AsyncGenerator<Batch> {
  let objects: S3Object[] = [];
  let bytes = 0;
  let reached: number | null = null;
  let began = clock.now();
  let share = FIRST_SHARE;
  const close = (): Batch => {
    const batch = { objects, reached };
    [objects, bytes, reached] = [[], 0, null];
    share = Math.max(1, share / 2);
    return batch;
  };
  for await (const page of found) {
    for (const object of page.objects) {
      if (objects.length === 0) began = clock.now();
      objects.push(object);
      bytes += object.size;
      if (objects.length * share >= limits.objects || bytes * share >= limits.bytes) yield close();
    }
    reached = page.reached ?? reached;
    if (objects.length > 0 && clock.now() - began > limits.milliseconds) yield close();
  }
  if (objects.length > 0 || reached !== null) yield close();
}
