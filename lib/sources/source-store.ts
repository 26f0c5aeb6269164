import type { Clock } from "./clock";
import { untilEngineAnswers } from "./engine-away";
import type { SourceLedger } from "./ledger";
import type { SourceDocument } from "./source";

/** One source's document: read at once, written in order. */
export class SourceStore {
  #document: SourceDocument;
  #last: Promise<unknown> = Promise.resolve();

  constructor(
    document: SourceDocument,
    private readonly ledger: Pick<SourceLedger, "write">,
    private readonly clock: Clock,
    private readonly changed: (document: SourceDocument) => void = () => undefined,
  ) {
    this.#document = document;
  }

  get document(): SourceDocument {
    return this.#document;
  }

  /** Changes the document without writing it: the next `update` does. */
  touch(change: (document: SourceDocument) => SourceDocument): void {
    this.#document = change(this.#document);
    this.changed(this.#document);
  }

  /**
   * Changes the document and writes it; it is as written once this has ended. Waits while the engine is away.
   * @param signal stops the waiting only: what was written stays.
   * @throws EngineError for anything but an engine that is away; the document is then as before.
   */
  async update(change: (document: SourceDocument) => SourceDocument, signal?: AbortSignal): Promise<SourceDocument> {
    const mine = this.#last.then(async () => {
      const before = this.#document;
      const next = change(before);
      if (next === before) return next;
      await untilEngineAnswers(this.clock, () => this.ledger.write(next), signal);
      // What was touched while it was being written is put on top.
      this.#document = this.#document === before ? next : change(this.#document);
      this.changed(this.#document);
      return this.#document;
    });
    this.#last = mine.catch(() => undefined);
    return mine;
  }
}
