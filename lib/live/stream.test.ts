import { expect, test } from "vitest";
import { StoreChanges } from "@/lib/ingest/changes";
import { liveStream } from "./stream";

const QUICK = { gatherMs: 5, beatMs: 60_000 };

interface Sent {
  readonly event: string;
  readonly data: unknown;
}

function reader(stream: ReadableStream<Uint8Array>) {
  const source = stream.getReader();
  const decoder = new TextDecoder();
  return {
    async next(): Promise<Sent | null> {
      const { value, done } = await source.read();
      if (done) return null;
      const [, event = "", data = ""] = /^event: (\w+)\ndata: (.*)\n\n$/.exec(decoder.decode(value)) ?? [];
      return { event, data: JSON.parse(data) as unknown };
    },
    cancel: () => source.cancel(),
  };
}

test("a reader is told where the store stands, and then every change", async () => {
  const changes = new StoreChanges();
  changes.tell(1);
  const events = reader(liveStream(changes, new AbortController().signal, QUICK));
  expect(await events.next()).toEqual({ event: "hello", data: { server: expect.any(String), revision: 1 } });
  changes.tell(3, { from: 100, to: 200 });
  expect(await events.next()).toEqual({ event: "change", data: { revision: 2, inputs: [3], from: 100, to: 200 } });
  await events.cancel();
});

test("changes that follow each other closely are one event", async () => {
  const changes = new StoreChanges();
  const events = reader(liveStream(changes, new AbortController().signal, QUICK));
  await events.next();
  changes.tell(3, { from: 100, to: 200 });
  changes.tell(4, { from: 300, to: 400 });
  expect(await events.next()).toEqual({ event: "change", data: { revision: 2, inputs: [3, 4], from: 100, to: 400 } });
  await events.cancel();
});

test("there are signs of life while nothing changes", async () => {
  const events = reader(liveStream(new StoreChanges(), new AbortController().signal, { gatherMs: 5, beatMs: 5 }));
  await events.next();
  expect(await events.next()).toEqual({ event: "beat", data: {} });
  await events.cancel();
});

test("when the reader goes, nothing listens any more", async () => {
  const counted = new StoreChanges();
  let listening = 0;
  const changes = {
    revision: 0,
    on(listener: Parameters<StoreChanges["on"]>[0]) {
      listening += 1;
      const off = counted.on(listener);
      return () => {
        listening -= 1;
        off();
      };
    },
  } as StoreChanges;
  const stop = new AbortController();
  const aborted = reader(liveStream(changes, stop.signal, QUICK));
  await aborted.next();
  stop.abort();
  expect(await aborted.next()).toBeNull();
  const cancelled = reader(liveStream(changes, new AbortController().signal, QUICK));
  await cancelled.next();
  await cancelled.cancel();
  expect(listening).toBe(0);
});
