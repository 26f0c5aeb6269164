import { type ChildProcess, fork } from "node:child_process";
import { childProgram } from "../../engine/child";
import { type PrepareEvent, ShapeError } from "../shapes/types";
import type { FromWorker, ToWorker } from "./worker-protocol";

/** What one file's unwrapping is asked with. */
export type WorkRequest = Omit<Extract<ToWorker, { type: "start" }>, "type" | "job">;

let jobs = 0;

/** The unwrap worker seen from the service: started when first needed, kept for the next file. */
export class UnwrapWorker {
  #child: ChildProcess | null = null;

  /**
   * Unwraps a file. Ask `more()` once per chunk that was taken.
   * @throws ShapeError when the file is refused; Error when the worker ended.
   */
  async *unwrap(request: WorkRequest, signal: AbortSignal): AsyncGenerator<PrepareEvent> {
    const child = this.#start();
    const job = ++jobs;
    const queue: (FromWorker | { type: "gone"; reason: string })[] = [];
    let wake = (): void => {};
    const put = (message: FromWorker | { type: "gone"; reason: string }): void => {
      queue.push(message);
      wake();
    };
    const onMessage = (message: FromWorker): void => {
      if (message.job === job) put(message);
    };
    const onExit = (code: number | null, killed: string | null): void =>
      put({ type: "gone", reason: killed ?? `code ${code}` });
    const onAbort = (): void => this.#send({ type: "stop", job });
    child.on("message", onMessage);
    child.once("exit", onExit);
    signal.addEventListener("abort", onAbort, { once: true });
    this.#send({ type: "start", job, ...request });
    try {
      while (true) {
        const message = queue.shift();
        if (!message) {
          await new Promise<void>((resolve) => {
            wake = resolve;
            if (queue.length > 0) resolve();
          });
          continue;
        }
        if (message.type === "gone")
          throw new ShapeError("reader_ended", `The file could not be read: its reader ended (${message.reason}).`);
        if (message.type === "refused") {
          signal.throwIfAborted();
          if (message.code === "failed") throw new Error(message.message);
          throw new ShapeError(message.code, message.message, message.proposal ?? undefined);
        }
        yield message.event;
        if (message.event.type === "chunk") this.#send({ type: "more", job });
        if (message.event.type === "end") return;
      }
    } finally {
      child.off("message", onMessage);
      child.off("exit", onExit);
      signal.removeEventListener("abort", onAbort);
      this.#send({ type: "stop", job });
    }
  }

  /** Ends the worker. */
  close(): void {
    this.#child?.kill("SIGKILL");
    this.#child = null;
  }

  #send(message: ToWorker): void {
    if (this.#child?.connected) this.#child.send(message, () => {});
  }

  #start(): ChildProcess {
    if (this.#child?.connected) return this.#child;
    const program = childProgram("unwrap-worker", "lib/ingest/read/worker-main.ts");
    const child = fork(program.path, [], {
      execArgv: [...program.execArgv, "--max-old-space-size=768"],
      env: { ...process.env, NODE_OPTIONS: "" },
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    child.once("exit", () => {
      if (this.#child === child) this.#child = null;
    });
    this.#child = child;
    return child;
  }
}
