import { randomUUID } from "node:crypto";
import { appendFile, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { IntakeItem } from "../intake";
import type { ReaderContext } from "../reader";
import type { SourceFormat, SourceProgress, TimeSpan } from "../source";
import { difference, union, withoutRead } from "../spans";
import { followCheckpoint, remembering } from "./checkpoint";
import { remember, type SeenEvent } from "./seen";
import type { ReadSlice } from "./slice";

/** So many lines, or so long after the first of them, and a delivery sets out. Each costs the engine a few statements. */
const ENOUGH_LINES = 250_000;
const LONGEST_WAIT_MS = 1_500;
/** With so many lines waiting, no more are read until some are delivered. */
const FULL_LINES = 2_000_000;

interface Waiting {
  readonly slice: ReadSlice;
  readonly since: number;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

const linesOf = (slices: readonly ReadSlice[]): number =>
  slices.reduce((sum, slice) => sum + slice.files.reduce((lines, file) => lines + file.lines, 0), 0);

/** Collects the slices that were read and delivers several at once. */
export class Outbox {
  #waiting: Waiting[] = [];
  #hurry = false;
  #wake: (() => void) | null = null;
  #pumping: Promise<void> | null = null;
  #deliveringLines = 0;

  constructor(private readonly context: ReaderContext) {}

  /** True while reading on would only pile up. */
  get full(): boolean {
    return this.#deliveringLines + linesOf(this.#waiting.map(({ slice }) => slice)) > FULL_LINES;
  }

  /** Waits until no delivery is on its way. */
  async settled(): Promise<void> {
    while (this.#pumping) await this.#pumping;
  }

  /** Takes a slice. @returns what ends when its records are in the store. */
  add(slice: ReadSlice): Promise<void> {
    const delivered = new Promise<void>((done, failed) => {
      this.#waiting.push({ slice, since: this.context.clock.now(), done, failed });
    });
    this.#wake?.();
    this.#pumping ??= this.#pump().finally(() => {
      this.#pumping = null;
    });
    return delivered;
  }

  /** Nothing more is coming for now: what waits sets out at once. */
  flush(): void {
    this.#hurry = true;
    this.#wake?.();
  }

  async #pump(): Promise<void> {
    // Slices that are added in the same turn go together.
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      const wait = this.#wait();
      if (wait > 0) await this.#sleep(wait);
      else await this.#deliver();
    }
    this.#hurry = false;
  }

  #wait(): number {
    const [first] = this.#waiting;
    const lines = linesOf(this.#waiting.map(({ slice }) => slice));
    if (!first || this.#hurry || lines >= ENOUGH_LINES || this.context.signal.aborted) return 0;
    return first.since + LONGEST_WAIT_MS - this.context.clock.now();
  }

  async #sleep(milliseconds: number): Promise<void> {
    const woken = new AbortController();
    this.#wake = () => woken.abort();
    const signal = AbortSignal.any([woken.signal, this.context.signal]);
    await this.context.clock.sleep(milliseconds, signal).catch(() => undefined);
    this.#wake = null;
  }

  async #deliver(): Promise<void> {
    const batch = this.#waiting;
    this.#waiting = [];
    const slices = batch.map(({ slice }) => slice);
    this.#deliveringLines = linesOf(slices);
    try {
      await deliverSlices(this.context, slices);
      for (const { done } of batch) done();
    } catch (error) {
      for (const { failed } of batch) failed(error);
    } finally {
      this.#deliveringLines = 0;
    }
  }
}

/** One file for each field order, of all slices together. */
async function joinFiles(
  context: ReaderContext,
  slices: readonly ReadSlice[],
): Promise<{ items: Omit<IntakeItem, "unit">[]; formats: SourceFormat[]; bytes: number }> {
  const byFormat = new Map<string, { format: SourceFormat; path: string }>();
  let bytes = 0;
  for (const file of slices.flatMap((slice) => slice.files)) {
    const key = file.format.fields.join(" ");
    const joined = byFormat.get(key) ?? { format: file.format, path: join(context.spool, `lines-${randomUUID()}`) };
    byFormat.set(key, joined);
    const text = await readFile(file.path);
    bytes += text.length;
    await appendFile(joined.path, text);
    await rm(file.path);
  }
  const all = [...byFormat.values()];
  const { name } = context.document();
  const items = all.map(({ format, path }) => ({ path, name, kind: "lines" as const, fields: format.fields }));
  return { items, formats: all.map(({ format }) => format), bytes };
}

function withFormats(known: readonly SourceFormat[], met: readonly SourceFormat[]): readonly SourceFormat[] {
  const keys = new Set(known.map((format) => format.fields.join(" ")));
  return [...known, ...met.filter((format) => !keys.has(format.fields.join(" ")))];
}

async function deliverSlices(context: ReaderContext, slices: readonly ReadSlice[]): Promise<void> {
  const { items, formats, bytes } = await joinFiles(context, slices);
  const events: SeenEvent[] = slices.flatMap((slice) => slice.events);
  const spans: TimeSpan[] = slices.map((slice) => slice.span);
  const remembered = slices.filter((slice) => slice.remembered).map((slice) => slice.span);
  const known = (progress: SourceProgress): TimeSpan[] => union([...followCheckpoint(progress).known, ...remembered]);
  const next = (progress: SourceProgress): SourceProgress => ({
    ...(remembered.length > 0 ? remembering(progress, { known: known(progress) }) : progress),
    read: union([...progress.read, ...spans]),
    failed: withoutRead(progress.failed, spans),
    formats: withFormats(progress.formats, formats),
    bytes: progress.bytes + bytes,
  });
  try {
    // A look that found nothing is worth no row in the ledger: it is written with the next thing that is.
    if (items.length === 0 && (isNear(context, spans) || isRead(context, spans)))
      return context.touch({ progress: next });
    const { id } = context.document();
    await context.deliver({
      items,
      next,
      mark: (batch) => remember(context.engine, id, batch, events, join(context.spool, `seen-${randomUUID()}`)),
    });
  } finally {
    for (const { path } of items) await rm(path, { force: true });
  }
}

const NEAR_SECONDS = 2 * 3600;

/** Whether the spans were read before, and nothing new was found in them. */
function isRead(context: ReaderContext, spans: readonly TimeSpan[]): boolean {
  const { read, failed } = context.document().progress;
  return failed.length === 0 && difference(spans, read).length === 0;
}

/** Whether the spans lie so near to now that they are read again anyway. */
function isNear(context: ReaderContext, spans: readonly TimeSpan[]): boolean {
  const edge = context.clock.now() / 1000 - NEAR_SECONDS;
  return spans.every((span) => span.from >= edge);
}
