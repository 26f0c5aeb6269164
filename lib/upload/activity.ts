import type { Upload } from "./queue";

/** As much of an import as its progress needs. */
interface ImportProgress {
  readonly state: "queued" | "running" | "done" | "failed" | "cancelled";
  readonly bytes_read: number | string;
  readonly bytes_total: number | string | null;
}

/** What is going on, for the indicator in the top bar. */
export interface Activity {
  /** Uploads that wait or are being sent. */
  readonly uploading: number;
  /** Imports that wait or run. */
  readonly importing: number;
  readonly failedUploads: number;
  /** Share of all bytes on their way that are through, 0 to 1; undefined while a size is unknown. */
  readonly share: number | undefined;
}

/** Adds up uploads and imports that are under way. A file's upload and its import count as one half each. */
export function activityOf(uploads: readonly Upload[], imports: readonly ImportProgress[]): Activity {
  const sending = uploads.filter((upload) => upload.state !== "failed");
  const running = imports.filter((one) => one.state === "queued" || one.state === "running");
  let through = 0;
  let total = 0;
  let known = true;
  for (const upload of sending) {
    through += upload.bytesSent / 2;
    total += upload.bytesTotal;
  }
  for (const one of running) {
    if (one.bytes_total === null) {
      known = false;
      continue;
    }
    const size = Number(one.bytes_total);
    through += (size + Math.min(size, Number(one.bytes_read))) / 2;
    total += size;
  }
  return {
    uploading: sending.length,
    importing: running.length,
    failedUploads: uploads.length - sending.length,
    share: known && total > 0 ? through / total : undefined,
  };
}
