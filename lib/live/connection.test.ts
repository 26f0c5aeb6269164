import { expect, test } from "vitest";
import { backoff, type EventSourceLike, LiveConnection, type LiveState } from "./connection";

/** A server and a clock in the hand of the test. */
function surroundings() {
  const sources: FakeSource[] = [];
  const timers: { at: number; act: (() => void) | null }[] = [];
  let now = 0;
  return {
    sources,
    get last(): FakeSource {
      return sources.at(-1) as FakeSource;
    },
    open(): EventSourceLike {
      const source = new FakeSource();
      sources.push(source);
      return source;
    },
    later(ms: number, act: () => void) {
      const timer: { at: number; act: (() => void) | null } = { at: now + ms, act };
      timers.push(timer);
      return () => {
        timer.act = null;
      };
    },
    random: () => 1,
    pass(ms: number) {
      now += ms;
      for (const timer of timers) {
        const { act } = timer;
        if (timer.at > now || !act) continue;
        timer.act = null;
        act();
      }
    },
  };
}

class FakeSource implements EventSourceLike {
  readonly listeners = new Map<string, (event: { readonly data?: unknown }) => void>();
  closed = false;
  addEventListener(type: string, listener: (event: { readonly data?: unknown }) => void): void {
    this.listeners.set(type, listener);
  }
  close(): void {
    this.closed = true;
  }
  say(type: string, data: unknown = {}): void {
    this.listeners.get(type)?.({ data: JSON.stringify(data) });
  }
}

function unconnected() {
  const around = surroundings();
  const told = { changes: [] as unknown[], missed: 0, states: [] as LiveState[] };
  const listener = {
    onChange: (change: unknown) => told.changes.push(change),
    onMissed: () => {
      told.missed += 1;
    },
    onState: (state: LiveState) => told.states.push(state),
  };
  const connection = new LiveConnection(around, listener, { server: "a", revision: 5 });
  return { around, told, connection };
}

function connected() {
  const all = unconnected();
  all.connection.start();
  all.around.last.say("hello", { server: "a", revision: 5 });
  return all;
}

const change = (revision: number) => ({ revision, inputs: [1], from: 0, to: 1 });

test("changes are told as they come", () => {
  const { around, told } = connected();
  around.last.say("change", change(6));
  expect(told).toMatchObject({ changes: [change(6)], missed: 0, states: ["connecting", "open"] });
});

test("a lost connection is made again after a wait that grows, up to a limit", () => {
  const { around, told } = connected();
  around.last.say("error");
  expect(told.states.at(-1)).toBe("waiting");
  around.pass(499);
  expect(around.sources).toHaveLength(1);
  around.pass(1);
  expect(around.sources).toHaveLength(2);
  around.last.say("error");
  around.pass(999);
  expect(around.sources).toHaveLength(2);
  around.pass(1);
  expect(around.sources).toHaveLength(3);
  expect([0, 1, 4, 5, 60].map((failures) => backoff(failures, 1))).toEqual([500, 1000, 8000, 8000, 8000]);
  expect(backoff(2, 0)).toBe(1000);
});

test("what happened while it was away is missed, and nothing is when nothing happened", () => {
  const { around, told } = connected();
  around.last.say("change", change(6));
  around.last.say("error");
  around.pass(500);
  around.last.say("hello", { server: "a", revision: 6 });
  expect(told.missed).toBe(0);
  around.last.say("error");
  around.pass(500);
  around.last.say("hello", { server: "a", revision: 8 });
  expect(told.missed).toBe(1);
  around.last.say("error");
  around.pass(500);
  around.last.say("hello", { server: "b", revision: 8 });
  expect(told.missed).toBe(2);
});

test("a connection without a sign of life is given up, one with beats is not", () => {
  const { around } = connected();
  around.pass(39_000);
  around.last.say("beat");
  around.pass(39_000);
  expect(around.last.closed).toBe(false);
  around.pass(1000);
  expect(around.last.closed).toBe(true);
});

test("once stopped it is silent until it is started again, and then catches up", () => {
  const { around, told, connection } = connected();
  connection.stop();
  expect(around.last.closed).toBe(true);
  around.pass(100_000);
  expect(around.sources).toHaveLength(1);
  connection.start();
  around.last.say("hello", { server: "a", revision: 9 });
  expect(told.missed).toBe(1);
  expect(told.states).toEqual(["connecting", "open", "closed", "connecting", "open"]);
});

test("what happened between the making of the page and the first hello is missed", () => {
  for (const [hello, missed] of [
    [{ server: "a", revision: 5 }, 0],
    [{ server: "a", revision: 6 }, 1],
    [{ server: "b", revision: 5 }, 1],
  ] as const) {
    for (const before of ["in sight", "put aside", "refused"] as const) {
      const { around, told, connection } = unconnected();
      connection.start();
      if (before === "put aside") connection.stop();
      if (before === "refused") around.last.say("error");
      connection.start();
      expect(told.missed).toBe(0);
      around.last.say("hello", hello);
      expect(told.missed, `${before}, ${JSON.stringify(hello)}`).toBe(missed);
      connection.stop();
      connection.start();
      around.last.say("hello", hello);
      expect(told.missed).toBe(missed);
    }
  }
});
