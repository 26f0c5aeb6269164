import { open } from "node:fs/promises";
import type { Limits } from "../limits";
import { gunzipFile } from "./gunzip";
import { countInflated, type ReadState } from "./state";

const READ = 512 * 1024;

/** The file's bytes as they are. */
export async function* plainFile(
  path: string,
  state: ReadState,
  limits: Limits,
  signal?: AbortSignal,
): AsyncGenerator<Buffer> {
  const file = await open(path, "r");
  try {
    for (;;) {
      signal?.throwIfAborted();
      const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(READ), 0, READ, null);
      if (bytesRead === 0) return;
      state.bytesRead += bytesRead;
      countInflated(state, limits, bytesRead);
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

/** The file's bytes, inflated when they are gzip. */
export function openBytes(
  path: string,
  gzip: boolean,
  state: ReadState,
  limits: Limits,
  signal?: AbortSignal,
): AsyncGenerator<Buffer> {
  return gzip ? gunzipFile(path, state, limits, signal) : plainFile(path, state, limits, signal);
}

/** The first `count` bytes of a file and its size. */
export async function peekFile(path: string, count: number): Promise<{ head: Buffer; tail: Buffer; size: number }> {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    const head = Buffer.alloc(Math.min(count, size));
    await file.read(head, 0, head.length, 0);
    const tail = Buffer.alloc(Math.min(8, size));
    await file.read(tail, 0, tail.length, Math.max(0, size - 8));
    return { head, tail, size };
  } finally {
    await file.close();
  }
}
