"use client";

import { useSyncExternalStore } from "react";
import { type PickedFile, type StartTransfer, type Upload, UploadQueue } from "@/lib/upload";

/** Loads the transfer's code when the first file is sent: no page needs it before. */
const startWhenLoaded: StartTransfer = (picked, format, events) => {
  let stopped = false;
  let running: ReturnType<StartTransfer> | undefined;
  import("@/lib/upload/tus").then(
    ({ startTus }) => {
      if (!stopped) running = startTus(picked, format, events);
    },
    () => events.onError("The page could not load its upload code. Reload the page and try again."),
  );
  return {
    stop(forget) {
      stopped = true;
      running?.stop(forget);
    },
  };
};

const arrivals = new Set<() => void>();

/** The page's one queue. It lives as long as the tab, whichever page is shown. */
const queue = new UploadQueue({
  start: startWhenLoaded,
  onDone: () => {
    for (const listener of arrivals) listener();
  },
});

/** Calls back whenever a file has arrived whole. @returns a function that ends it. */
export function onArrival(listener: () => void): () => void {
  arrivals.add(listener);
  return () => arrivals.delete(listener);
}

/** Puts files into the queue. */
export function uploadFiles(files: readonly PickedFile[], format?: string): void {
  queue.add(files, format);
}

/** Stops an upload and removes what the server has of it. */
export const cancelUpload = (id: string): void => queue.cancel(id);

/** Tries a failed upload again, from where it stopped. */
export const retryUpload = (id: string): void => queue.retry(id);

const NONE: readonly Upload[] = [];

/** The uploads that are not done. */
export function useUploads(): readonly Upload[] {
  return useSyncExternalStore(queue.subscribe, queue.snapshot, () => NONE);
}
