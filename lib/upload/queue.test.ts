import { describe, expect, it } from "vitest";
import type { PickedFile } from "./files";
import { type TransferEvents, type Upload, UploadQueue } from "./queue";

const pick = (name: string, size = 100): PickedFile => ({
  file: new File(["x".repeat(size)], name, { lastModified: 1 }),
  path: name,
});

/** A queue with transfers that the test drives by hand. */
function setUp(parallel = 2) {
  const transfers = new Map<string, TransferEvents & { stopped?: boolean; forgot?: boolean }>();
  const done: [string, string | undefined][] = [];
  let now = 0;
  const queue = new UploadQueue({
    parallel,
    now: () => now,
    onDone: (upload, importId) => done.push([upload.name, importId]),
    start: (picked, _format, events) => {
      const transfer: TransferEvents & { stopped?: boolean; forgot?: boolean } = { ...events };
      transfers.set(picked.path, transfer);
      return {
        stop(forget) {
          transfer.stopped = true;
          transfer.forgot = forget;
        },
      };
    },
  });
  const transfer = (name: string) => {
    const found = transfers.get(name);
    if (!found) throw new Error(`${name} has not been started`);
    return found;
  };
  const at = (name: string): Upload | undefined => queue.snapshot().find((upload) => upload.name === name);
  return { queue, transfer, transfers, done, at, tick: (ms: number) => (now += ms) };
}

describe("UploadQueue", () => {
  it("sends two at a time, in order, and starts the next when one is done", () => {
    const { queue, transfer, done } = setUp();
    queue.add([pick("a"), pick("b"), pick("c")]);
    expect(queue.snapshot().map((upload) => upload.state)).toEqual(["sending", "sending", "waiting"]);
    transfer("a").onDone("imp-1");
    expect(done).toEqual([["a", "imp-1"]]);
    expect(queue.snapshot().map((upload) => [upload.name, upload.state])).toEqual([
      ["b", "sending"],
      ["c", "sending"],
    ]);
  });

  it("adds the same file once, but again after it was done", () => {
    const { queue, transfer } = setUp();
    queue.add([pick("a"), pick("a")]);
    queue.add([pick("a")]);
    expect(queue.snapshot()).toHaveLength(1);
    transfer("a").onDone(undefined);
    queue.add([pick("a")]);
    expect(queue.snapshot()).toHaveLength(1);
  });

  it("tells progress, speed and time left", () => {
    const { queue, transfer, at, tick } = setUp();
    queue.add([pick("a", 100)]);
    transfer("a").onResume(20);
    transfer("a").onProgress(20);
    tick(1000);
    transfer("a").onProgress(60);
    expect(at("a")).toMatchObject({ resumedAt: 20, bytesSent: 60, bytesPerSecond: 40, secondsLeft: 1 });
  });

  it("lets the others go on when one fails, and tries it again when asked", () => {
    const { queue, transfer, at } = setUp(1);
    queue.add([pick("a"), pick("b")]);
    transfer("a").onError("No room.");
    expect(at("a")).toMatchObject({ state: "failed", error: "No room." });
    expect(at("b")?.state).toBe("sending");
    queue.retry(at("a")?.id ?? "");
    expect(at("a")).toMatchObject({ state: "waiting", error: undefined });
    transfer("b").onDone(undefined);
    expect(at("a")?.state).toBe("sending");
  });

  it("forgets a cancelled upload, on the server too, and ignores what it still says", () => {
    const { queue, transfer, at, done } = setUp(1);
    queue.add([pick("a"), pick("b")]);
    queue.cancel(at("a")?.id ?? "");
    expect(transfer("a")).toMatchObject({ stopped: true, forgot: true });
    transfer("a").onDone("imp-9");
    expect(done).toEqual([]);
    expect(queue.snapshot().map((upload) => upload.name)).toEqual(["b"]);
  });

  it("gives the same snapshot until something changes, and tells subscribers when it does", () => {
    const { queue, transfer } = setUp();
    let calls = 0;
    const end = queue.subscribe(() => calls++);
    queue.add([pick("a")]);
    const before = queue.snapshot();
    expect(queue.snapshot()).toBe(before);
    const heard = calls;
    transfer("a").onProgress(10);
    expect(calls).toBeGreaterThan(heard);
    expect(queue.snapshot()).not.toBe(before);
    end();
    const last = calls;
    transfer("a").onProgress(20);
    expect(calls).toBe(last);
  });
});
