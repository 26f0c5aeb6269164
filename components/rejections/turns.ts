/**
 * Lets at most so many tasks run at once; the others wait in order.
 * @returns runs a task in its turn. A task whose signal is aborted while it waits is given up.
 */
export function turns(most: number) {
  let running = 0;
  const waiting: (() => void)[] = [];
  const next = () => {
    running -= 1;
    waiting.shift()?.();
  };
  return async <Result>(task: () => Promise<Result>, signal?: AbortSignal): Promise<Result> => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    running += 1;
    try {
      signal?.throwIfAborted();
      return await task();
    } finally {
      next();
    }
  };
}
