import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { EngineError } from "../engine/errors";
import { deliver, recover } from "./deliver";
import type { IntakeItem, PendingDelivery, StagedDelivery } from "./intake";
import type { Delivery } from "./reader";
import { newSource, type SourceDocument, type SourceSettings } from "./source";
import { SourceStore } from "./source-store";
import { FastClock } from "./testing/fast-clock";
import { MemoryIntake } from "./testing/memory-intake";

const settings: SourceSettings = {
  kind: "cloudwatch",
  region: "eu-west-1",
  roleArn: null,
  externalId: null,
  logGroup: "/a",
  streams: null,
  format: null,
  since: 0,
  until: null,
  follow: false,
};
const away = (): EngineError => new EngineError("socket hang up", 0, "", "unavailable");
type Step = "stage" | "mark" | "write pending" | "publish" | "write done";
const STEPS: readonly Step[] = ["stage", "mark", "write pending", "publish", "write done"];

/** Fails at a step, as often as told, the way an engine that went away does. */
class Faults {
  left = 0;
  constructor(
    readonly step: Step | null,
    times = 1,
    private readonly error: () => Error = away,
  ) {
    this.left = times;
  }
  at(step: Step): void {
    if (step !== this.step || this.left === 0) return;
    this.left -= 1;
    throw this.error();
  }
}

class FaultyIntake extends MemoryIntake {
  faults = new Faults(null);
  discarded = 0;

  override async stage(input: number, items: readonly IntakeItem[], signal: AbortSignal): Promise<StagedDelivery> {
    this.faults.at("stage");
    const staged = await super.stage(input, items, signal);
    return {
      ...staged,
      discard: async () => {
        this.discarded += 1;
        await staged.discard();
      },
    };
  }

  override async finish(pending: PendingDelivery): Promise<void> {
    this.faults.at("publish");
    await super.finish(pending);
  }
}

let folder: string;
let intake: FaultyIntake;
let written: SourceDocument[];
const clock = new FastClock(1000);
const never = new AbortController().signal;

function storeOf(document: SourceDocument): SourceStore {
  const ledger = {
    write: async (next: SourceDocument) => {
      intake.faults.at(next.pending ? "write pending" : "write done");
      written.push(next);
    },
  };
  return new SourceStore(document, ledger, clock);
}

async function delivery(mark?: Delivery["mark"]): Promise<Delivery> {
  const path = join(folder, "lines");
  await writeFile(path, "one\ntwo\n");
  return {
    items: [{ path, name: "x", kind: "lines", fields: ["srcaddr"] }],
    mark: async (batch, results) => {
      intake.faults.at("mark");
      await mark?.(batch, results);
    },
    next: (progress) => ({ ...progress, read: [{ from: 1, to: 2 }] }),
  };
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "flowglass-deliver-"));
  intake = new FaultyIntake();
  written = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe("a delivery", () => {
  test("becomes visible and known in one step", async () => {
    const store = storeOf(newSource(7, settings, 0));
    const results = await deliver({ store, intake, clock }, await delivery(), never);
    expect(results).toMatchObject([{ unit: 1, flows: 2 }]);
    expect(intake.lines.map((line) => line.text)).toEqual(["one", "two"]);
    expect(store.document.progress).toMatchObject({ batch: 1, lastUnit: 1, counts: { flows: 2 }, read: [{ from: 1 }] });
    expect(written.map((document) => document.pending !== null)).toEqual([true, false]);
    await deliver({ store, intake, clock }, await delivery(), never);
    expect(store.document.progress).toMatchObject({ batch: 2, lastUnit: 2, counts: { flows: 4 } });
  });

  test.each(STEPS)("is there once when the engine goes away at: %s", async (step) => {
    intake.faults = new Faults(step, 2);
    const store = storeOf(newSource(7, settings, 0));
    await deliver({ store, intake, clock }, await delivery(), never);
    expect(intake.lines).toHaveLength(2);
    expect(store.document.progress).toMatchObject({ batch: 1, counts: { flows: 2 } });
    expect(store.document.pending).toBeNull();
  });

  test.each(["stage", "mark", "write pending"] as const)("that fails for good at %s leaves nothing", async (step) => {
    intake.faults = new Faults(step, 1, () => new EngineError("disk full", 243, "NOT_ENOUGH_SPACE", "other"));
    const store = storeOf(newSource(7, settings, 0));
    await expect(deliver({ store, intake, clock }, await delivery(), never)).rejects.toThrow("disk full");
    expect(intake.lines).toEqual([]);
    expect(intake.discarded).toBe(step === "stage" ? 0 : 1);
    expect(store.document.progress.batch).toBe(0);
    // The next one goes through.
    await deliver({ store, intake, clock }, await delivery(), never);
    expect(intake.lines).toHaveLength(2);
  });

  test("that was pending at a crash is finished at the next start, once", async () => {
    intake.crashAt = "publishing";
    const crashed = new Promise<void>((resolve) => {
      intake.onCrash = resolve;
    });
    const store = storeOf(newSource(7, settings, 0));
    void deliver({ store, intake, clock }, await delivery(), never);
    await crashed;
    const last = written.at(-1) as SourceDocument;
    for (let start = 0; start < 2; start++) {
      const again = storeOf(last);
      await recover({ store: again, intake, clock });
      expect(again.document.pending).toBeNull();
      expect(again.document.progress.batch).toBe(1);
      expect(intake.lines).toHaveLength(2);
    }
  });

  test("that is stopped before it was certain leaves nothing", async () => {
    const stop = new AbortController();
    const store = storeOf(newSource(7, settings, 0));
    const stopped = await delivery(async () => stop.abort(new Error("paused")));
    await expect(deliver({ store, intake, clock }, stopped, stop.signal)).rejects.toThrow("paused");
    expect(intake.lines).toEqual([]);
    expect(written).toEqual([]);
  });

  test("of nothing but knowledge is one row in the ledger", async () => {
    const store = storeOf(newSource(7, settings, 0));
    await deliver({ store, intake, clock }, { ...(await delivery()), items: [] }, never);
    expect(written).toHaveLength(1);
    expect(store.document.progress).toMatchObject({ batch: 1, lastUnit: 0 });
  });

  test("what is touched while a change is being written is kept", async () => {
    let release = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const store = new SourceStore(newSource(7, settings, 0), { write: () => gate }, clock);
    const writing = store.update((document) => ({ ...document, state: "following" }));
    await Promise.resolve();
    store.touch((document) => ({ ...document, progress: { ...document.progress, inStepAt: 5 } }));
    release();
    const after = await writing;
    expect(after).toMatchObject({ state: "following", progress: { inStepAt: 5 } });
  });
});
