import { rm } from "node:fs/promises";

/**
 * Removes a folder that a server worked in. A server that is told to end does not wait for a long statement of its engine:
 * the engine ends soon after it, and may leave a file until then.
 */
export function removeFolder(path: string): Promise<void> {
  return rm(path, { recursive: true, force: true, maxRetries: 15, retryDelay: 100 });
}
