import { type DetailedError, defaultOptions, Upload as TusUpload } from "tus-js-client";
import type { PickedFile } from "./files";
import { identityOf, type StartTransfer } from "./queue";

/** Bytes of one request. Large enough for speed, small enough that an interruption costs little. */
const CHUNK = 16 * 1024 * 1024;

/** Where uploads go, and the header of the answer that names the import an upload became. */
const ENDPOINT = "/api/uploads";
const IMPORT_HEADER = "x-flowglass-import";

/** The key under which the browser remembers an upload, so that the same file goes on after a reload. */
function fingerprintOf(picked: PickedFile, format: string | undefined): string {
  return ["flowglass", identityOf(picked), format ?? ""].join("\n");
}

/**
 * Sends a file by the tus protocol: in pieces, tried again when the connection fails, and taken up where an earlier
 * try stopped. The same file after a reload of the page goes on too.
 */
export const startTus: StartTransfer = (picked, format, events) => {
  let stopped = false;
  const upload = new TusUpload(picked.file, {
    endpoint: ENDPOINT,
    chunkSize: CHUNK,
    retryDelays: [0, 500, 1500, 3000, 5000, 10_000, 20_000],
    metadata: { filename: picked.path, ...(format ? { format } : {}) },
    fingerprint: () => Promise.resolve(fingerprintOf(picked, format)),
    removeFingerprintOnSuccess: true,
    onAfterResponse: (request, response) => {
      const offset = request.getMethod() === "HEAD" ? Number(response.getHeader("Upload-Offset")) : Number.NaN;
      if (offset > 0) events.onResume(offset);
    },
    onProgress: events.onProgress,
    onSuccess: ({ lastResponse }) => events.onDone(lastResponse?.getHeader(IMPORT_HEADER)),
    onError: (error) => events.onError(sayTransferError(error)),
  });
  void upload
    .findPreviousUploads()
    .catch(() => [])
    .then((previous) => {
      if (stopped) return;
      const last = previous.at(-1);
      if (last) upload.resumeFromPreviousUpload(last);
      upload.start();
    });
  return {
    stop(forget) {
      stopped = true;
      // Terminating also removes what the server has; a server that is away cleans up by itself later.
      upload.abort(forget).catch(() => undefined);
    },
  };
};

/** Puts a failed transfer into a sentence: the server's own words where it gave any. */
export function sayTransferError(error: Error | DetailedError): string {
  const response = "originalResponse" in error ? error.originalResponse : null;
  if (!response) return "The connection to the server was lost. What has arrived is kept: retry goes on from there.";
  try {
    const problem: unknown = JSON.parse(response.getBody());
    if (typeof problem === "object" && problem !== null) {
      const { detail, title } = problem as { detail?: unknown; title?: unknown };
      if (typeof detail === "string" && detail) return detail;
      if (typeof title === "string" && title) return title;
    }
  } catch {
    // Not a problem document: a proxy in between answers in its own words.
  }
  const text = response.getBody()?.trim();
  return text && text.length < 200 && !text.startsWith("<")
    ? text
    : `The server refused the upload with status ${response.getStatus()}.`;
}

/** An upload that a reload or a closed page cut off. */
export interface InterruptedUpload {
  readonly key: string;
  readonly name: string;
  readonly size: number;
  readonly createdAt: Date;
}

/** Lists uploads that this browser began and did not finish, newest first. Their files have to be picked again. */
export async function interruptedUploads(): Promise<InterruptedUpload[]> {
  const stored = await defaultOptions.urlStorage.findAllUploads().catch(() => []);
  return stored
    .map((upload) => ({
      key: upload.urlStorageKey,
      name: upload.metadata.filename ?? "a file",
      size: upload.size ?? 0,
      createdAt: new Date(upload.creationTime),
    }))
    .sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime());
}

/** Forgets an interrupted upload. The server drops its part later by itself. */
export async function forgetUpload(key: string): Promise<void> {
  await defaultOptions.urlStorage.removeUpload(key);
}
