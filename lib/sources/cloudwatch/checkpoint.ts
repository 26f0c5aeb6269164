import type { SourceProgress, TimeSpan } from "../source";

/** Events come late: best effort, usually within minutes. So long is looked back. */
export const LATE_SECONDS = 3600;

/** What following remembers. */
export interface FollowCheckpoint {
  /** Epoch seconds up to which everything was asked for, with the hour before it. Null when it never looked. */
  readonly askedAt: number | null;
  /** Hours before earlier stops, to be read once more for events that came late. */
  readonly late: readonly TimeSpan[];
  /** The times whose events are all remembered: only they can be read again without taking an event twice. */
  readonly known: readonly TimeSpan[];
  /** For each of `LATE_AGES`, the time (epoch seconds) up to which everything was read again at that age. */
  readonly reread: readonly number[];
}

/** Reads what following remembers. */
export function followCheckpoint(progress: SourceProgress): FollowCheckpoint {
  const kept = (progress.checkpoint ?? {}) as Partial<FollowCheckpoint>;
  return { askedAt: kept.askedAt ?? null, late: kept.late ?? [], known: kept.known ?? [], reread: kept.reread ?? [] };
}

/** Progress with something else remembered. */
export function remembering(progress: SourceProgress, change: Partial<FollowCheckpoint>): SourceProgress {
  return { ...progress, checkpoint: { ...followCheckpoint(progress), ...change } satisfies FollowCheckpoint };
}
