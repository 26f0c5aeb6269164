import { execFileSync } from "node:child_process";
import { type ClosableEngine, connectEmbedded } from "../../lib/engine/client";
import { socketPath } from "../../lib/engine/embedded";
import type { TestServer } from "./server";

/** The process id of a server's engine host. @throws Error when it has none now. */
export function hostOf(server: TestServer): number {
  return Number(
    execFileSync("pgrep", ["-P", String(server.process.pid), "-f", "engine-host"], { encoding: "utf8" }).trim(),
  );
}

/** A second client to the engine of a running server, to look at what it does. */
export function engineOf(server: TestServer): ClosableEngine {
  // A host that was killed leaves its socket behind, and process ids come again: the folder tells whose it is.
  return connectEmbedded(socketPath(server.data, server.process.pid ?? 0));
}

/** Waits until a server has imported its files and does nothing of its own any more. */
export async function atRest(server: TestServer): Promise<void> {
  for (;;) {
    const { imports } = (await (await fetch(`${server.url}/api/imports`)).json()) as { imports: { state: string }[] };
    const { upkeep } = (await (await fetch(`${server.url}/api/health`)).json()) as { upkeep: string };
    if (imports.length > 0 && imports.every(({ state }) => state === "done") && upkeep === "done") break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await (await fetch(`${server.url}/api/findings`)).text();
}
