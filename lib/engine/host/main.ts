/**
 * The engine host: a process of its own that owns the data directory and answers on a Unix socket.
 * Arguments: DATA_DIRECTORY SOCKET [CONFIGURATION]. It tells its parent `ready` or `failed`, and ends when the parent is gone.
 */
import { chmodSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { engineArguments } from "./limits";
import { SessionPool } from "./pool";
import { createHostServer } from "./server";

const [data, socket, config] = process.argv.slice(2);
if (!data || !socket) {
  console.error("usage: engine-host DATA_DIRECTORY SOCKET [CONFIGURATION]");
  process.exit(2);
}

const tell = (message: { state: "ready" } | { state: "failed"; reason: string }): void => {
  process.send?.(message);
};

/**
 * Ends at once. What is stored survives a kill at any moment, while the library's own end is no safe one: what
 * statements on other threads still use is torn down under them, and the process dies of that, with a core dump.
 */
function end(): void {
  rmSync(socket ?? "", { force: true });
  process.kill(process.pid, "SIGKILL");
}

// The parent decides when to stop; an interrupt typed at the terminal reaches the whole process group.
process.on("SIGINT", () => {});
process.on("SIGTERM", end);
process.on("disconnect", end);

try {
  mkdirSync(data, { recursive: true });
  const scratch = join(data, "scratch");
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch, { recursive: true });
  const store = join(data, "engine");
  const args = [...engineArguments(), ...(config ? [`--config-file=${config}`] : [])];
  const server = createHostServer({
    writers: new SessionPool(store, 3, args),
    readers: new SessionPool(store, 8, args),
    killers: new SessionPool(store, 1, args),
    scratch,
  });
  rmSync(socket, { force: true });
  const before = process.umask(0o177);
  server.listen(socket, () => {
    process.umask(before);
    chmodSync(socket, 0o600);
    tell({ state: "ready" });
  });
} catch (error) {
  tell({ state: "failed", reason: error instanceof Error ? error.message : String(error) });
  process.exitCode = 1;
  setTimeout(() => process.exit(1), 100);
}
