/** One question that is being answered, or was. */
interface Shared {
  readonly revision: number;
  readonly answer: Promise<unknown>;
  readonly stop: AbortController;
  waiting: number;
  ended: boolean;
}

/** Answers that are kept; the one that was used longest ago goes first. */
const KEPT = 300;

/**
 * Answers that equal questions share: those that ask while it is being found wait for the same statement, and those
 * that come later get what was found, as long as the store has not changed. A statement is stopped when nobody waits
 * for it any more.
 */
export class SharedAnswers {
  readonly #known = new Map<string, Shared>();

  /**
   * @param key names the question. @param revision of the store. @param ask finds the answer.
   * @param signal of the one who asks: when it aborts, only this one stops waiting.
   * @throws what `ask` throws; the signal's reason.
   */
  async get<Answer>(
    key: string,
    revision: number,
    ask: (signal: AbortSignal) => Promise<Answer>,
    signal: AbortSignal,
  ): Promise<Answer> {
    signal.throwIfAborted();
    const known = this.#known.get(key);
    const shared = known?.revision === revision && !known.stop.signal.aborted ? known : this.#begin(key, revision, ask);
    this.#known.delete(key);
    this.#known.set(key, shared);
    // Equal keys belong to equal questions, and so to answers of one type.
    return (shared.ended ? shared.answer : this.#wait(key, shared, signal)) as Promise<Answer>;
  }

  #begin(key: string, revision: number, ask: (signal: AbortSignal) => Promise<unknown>): Shared {
    const stop = new AbortController();
    const shared: Shared = { revision, answer: ask(stop.signal), stop, waiting: 0, ended: false };
    shared.answer.then(
      () => {
        shared.ended = true;
      },
      // The next one who asks may be luckier.
      () => this.#forget(key, shared),
    );
    this.#known.set(key, shared);
    const oldest = this.#known.keys().next();
    if (this.#known.size > KEPT && !oldest.done) this.#known.delete(oldest.value);
    return shared;
  }

  async #wait(key: string, shared: Shared, signal: AbortSignal): Promise<unknown> {
    shared.waiting += 1;
    let leave = (): void => {};
    const left = new Promise<never>((_, reject) => {
      leave = () => reject(signal.reason);
      signal.addEventListener("abort", leave, { once: true });
    });
    try {
      return await Promise.race([shared.answer, left]);
    } finally {
      signal.removeEventListener("abort", leave);
      shared.waiting -= 1;
      if (shared.waiting === 0 && !shared.ended) {
        this.#forget(key, shared);
        shared.stop.abort(signal.reason);
      }
    }
  }

  #forget(key: string, shared: Shared): void {
    if (this.#known.get(key) === shared) this.#known.delete(key);
  }
}
