import { mkdir, rm } from "node:fs/promises";
import type { Engine } from "../engine/engine";
import type { AwsClients } from "./aws";
import type { Clock } from "./clock";
import { deliver, recover } from "./deliver";
import type { IntakeItemResult, SourceIntake } from "./intake";
import type { RateLimiters } from "./limiter";
import { type Delivery, type ReaderContext, type SourceChange, SourceFailure, type SourceReader } from "./reader";
import type { SourceDocument } from "./source";
import type { SourceStore } from "./source-store";

/** What every run works with. */
export interface RunTools {
  readonly engine: Engine;
  readonly intake: SourceIntake;
  readonly aws: AwsClients;
  readonly limiters: RateLimiters;
  readonly clock: Clock;
}

const FIRST_RETRY_MS = 15_000;
const LONGEST_RETRY_MS = 10 * 60_000;
/** A run that went on for so long before it failed starts with the short wait again. */
const GOOD_RUN_MS = 60_000;

function changed(document: SourceDocument, change: SourceChange): SourceDocument {
  const { progress, ...rest } = change;
  if (!progress) return { ...document, ...rest };
  const pending = document.pending && { ...document.pending, next: progress(document.pending.next) };
  return { ...document, ...rest, progress: progress(document.progress), pending };
}

/** The context of one run. Deliveries wait for each other. */
function contextOf(tools: RunTools, store: SourceStore, signal: AbortSignal, spool: string): ReaderContext {
  let last: Promise<unknown> = Promise.resolve();
  return {
    engine: tools.engine,
    aws: tools.aws,
    limiters: tools.limiters,
    clock: tools.clock,
    signal,
    spool,
    document: () => store.document,
    deliver: (delivery: Delivery) => {
      const mine: Promise<readonly IntakeItemResult[]> = last.then(() =>
        deliver({ store, intake: tools.intake, clock: tools.clock }, delivery, signal),
      );
      last = mine.catch(() => undefined);
      return mine;
    },
    touch: (change: SourceChange) => {
      if (!signal.aborted) store.touch((document) => changed(document, change));
    },
    save: async (change: SourceChange) => {
      signal.throwIfAborted();
      await store.update((document) => changed(document, change), signal);
    },
  };
}

const sentenceOf = (error: unknown): { code: string; message: string } =>
  error instanceof SourceFailure
    ? { code: error.code, message: error.message }
    : {
        code: "failed",
        message: `Reading stopped: ${(error instanceof Error ? error.message : String(error)).slice(0, 300)}`,
      };

/**
 * Runs a reader until everything is read or the signal is aborted. When it cannot go on, the source says why, and the
 * reader is run again after a while, at growing intervals.
 */
export async function runSource(
  tools: RunTools,
  store: SourceStore,
  reader: SourceReader,
  signal: AbortSignal,
  spool: string,
): Promise<void> {
  const { clock } = tools;
  for (let wait = FIRST_RETRY_MS; !signal.aborted; wait = Math.min(LONGEST_RETRY_MS, wait * 2)) {
    const began = clock.now();
    try {
      await rm(spool, { recursive: true, force: true });
      await mkdir(spool, { recursive: true });
      await recover({ store, intake: tools.intake, clock });
      await reader.forget(tools.engine, store.document.id, store.document.progress.batch);
      await reader.run(contextOf(tools, store, signal, spool));
      await store.update((document) => ({ ...document, state: "done", error: null }));
      return;
    } catch (error) {
      if (signal.aborted) return;
      const fail = (document: SourceDocument): SourceDocument => ({
        ...document,
        state: "failed",
        error: sentenceOf(error),
      });
      await store.update(fail, signal).catch(() => undefined);
      if (clock.now() - began > GOOD_RUN_MS) wait = FIRST_RETRY_MS;
      await clock.sleep(wait, signal).catch(() => undefined);
    } finally {
      await rm(spool, { recursive: true, force: true });
    }
  }
}
