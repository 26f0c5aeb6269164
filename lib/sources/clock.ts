/** Time, so that tests can have their own. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Waits. @throws the signal's reason when it is aborted before or meanwhile. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const stop = (): void => {
        clearTimeout(timer);
        reject(signal?.reason);
      };
      const timer = setTimeout(
        () => {
          signal?.removeEventListener("abort", stop);
          resolve();
        },
        Math.max(0, milliseconds),
      );
      signal?.addEventListener("abort", stop, { once: true });
    }),
};
