import type { PickedFile } from "./files";
import { Rate } from "./rate";

/** Where one upload stands. What is done leaves the queue: from then on the import tells about it. */
export type UploadState = "waiting" | "sending" | "failed";

/** One file on its way. A new object whenever anything of it changes. */
export interface Upload {
  readonly id: string;
  /** The file's path inside the folder that it came with. */
  readonly name: string;
  readonly state: UploadState;
  readonly bytesSent: number;
  readonly bytesTotal: number;
  readonly bytesPerSecond: number | undefined;
  readonly secondsLeft: number | undefined;
  /** Bytes that an earlier, interrupted upload had sent already. */
  readonly resumedAt: number;
  /** Why it failed, as a sentence. */
  readonly error: string | undefined;
  /** What was asked for with it. */
  readonly format: string | undefined;
}

/** What a transfer tells while it runs. */
export interface TransferEvents {
  onResume(bytes: number): void;
  onProgress(bytes: number): void;
  /** @param importId the import that the upload became, when the server said so. */
  onDone(importId: string | undefined): void;
  onError(message: string): void;
}

/** Starts sending one file. */
export type StartTransfer = (
  picked: PickedFile,
  format: string | undefined,
  events: TransferEvents,
) => { /** Stops; `forget` also removes what the server has of it. */ stop(forget: boolean): void };

interface Job {
  upload: Upload;
  readonly picked: PickedFile;
  rate: Rate;
  transfer: { stop(forget: boolean): void } | undefined;
}

export interface UploadQueueOptions {
  readonly start: StartTransfer;
  /** Files sent at the same time. */
  readonly parallel?: number;
  /** Milliseconds, for speeds. */
  readonly now?: () => number;
  /** Called when a file has arrived whole. */
  readonly onDone?: (upload: Upload, importId: string | undefined) => void;
}

/** Sends files a few at a time, in the order they were added, and tells subscribers about every change. */
export class UploadQueue {
  readonly #start: StartTransfer;
  readonly #parallel: number;
  readonly #now: () => number;
  readonly #onDone: UploadQueueOptions["onDone"];
  readonly #jobs = new Map<string, Job>();
  readonly #listeners = new Set<() => void>();
  #snapshot: readonly Upload[] = [];
  #lastId = 0;

  constructor({ start, parallel = 2, now = () => performance.now(), onDone }: UploadQueueOptions) {
    this.#start = start;
    this.#parallel = parallel;
    this.#now = now;
    this.#onDone = onDone;
  }

  /** Adds files. One that is already on its way (same path, size and date) is not added again. */
  add(files: readonly PickedFile[], format?: string): void {
    const known = new Set([...this.#jobs.values()].map((job) => identityOf(job.picked)));
    for (const picked of files) {
      const identity = identityOf(picked);
      if (known.has(identity)) continue;
      known.add(identity);
      this.#lastId += 1;
      const id = `up-${this.#lastId}`;
      const upload: Upload = {
        id,
        name: picked.path,
        state: "waiting",
        bytesSent: 0,
        bytesTotal: picked.file.size,
        bytesPerSecond: undefined,
        secondsLeft: undefined,
        resumedAt: 0,
        error: undefined,
        format,
      };
      this.#jobs.set(id, { upload, picked, rate: new Rate(), transfer: undefined });
    }
    this.#next();
  }

  /** Stops an upload, removes it from the queue and what the server has of it. */
  cancel(id: string): void {
    const job = this.#jobs.get(id);
    this.#jobs.delete(id);
    job?.transfer?.stop(true);
    this.#next();
  }

  /** Puts a failed upload back into the queue; what has been sent is not sent again. */
  retry(id: string): void {
    const job = this.#jobs.get(id);
    if (job?.upload.state !== "failed") return;
    job.rate = new Rate();
    this.#change(job, { state: "waiting", error: undefined, bytesPerSecond: undefined, secondsLeft: undefined });
    this.#next();
  }

  /** All uploads that are not done, in the order they were added. The same array until something changes. */
  readonly snapshot = (): readonly Upload[] => this.#snapshot;

  /** Calls back after every change. @returns a function that ends it. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #next(): void {
    const sending = [...this.#jobs.values()].filter((job) => job.upload.state === "sending").length;
    const waiting = [...this.#jobs.values()].filter((job) => job.upload.state === "waiting");
    for (const job of waiting.slice(0, Math.max(0, this.#parallel - sending))) this.#begin(job);
    this.#publish();
  }

  #begin(job: Job): void {
    const { id } = job.upload;
    const alive = () => this.#jobs.get(id) === job && job.upload.state === "sending";
    this.#change(job, { state: "sending" });
    job.transfer = this.#start(job.picked, job.upload.format, {
      onResume: (bytes) => {
        if (alive()) this.#change(job, { resumedAt: bytes, bytesSent: bytes });
      },
      onProgress: (bytes) => {
        if (!alive()) return;
        job.rate.note(bytes, this.#now());
        this.#change(job, {
          bytesSent: bytes,
          bytesPerSecond: job.rate.perSecond(),
          secondsLeft: job.rate.secondsLeft(job.upload.bytesTotal),
        });
        this.#publish();
      },
      onDone: (importId) => {
        if (!alive()) return;
        this.#jobs.delete(id);
        this.#onDone?.(job.upload, importId);
        this.#next();
      },
      onError: (error) => {
        if (!alive()) return;
        this.#change(job, { state: "failed", error, bytesPerSecond: undefined, secondsLeft: undefined });
        this.#next();
      },
    });
  }

  #change(job: Job, change: Partial<Upload>): void {
    job.upload = { ...job.upload, ...change };
  }

  #publish(): void {
    this.#snapshot = [...this.#jobs.values()].map((job) => job.upload);
    for (const listener of this.#listeners) listener();
  }
}

/** What makes two picks the same file: path, size and date of change. */
export function identityOf({ file, path }: PickedFile): string {
  return [path, file.size, file.lastModified].join("\n");
}
