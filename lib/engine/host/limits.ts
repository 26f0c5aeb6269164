import { totalmem } from "node:os";

/** Bytes that all statements together may use: the sum over the pool, not each alone. */
export const engineMemory = (): number => Math.min(4 * 2 ** 30, Math.floor(totalmem() * 0.5));

/** What the engine is started with; these are server settings, which a statement cannot change. */
export function engineArguments(): string[] {
  return [`--max_server_memory_usage=${engineMemory()}`, "--use_concurrency_control=0"];
}
