import { type ReaderContext, SourceFailure } from "../reader";
import type { CloudWatchSettings, SourceProgress } from "../source";
import { followCheckpoint, LATE_SECONDS, remembering } from "./checkpoint";
import { forgetOld } from "./late";
import type { SweepRequest, SweepResult } from "./sweep";

/** A flow record's time is the start of its window of up to ten minutes, and delivery takes about five more. */
const USUAL_SECONDS = 1200;
/** How often is looked for new events at least, and per request that a look takes: at most a fraction of the quota. */
const LOOK_MS = { least: 5_000, perRequest: 1_000 } as const;
/** The same for the whole last hour. */
const LATE_LOOK_MS = { least: 10_000, perRequest: 2_000 } as const;
const SAVE_MS = 60_000;
const FORGET_MS = 30 * 60_000;
/** So many looks in a row that failed, each after many tries, and the source itself has failed. */
const HOPELESS = 2;

/** What following needs of its reader. */
export interface FollowTools {
  readonly context: ReaderContext;
  readonly settings: CloudWatchSettings;
  /** Epoch seconds: the hour before it, and what comes after, is for following, the rest for the back-fill. */
  readonly start: number;
  readonly sweep: (request: SweepRequest) => Promise<SweepResult>;
  /** Called when a look found the source in step. */
  readonly inStep: () => Promise<void>;
}

/**
 * Looks for new events again and again: often for those of the last minutes, now and then for those that came late.
 * Ends an hour after the source's end, if it has one. @throws SourceFailure; the signal's reason.
 */
export async function follow({ context, settings, start, sweep, inStep }: FollowTools): Promise<void> {
  const { clock, signal } = context;
  let askedAt = start;
  let lookedTo: number | null = null;
  let nextLateLook = 0;
  let savedAt = clock.now();
  let forgotAt = clock.now();
  let failures = 0;
  for (;;) {
    signal.throwIfAborted();
    const began = clock.now();
    const now = Math.floor(began / 1000);
    const end = settings.until === null ? now : Math.min(now, settings.until);
    const late = began >= nextLateLook || lookedTo === null;
    const back = late ? Math.min(end, askedAt) - LATE_SECONDS : Math.min(end - USUAL_SECONDS, (lookedTo ?? end) - 60);
    const from = Math.max(settings.since, back);
    const todo = from < end ? [{ from, to: end }] : [];
    const { requests, failed } = await sweep({ todo, checked: true, level: "urgent", persistent: false });
    if (failed.length === 0) {
      lookedTo = end;
      if (late) {
        askedAt = end;
        nextLateLook = began + Math.max(LATE_LOOK_MS.least, LATE_LOOK_MS.perRequest * requests);
      }
      const change = {
        progress: (progress: SourceProgress) => ({ ...remembering(progress, { askedAt }), inStepAt: now }),
      };
      context.touch(change);
      if (clock.now() - savedAt > SAVE_MS) {
        await context.save(change);
        savedAt = clock.now();
        if (clock.now() - forgotAt > FORGET_MS) {
          const { late } = followCheckpoint(context.document().progress);
          await forgetOld(context, Math.min(askedAt, late[0]?.from ?? askedAt) - LATE_SECONDS);
          forgotAt = clock.now();
        }
      }
      await inStep();
      if (late && settings.until !== null && now >= settings.until + LATE_SECONDS) return;
      failures = 0;
    } else if (++failures >= HOPELESS) {
      const reason = context.document().progress.failed.at(-1)?.reason ?? "no answer";
      throw new SourceFailure("unreachable", `CloudWatch Logs cannot be read: ${reason}`);
    }
    await clock.sleep(Math.max(LOOK_MS.least, LOOK_MS.perRequest * requests) - (clock.now() - began), signal);
  }
}
