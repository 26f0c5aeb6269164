import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ClosableEngine, connectEmbedded } from "../../lib/engine/client";
import type { TestServer } from "./server";

/** The process id of a server's engine host. @throws Error when it has none now. */
export function hostOf(server: TestServer): number {
  return Number(
    execFileSync("pgrep", ["-P", String(server.process.pid), "-f", "engine-host"], { encoding: "utf8" }).trim(),
  );
}

/** A second client to the engine of a running server, to look at what it does. */
export function engineOf(server: TestServer): ClosableEngine {
  const folder = join(tmpdir(), `flowglass-${process.getuid?.() ?? 0}`);
  const name = readdirSync(folder).find((file) => file.endsWith(`-${server.process.pid}.sock`));
  if (!name) throw new Error("The server's engine has no socket.");
  return connectEmbedded(join(folder, name));
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
