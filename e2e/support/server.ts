import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { removeFolder } from "./folder";

/** A Flowglass of a test's own: the built product. */
export interface TestServer {
  readonly url: string;
  readonly data: string;
  readonly process: ChildProcess;
  /** All that it has written so far, stdout and stderr. */
  said(): string;
  /** Ends it as Ctrl-C would and removes its folder. */
  close(): Promise<void>;
}

const ROOT = join(import.meta.dirname, "../..");

/**
 * Starts the server and waits until it says that it is ready.
 * @param env what its environment has beside that of the tests.
 */
export async function startServer(
  args: readonly string[] = [],
  data?: string,
  env: Readonly<Record<string, string>> = {},
): Promise<TestServer> {
  const folder = data ?? (await mkdtemp(join(tmpdir(), "flowglass-e2e-")));
  const child = spawn(process.execPath, [join(ROOT, "bin/run.mjs"), "--port", "0", "--data", folder, ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const url = await new Promise<string>((resolve, reject) => {
    const read = (bytes: Buffer): void => {
      output += bytes.toString();
      const ready = /ready on (\S+)/.exec(output)?.[1];
      if (ready) resolve(ready);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("exit", (code) => reject(new Error(`The server ended with ${code}: ${output}`)));
  });
  return {
    url,
    data: folder,
    process: child,
    said: () => output,
    close: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        const gone = new Promise((resolve) => child.once("exit", resolve));
        child.kill("SIGINT");
        await gone;
      }
      await removeFolder(folder);
    },
  };
}

/** Starts the server with the sample, and waits until its records are there. */
export async function startSample(): Promise<TestServer> {
  const server = await startServer(["--demo"]);
  const flows = async () => ((await (await fetch(`${server.url}/api/summary`)).json()) as { flows: number }).flows;
  await expect.poll(flows).toBeGreaterThan(0);
  return server;
}
