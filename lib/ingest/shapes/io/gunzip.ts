import { type FileHandle, open } from "node:fs/promises";
import { createGunzip, type Gunzip } from "node:zlib";
import type { Limits } from "../limits";
import { countInflated, type ReadState } from "./state";

const LF = 10;
const SLICE = 64 * 1024;
const OUTPUT = 512 * 1024;
/** Small files get small buffers: making a large one costs more than inflating them. */
const LEAST_OUTPUT = 16 * 1024;
const USUAL_RATIO = 8;

const BEHIND = "Behind the gzip data stand bytes that are no gzip; they were passed over.";

/** Inflating failed while the bytes from `offset` on were being read. */
class InflateFailure extends Error {
  constructor(
    readonly offset: number,
    readonly step: number,
    message: string,
  ) {
    super(message);
  }
}

/** From `from` to `to` the file is fed in steps of `step` bytes instead of whole slices. */
interface FineWindow {
  readonly from: number;
  readonly to: number;
  readonly step: number;
}

/**
 * Inflates a gzip file of one or more members. A cut or corrupt file gives everything that inflates before the
 * break and sets `state.truncated`. Bytes after the last member that are no gzip are ignored, as gzip(1) does, and
 * `state.passedOver` says so; zeros there are padding, which gzip(1) does not mention either.
 */
export async function* gunzipFile(
  path: string,
  state: ReadState,
  limits: Limits,
  signal?: AbortSignal,
): AsyncGenerator<Buffer> {
  let given = 0;
  let fine: FineWindow | null = null;
  let reason = "";
  // zlib drops the output of the call that fails. So the failing slice is read again in smaller and smaller
  // steps, until nothing that inflates is lost. Only broken files pay for this.
  for (const step of [SLICE, 1024, 1]) {
    let seen = 0;
    try {
      for await (const part of inflate(path, fine, state, signal)) {
        const fresh: Buffer = part.subarray(Math.min(part.length, Math.max(0, given - seen)));
        seen += part.length;
        if (fresh.length === 0) continue;
        given += fresh.length;
        countInflated(state, limits, fresh.length);
        yield fresh;
      }
      return;
    } catch (error) {
      if (!(error instanceof InflateFailure)) throw error;
      reason = error.message;
      if (reason === "unexpected end of file") break;
      fine = { from: error.offset, to: error.offset + error.step, step: step === SLICE ? 1024 : 1 };
    }
  }
  const isWhole = reason === "unexpected end of file" && (await isWholeButForLineFeed(path, state, signal));
  if (isWhole || (reason === "incorrect header check" && given > 0)) {
    state.passedOver = BEHIND;
    return;
  }
  state.truncated =
    reason === "unexpected end of file"
      ? "The gzip file is cut off; what came before the cut was read."
      : `The gzip file is damaged (${reason}); what came before the damage was read.`;
}

/**
 * Is a file whole when a last line feed is left out? zlib takes one byte behind a member for the beginning of another
 * one, of which the rest is missing. A file that was cut by accident hardly ever ends in that byte.
 */
async function isWholeButForLineFeed(path: string, state: ReadState, signal?: AbortSignal): Promise<boolean> {
  const file = await open(path, "r");
  const { size } = await file.stat();
  const last = await readSlice(file, size - 1, 1).finally(() => file.close());
  if (last[0] !== LF) return false;
  try {
    for await (const _part of inflate(path, null, state, signal, size - 1)) {
      // Only whether the end is reached counts.
    }
    return true;
  } catch (error) {
    if (!(error instanceof InflateFailure)) throw error;
    return false;
  }
}

/** Inflates the file, or its first `most` bytes. */
async function* inflate(
  path: string,
  fine: FineWindow | null,
  state: ReadState,
  signal?: AbortSignal,
  most = Number.POSITIVE_INFINITY,
): AsyncGenerator<Buffer> {
  const file = await open(path, "r");
  const { size } = await file.stat();
  const gunzip = createGunzip({ chunkSize: Math.max(LEAST_OUTPUT, Math.min(OUTPUT, size * USUAL_RATIO)) });
  const output: Buffer[] = [];
  let failure: Error | null = null;
  gunzip.on("data", (part: Buffer) => output.push(part));
  gunzip.on("error", (error) => {
    failure = error;
  });
  // zlib may find the end by itself, before it is told to: zeros after the last member are such an end.
  const over = new Promise<void>((resolve) => gunzip.once("end", resolve).once("close", resolve));
  try {
    let offset = 0;
    for (;;) {
      signal?.throwIfAborted();
      const step = fine && offset >= fine.from && offset < fine.to ? fine.step : SLICE;
      const limit = fine && offset < fine.from ? Math.min(step, fine.from - offset) : step;
      const slice = await readSlice(file, offset, Math.min(limit, Math.max(1024, size - offset), most - offset));
      if (slice.length > 0) await write(gunzip, slice);
      else {
        gunzip.end();
        await over;
      }
      yield* output.splice(0);
      if (failure) throw new InflateFailure(offset, limit, (failure as Error).message);
      if (slice.length === 0) {
        // zlib stops at a zero behind a member, whatever comes after it.
        if (await hasMoreThanZeros(file, gunzip.bytesWritten)) state.passedOver = BEHIND;
        return;
      }
      offset += slice.length;
      state.bytesRead = Math.max(state.bytesRead, offset);
    }
  } finally {
    gunzip.destroy();
    await file.close();
  }
}

async function readSlice(file: FileHandle, offset: number, length: number): Promise<Buffer> {
  const slice = Buffer.allocUnsafe(length);
  const { bytesRead } = await file.read(slice, 0, length, offset);
  return slice.subarray(0, bytesRead);
}

/** Does a file hold anything but zeros from an offset on? */
async function hasMoreThanZeros(file: FileHandle, from: number): Promise<boolean> {
  for (let offset = from; ; ) {
    const slice = await readSlice(file, offset, SLICE);
    if (slice.length === 0) return false;
    if (slice.some((byte) => byte !== 0)) return true;
    offset += slice.length;
  }
}

/** Gives bytes to zlib; resolves when it has worked them through, or has stopped for good. */
function write(gunzip: Gunzip, slice: Buffer): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      gunzip.off("close", done);
      resolve();
    };
    gunzip.once("close", done);
    gunzip.write(slice, done);
  });
}
