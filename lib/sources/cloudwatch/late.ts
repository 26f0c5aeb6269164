import type { ReaderContext } from "../reader";
import type { TimeSpan } from "../source";
import { difference, intersection } from "../spans";
import { type FollowCheckpoint, followCheckpoint, LATE_SECONDS, remembering } from "./checkpoint";
import { forgetEventsBefore } from "./seen";
import type { SweepRequest, SweepResult } from "./sweep";

/**
 * Every time is read again when it is so old (seconds): AWS delivers at best effort, and what comes hours late would not be
 * found otherwise. Twice only, and an hour at a time, so that all of it takes two more reads of the group, spread evenly.
 */
export const LATE_AGES = [6 * 3600, 24 * 3600] as const;
const OLDEST = Math.max(...LATE_AGES);
const STEP_SECONDS = 3600;
/** How often is looked whether something is due; after a failure it waits for longer. */
const LOOK_MS = 30_000;
const RETRY_MS = 600_000;

/** The times that may be read again, so that their events have to be remembered. @param now epoch seconds. */
export const rereadSpan = (now: number): TimeSpan => ({ from: now - OLDEST - STEP_SECONDS, to: now });

/** Up to which time all is read again at each age; before the first time it is what was that old at `now`. */
const reachedAt = ({ reread }: FollowCheckpoint, now: number): number[] =>
  LATE_AGES.map((age, at) => reread[at] ?? now - age);

/** What reading again needs of its reader. */
export interface LateTools {
  readonly context: ReaderContext;
  /** Epoch seconds: the start of the run. */
  readonly start: number;
  /** Aborted when following has come to its end. */
  readonly ended: AbortSignal;
  readonly sweep: (request: SweepRequest) => Promise<SweepResult>;
}

/** Reads again, after everything else, what has reached an age of `LATE_AGES`. @throws SourceFailure; the signal's reason. */
export async function readLate({ context, start, ended, sweep }: LateTools): Promise<void> {
  const { clock, signal } = context;
  const either = AbortSignal.any([signal, ended]);
  const first = reachedAt(followCheckpoint(context.document().progress), start);
  await context.save({ progress: (progress) => remembering(progress, { reread: first }) });
  while (!ended.aborted) {
    signal.throwIfAborted();
    const now = Math.floor(clock.now() / 1000);
    let wait: number = LOOK_MS;
    for (const [at, age] of LATE_AGES.entries()) {
      const { askedAt, known, reread } = followCheckpoint(context.document().progress);
      // After a failure of some hours, following may still have to read these times itself.
      const due = { from: reread[at] ?? now - age, to: Math.min(now - age, (askedAt ?? start) - LATE_SECONDS) };
      if (due.to - due.from < STEP_SECONDS) continue;
      const todo = intersection([due], known);
      const { failed } = await sweep({ todo, checked: true, level: "idle", persistent: false });
      if (failed.length > 0) wait = RETRY_MS;
      else
        await context.save({
          progress: (progress) => remembering(progress, { reread: reached(progress, at, due.to) }),
        });
    }
    await clock.sleep(wait, either).catch(() => undefined);
  }
}

function reached(progress: Parameters<typeof followCheckpoint>[0], at: number, to: number): number[] {
  return followCheckpoint(progress).reread.map((time, index) => (index === at ? to : time));
}

/**
 * Forgets the events of times that are not read again any more.
 * @param before epoch seconds: what following itself may still read begins here.
 */
export async function forgetOld(context: ReaderContext, before: number): Promise<void> {
  const { progress, id } = context.document();
  const checkpoint = followCheckpoint(progress);
  const edge = Math.min(before, ...reachedAt(checkpoint, before)) - 60;
  // First it is no longer called known: after a crash in between nothing is read again whose events are gone.
  const rest = (known: readonly TimeSpan[]): TimeSpan[] => difference(known, [{ from: 0, to: edge }]);
  await context.save({
    progress: (now) => remembering(now, { known: rest(followCheckpoint(now).known) }),
  });
  await forgetEventsBefore(context.engine, id, edge);
}
