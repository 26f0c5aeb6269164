import { readFile } from "node:fs/promises";
import type { IntakeItem, IntakeItemResult, PendingDelivery, SourceIntake, StagedDelivery } from "../intake";

/** A record as it was handed in. */
export interface TakenLine {
  readonly input: number;
  readonly unit: number;
  readonly text: string;
  readonly fields: readonly string[] | undefined;
}

/** Where a test lets the program die: the promise of that step never ends, as after kill -9. */
export type CrashPoint = "staging" | "staged" | "publishing" | "published";

/**
 * A store of lines in memory with the promises of the real intake, for tests of readers: it outlives the service that
 * uses it, so a test can stop one in the middle and start another.
 */
export class MemoryIntake implements SourceIntake {
  readonly lines: TakenLine[] = [];
  readonly #staging = new Map<string, TakenLine[]>();
  /** The next delivery stops for ever here. */
  crashAt: CrashPoint | null = null;
  /** Called when it did. */
  onCrash: () => void = () => undefined;
  #names = 0;

  async stage(input: number, items: readonly IntakeItem[], signal: AbortSignal): Promise<StagedDelivery> {
    const staging = `staging-${++this.#names}`;
    await this.#step("staging");
    const all: TakenLine[] = [];
    const results: IntakeItemResult[] = [];
    for (const item of items) {
      const text = await readFile(item.path, "utf8");
      const lines = text.split("\n").filter((line) => line !== "");
      all.push(...lines.map((line) => ({ input, unit: item.unit, text: line, fields: item.fields })));
      results.push(countsOf(item, lines));
    }
    signal.throwIfAborted();
    this.#staging.set(staging, all);
    const units = items.map((item) => item.unit);
    const pending: PendingDelivery = { input, fromUnit: Math.min(...units), toUnit: Math.max(...units), staging };
    await this.#step("staged");
    return {
      pending,
      items: results,
      publish: () => this.finish(pending),
      discard: async () => void this.#staging.delete(staging),
    };
  }

  async finish(pending: PendingDelivery): Promise<void> {
    await this.#step("publishing");
    const staged = this.#staging.get(pending.staging);
    this.#staging.delete(pending.staging);
    if (staged) this.lines.push(...staged);
    await this.#step("published");
  }

  async removeInput(input: number): Promise<void> {
    const kept = this.lines.filter((line) => line.input !== input);
    this.lines.splice(0, this.lines.length, ...kept);
  }

  async #step(point: CrashPoint): Promise<void> {
    if (this.crashAt !== point) return;
    this.crashAt = null;
    this.onCrash();
    await new Promise(() => undefined);
  }
}

function countsOf(item: IntakeItem, lines: readonly string[]): IntakeItemResult {
  const status = item.fields?.indexOf("log-status") ?? -1;
  const having = (word: string): number => lines.filter((line) => line.split(" ")[status] === word).length;
  const nodata = having("NODATA");
  const skipdata = having("SKIPDATA");
  return {
    unit: item.unit,
    flows: lines.length - nodata - skipdata,
    nodata,
    skipdata,
    unparsed: 0,
    fields: item.fields ?? null,
    shape: null,
    error: null,
  };
}
