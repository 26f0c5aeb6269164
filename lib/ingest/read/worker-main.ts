/**
 * The unwrap worker: a process of its own that reads one file at a time, recognises it and writes chunks of
 * plain lines. A hostile file can at worst end this process, which the service then reports.
 */
import { prepare } from "../shapes";
import { ShapeError } from "../shapes/types";
import type { FromWorker, ToWorker } from "./worker-protocol";

/** Chunks that may be made ahead of the engine. */
const AHEAD = 3;

interface Running {
  readonly job: number;
  readonly stop: AbortController;
  allowance: number;
  wake: () => void;
}

let running: Running | null = null;

const tell = (message: FromWorker): void => {
  process.send?.(message);
};

async function work(request: Extract<ToWorker, { type: "start" }>): Promise<void> {
  const mine: Running = { job: request.job, stop: new AbortController(), allowance: AHEAD, wake: () => {} };
  running = mine;
  try {
    const events = prepare(
      { path: request.path, name: request.name, ...(request.format && { format: request.format }) },
      {
        spoolDir: request.spoolDir,
        chunkPrefix: request.chunkPrefix,
        chunkBytes: request.chunkBytes,
        careful: request.careful,
        signal: mine.stop.signal,
      },
    );
    for await (const event of events) {
      tell({ type: "event", job: mine.job, event });
      if (event.type !== "chunk") continue;
      mine.allowance -= 1;
      while (mine.allowance <= 0 && !mine.stop.signal.aborted) {
        await new Promise<void>((resolve) => {
          mine.wake = resolve;
        });
      }
    }
  } catch (error) {
    const refused = error instanceof ShapeError ? error : null;
    tell({
      type: "refused",
      job: mine.job,
      code: refused?.code ?? "failed",
      message:
        refused?.message ?? `The file could not be read: ${error instanceof Error ? error.message : String(error)}`,
      proposal: refused?.proposal ?? null,
    });
  } finally {
    if (running === mine) running = null;
  }
}

process.on("message", (message: ToWorker) => {
  if (message.type === "start") {
    void work(message);
  } else if (running && running.job === message.job) {
    if (message.type === "more") running.allowance += 1;
    else running.stop.abort(new Error("cancelled"));
    running.wake();
  }
});
process.on("SIGINT", () => {});
process.on("disconnect", () => process.exit(0));
