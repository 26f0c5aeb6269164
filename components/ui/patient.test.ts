import { expect, test, vi } from "vitest";
import { patient } from "./patient";

/** Fails so often, then gives. */
const failing = (times: number) => vi.fn(async () => (times-- > 0 ? Promise.reject(new Error("away")) : "module"));

test("an import waits for a server that is away, however long", async () => {
  vi.useFakeTimers();
  const load = failing(20);
  const loaded = patient(load, async () => false)();
  await vi.advanceTimersByTimeAsync(200_000);
  await expect(loaded).resolves.toBe("module");
  expect(load).toHaveBeenCalledTimes(21);
  vi.useRealTimers();
});

test("a script that the server does not have is given up", async () => {
  vi.useFakeTimers();
  const load = failing(20);
  const loaded = patient(load, async () => true)();
  const failed = expect(loaded).rejects.toThrow("away");
  await vi.advanceTimersByTimeAsync(200_000);
  await failed;
  expect(load).toHaveBeenCalledTimes(3);
  vi.useRealTimers();
});
