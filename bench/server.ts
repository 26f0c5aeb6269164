import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";

/** A running Flowglass. */
export interface Server {
  readonly url: string;
  readonly data: string;
  /** The process id of the web server. */
  readonly pid: number;
  stop(): Promise<void>;
}

/** A port on the loopback interface that nothing listens on now. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === "object" ? resolve(address.port) : reject(new Error("No port.")),
      );
    });
  });
}

const START_SECONDS = 300;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/api/health`)).ok;
  } catch {
    return false;
  }
}

/**
 * Starts the product as a user does, on an empty data folder, and waits until it answers. The first start builds it.
 * @param env what its environment has beside that of the benchmark.
 * @throws Error with the program's last lines when it ends or does not answer in time.
 */
export async function startServer(data: string, env: Readonly<Record<string, string>> = {}): Promise<Server> {
  const port = await freePort();
  const program = fileURLToPath(new URL("../bin/flowglass.mjs", import.meta.url));
  const child = spawn(process.execPath, [program, "--port", String(port), "--data", data], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, FLOWGLASS_HOST: "127.0.0.1", ...env },
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (bytes: Buffer) => {
      said = (said + bytes.toString()).slice(-4000);
    });
  }
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGTERM");
    await ended;
  };
  const url = `http://127.0.0.1:${port}`;
  for (let waited = 0; waited < START_SECONDS * 4; waited++) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`The server ended: ${said.trim()}`);
    if (await answers(url)) return { url, data, pid: child.pid ?? 0, stop };
    await pause(250);
  }
  await stop();
  throw new Error(`The server did not answer within ${START_SECONDS} s: ${said.trim()}`);
}

/**
 * Waits until the sums beside the records are made for all that was imported.
 * @returns seconds waited.
 */
export async function upkeepDone(url: string): Promise<number> {
  const began = performance.now();
  for (;;) {
    const health = (await (await fetch(`${url}/api/health`)).json()) as { upkeep: string };
    if (health.upkeep === "done") return (performance.now() - began) / 1000;
    await pause(250);
  }
}

/** How long the search for findings is waited for. */
const FINDINGS_SECONDS = 900;

/**
 * Waits until the search for findings has gone through all that was imported, at most 15 minutes.
 * @returns seconds waited, and whether the search has ended.
 */
export async function findingsDone(url: string): Promise<{ readonly seconds: number; readonly ended: boolean }> {
  const began = performance.now();
  for (;;) {
    const findings = (await (await fetch(`${url}/api/findings?wait=false`)).json()) as { state: string };
    const seconds = (performance.now() - began) / 1000;
    const ended = findings.state !== "computing";
    if (ended || seconds > FINDINGS_SECONDS) return { seconds, ended };
    await pause(250);
  }
}
