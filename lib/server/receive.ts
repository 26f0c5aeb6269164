import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { rm, statfs } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ProblemError } from "../api/problem";

/** The most bytes of one upload. A day of a large VPC is a few gigabytes. */
export const MAX_UPLOAD = 64 * 2 ** 30;
/** Disk that stays free: an import needs room for its records too. */
const KEPT_FREE = 512 * 2 ** 20;

/**
 * Refuses an upload that is over the limit or does not fit on the disk.
 * @param bytes its size, as far as it is known.
 * @throws ProblemError 413 or 507.
 */
export async function checkRoom(folder: string, bytes: number): Promise<void> {
  if (bytes > MAX_UPLOAD) throw new ProblemError(413, `A file may have at most ${MAX_UPLOAD / 2 ** 30} GiB.`);
  const { bavail, bsize } = await statfs(folder);
  if (bytes + KEPT_FREE > bavail * bsize)
    throw new ProblemError(507, "There is not enough free disk space for this file.");
}

/**
 * Writes a request's body into a file of the uploads folder.
 * @returns its path. @throws ProblemError when it is too large or arrives incomplete.
 */
export async function receiveBody(request: Request, folder: string): Promise<string> {
  const declared = Number(request.headers.get("content-length") ?? 0);
  await checkRoom(folder, declared);
  const path = join(folder, `${randomUUID()}.bin`);
  let received = 0;
  const counted = async function* (): AsyncGenerator<Uint8Array> {
    if (!request.body) return;
    for await (const bytes of Readable.fromWeb(request.body as Parameters<typeof Readable.fromWeb>[0])) {
      received += (bytes as Uint8Array).byteLength;
      if (received > MAX_UPLOAD) throw new ProblemError(413, `A file may have at most ${MAX_UPLOAD / 2 ** 30} GiB.`);
      yield bytes as Uint8Array;
    }
  };
  try {
    await pipeline(counted, createWriteStream(path, { mode: 0o600 }));
    if (declared > 0 && received !== declared) {
      throw new ProblemError(400, `The upload is incomplete: ${received} of ${declared} bytes arrived.`);
    }
    return path;
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}
