import { expect, test } from "vitest";
import { turns } from "./turns";

test("at most two run at once, in order, also when one fails or is given up", async () => {
  const turn = turns(2);
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  let running = 0;
  let most = 0;
  const task = (n: number) => async () => {
    begun.push(n);
    running += 1;
    most = Math.max(most, running);
    await new Promise<void>((resolve) => ends.push(resolve));
    running -= 1;
    if (n === 1) throw new Error("failed");
    return n;
  };
  const gone = new AbortController();
  const results = [1, 2, 3, 4].map((n) => turn(task(n), n === 3 ? gone.signal : undefined).catch(() => -n));
  gone.abort();
  while (begun.length < 3) {
    ends.shift()?.();
    await Promise.resolve();
  }
  while (ends.length > 0) ends.shift()?.();
  expect(await Promise.all(results)).toEqual([-1, 2, -3, 4]);
  expect([begun, most]).toEqual([[1, 2, 4], 2]);
});
