import { expect, test } from "vitest";
import { type Due, LiveUpdates } from "./updates";

const change = (revision: number, from = revision, to = revision + 1): Due => ({ revision, inputs: [1], from, to });

function updates() {
  const reads: Due[] = [];
  const timers: { at: number; act: () => void }[] = [];
  let now = 0;
  let finish: () => void = () => undefined;
  const live = new LiveUpdates({
    reload: (due) => {
      reads.push(due);
      return new Promise((resolve) => {
        finish = resolve;
      });
    },
    now: () => now,
    later(ms, act) {
      timers.push({ at: now + ms, act });
      return () => undefined;
    },
    changed: () => undefined,
  });
  return {
    live,
    reads,
    /** The reading that is under way ends after so long. */
    async done(ms: number) {
      now += ms;
      finish();
      await Promise.resolve();
      await Promise.resolve();
    },
    pass(ms: number) {
      now += ms;
      for (const timer of timers.splice(0)) {
        if (timer.at <= now) timer.act();
        else timers.push(timer);
      }
    },
  };
}

test("the first change is read at once, those that come meanwhile together after it", async () => {
  const { live, reads, done, pass } = updates();
  live.add(change(1));
  live.add(change(2));
  live.add(change(3));
  expect(reads).toEqual([change(1)]);
  await done(100);
  expect(reads).toHaveLength(1);
  pass(1000);
  expect(reads).toEqual([change(1), change(3, 2, 4)]);
});

test("the longer the reading takes, the longer the rest after it, up to a limit", async () => {
  const { live, reads, done, pass } = updates();
  live.add(change(1));
  live.add(change(2));
  await done(2000);
  pass(5999);
  expect(reads).toHaveLength(1);
  pass(1);
  expect(reads).toHaveLength(2);
  live.add(change(3));
  await done(60_000);
  pass(30_000);
  expect(reads).toHaveLength(3);
});

test("while paused nothing is read, and what came is counted and read afterwards", async () => {
  const { live, reads } = updates();
  live.pause();
  live.add(change(1));
  live.add("everything");
  live.add(change(2));
  expect([reads.length, live.waiting, live.paused]).toEqual([0, 3, true]);
  live.resume();
  expect(reads).toEqual(["everything"]);
  expect(live.waiting).toBe(0);
});
