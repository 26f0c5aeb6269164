import { readFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import type { IntakeItem, IntakeItemResult, PendingDelivery, SourceIntake, StagedDelivery } from "../intake";

/** A record that was taken in: one line of text. */
export interface TakenLine {
  readonly input: number;
  readonly unit: number;
  readonly text: string;
}

/**
 * A store of lines in memory, instead of the engine's: for tests of what readers hand over. Text and gzip text with a
 * header are understood; whatever holds no header is set aside.
 */
export class LineIntake implements SourceIntake {
  readonly lines: TakenLine[] = [];
  /** Names of pieces, delivery by delivery. */
  readonly deliveries: string[][] = [];
  readonly #staged = new Map<string, readonly TakenLine[]>();
  #number = 0;
  /** Called before a delivery is published; what it throws ends the publishing. */
  beforePublish: () => void = () => undefined;

  async stage(input: number, items: readonly IntakeItem[], signal: AbortSignal): Promise<StagedDelivery> {
    const lines: TakenLine[] = [];
    const results: IntakeItemResult[] = [];
    for (const item of items) {
      signal.throwIfAborted();
      const bytes = await readFile(item.path);
      const { result, texts } = read(item, bytes);
      results.push(result);
      lines.push(...texts.map((text) => ({ input, unit: item.unit, text })));
    }
    const staging = `staged-${++this.#number}`;
    this.#staged.set(staging, lines);
    this.deliveries.push(items.map(({ name }) => name));
    const units = items.map(({ unit }) => unit);
    const pending = { input, fromUnit: Math.min(...units), toUnit: Math.max(...units), staging };
    return {
      pending,
      items: results,
      publish: () => this.finish(pending),
      discard: async () => void this.#staged.delete(staging),
    };
  }

  async finish({ staging }: PendingDelivery): Promise<void> {
    this.beforePublish();
    this.lines.push(...(this.#staged.get(staging) ?? []));
    this.#staged.delete(staging);
  }

  async removeInput(input: number): Promise<void> {
    const rest = this.lines.filter((line) => line.input !== input);
    this.lines.splice(0, this.lines.length, ...rest);
  }
}

function read(
  { unit, name, kind, fields = [] }: IntakeItem,
  bytes: Buffer,
): { result: IntakeItemResult; texts: string[] } {
  const none = { unit, flows: 0, nodata: 0, skipdata: 0, unparsed: 0, fields: null, shape: null };
  const refuse = (code: string, message: string) => ({ result: { ...none, error: { code, message } }, texts: [] });
  if (kind === "lines") {
    const texts = bytes.toString().trim().split("\n");
    return { result: { ...none, flows: texts.length, fields, shape: "lines", error: null }, texts };
  }
  let text: string;
  try {
    text = (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString();
  } catch {
    return refuse("gzip", "The gzip data is damaged.");
  }
  const [header = "", ...texts] = text.trim().split("\n");
  if (!header.startsWith("version ")) return refuse("not_flow_log", `${name} is no flow log.`);
  return { result: { ...none, flows: texts.length, fields: header.split(" "), shape: "text", error: null }, texts };
}
