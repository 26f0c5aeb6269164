import { type ChildProcess, fork } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { childProgram } from "./child";
import { type ClosableEngine, connectEmbedded } from "./client";

/** A running engine host and a client to it. */
export interface EmbeddedEngine {
  readonly engine: ClosableEngine;
  /** The Unix socket that the host listens on. */
  readonly socket: string;
  /** The host's process id now; it changes when the host was restarted. */
  readonly pid: () => number | undefined;
  /** Stops the host for good. */
  close(): Promise<void>;
}

/** What the owner of an engine host wants to know. */
export interface EmbeddedOptions {
  /** Called after the host came back from a crash, before new statements are answered normally. */
  readonly onRestart?: () => void;
  /** Called with one sentence when the host ended by itself. */
  readonly onCrash?: (sentence: string) => void;
  /** A configuration file in ClickHouse's own form; the engine needs none. */
  readonly config?: string;
}

/**
 * Where the engine host of a data folder listens. A Unix socket's path is limited to about 100 bytes, so it cannot always
 * live in the data folder.
 * @param owner the process id of the Flowglass that started it.
 */
export function socketPath(data: string, owner: number): string {
  const folder = join(tmpdir(), `flowglass-${process.getuid?.() ?? 0}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return join(folder, `${createHash("sha256").update(resolve(data)).digest("hex").slice(0, 16)}-${owner}.sock`);
}

/** Removes the sockets of hosts that were killed: only one at a time has a data folder. */
function removeOldSockets(socket: string): void {
  const folder = dirname(socket);
  const [digest = ""] = basename(socket).split("-");
  for (const name of readdirSync(folder))
    if (name.startsWith(`${digest}-`) && name !== basename(socket)) rmSync(join(folder, name), { force: true });
}

/** A host that ends more often than this in a minute is given a pause, short enough to be back within 3 s. */
const CALM_CRASHES = 3;
const PAUSE_MS = 1000;

/** Waits while a host cannot be started: twice as long each time, so that a broken folder does not keep the CPU busy. */
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 5000;

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** An engine that was told to end lets go of its folder a moment after its Flowglass is gone, longer on a busy machine. */
const LETTING_GO_MS = 5000;

/** Starts the host, also where the one before is just ending. */
async function startSoon(data: string, socket: string, config?: string): Promise<ChildProcess> {
  for (const until = Date.now() + LETTING_GO_MS; ; ) {
    try {
      return await start(data, socket, config);
    } catch (error) {
      if (Date.now() >= until) throw error;
      await wait(FIRST_WAIT_MS);
    }
  }
}

/** The sentence for a host that could not start. */
function startFailure(data: string, reason: string): Error {
  if (/lock|Cannot lock file|already/i.test(reason)) {
    return new Error(
      `The data folder ${data} is in use by another Flowglass. Stop it, or choose another folder with --data.`,
    );
  }
  return new Error(`The engine could not open the data folder ${data}: ${reason}`);
}

/** Starts the host once and waits until it answers. */
function start(data: string, socket: string, config?: string): Promise<ChildProcess> {
  const program = childProgram("engine-host", "lib/engine/host/main.ts");
  const child = fork(program.path, config ? [data, socket, config] : [data, socket], {
    execArgv: [...program.execArgv],
    env: { ...process.env, UV_THREADPOOL_SIZE: "24", NODE_OPTIONS: "" },
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  let noise = "";
  child.stderr?.on("data", (bytes: Buffer) => {
    noise = (noise + bytes.toString()).slice(-4000);
  });
  return new Promise((ready, failed) => {
    child.once("message", (message: { state: string; reason?: string }) => {
      if (message.state === "ready") ready(child);
      else failed(startFailure(data, message.reason ?? "unknown reason"));
    });
    child.once("error", (error) => failed(startFailure(data, error.message)));
    child.once("exit", (code, signal) =>
      failed(startFailure(data, noise.trim().split("\n").at(-1) || `it ended with ${signal ?? code}`)),
    );
  });
}

/**
 * Starts the engine host as a child process and keeps it running: a host that dies is started again on the
 * same socket, so that clients need not know.
 * @param data the data folder.
 * @throws Error with a sentence for the user when the folder cannot be opened.
 */
export async function startEmbeddedEngine(data: string, options: EmbeddedOptions = {}): Promise<EmbeddedEngine> {
  const socket = socketPath(data, process.pid);
  let child = await startSoon(data, socket, options.config);
  removeOldSockets(socket);
  let closing = false;
  let crashes: number[] = [];

  const watch = (): void => {
    child.once("exit", (code, signal) => {
      if (closing) return;
      const now = Date.now();
      crashes = [...crashes.filter((at) => now - at < 60_000), now];
      options.onCrash?.(`The engine ended unexpectedly (${signal ?? `code ${code}`}) and is being started again.`);
      restarted = again();
    });
  };
  const again = async (): Promise<void> => {
    if (crashes.length > CALM_CRASHES) await wait(PAUSE_MS);
    for (let failures = 0; !closing; failures++) {
      try {
        child = await start(data, socket, options.config);
        watch();
        if (!closing) options.onRestart?.();
        return;
      } catch (error) {
        options.onCrash?.(error instanceof Error ? error.message : String(error));
        await wait(Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures));
      }
    }
  };
  let restarted = Promise.resolve();
  watch();

  const engine = connectEmbedded(socket);
  return {
    engine,
    socket,
    pid: () => child.pid,
    close: async () => {
      closing = true;
      await engine.close();
      // A host that is just being started must not stay behind.
      await restarted;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await gone;
    },
  };
}
