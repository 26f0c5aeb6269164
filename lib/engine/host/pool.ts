import { Session } from "chdb";

/** A session that runs one statement at a time; the pool lends it out. */
export type Lent = { readonly session: Session; release(): void };

/**
 * A pool of sessions on one data directory. A chdb session runs one statement at a time; several sessions
 * on one path run side by side.
 */
export class SessionPool {
  readonly #free: Session[] = [];
  readonly #waiting: { take: (lent: Lent) => void; fail: (error: Error) => void }[] = [];
  readonly #all: Session[] = [];
  readonly #maxWaiting: number;

  constructor(path: string, size: number, connectionArgs: readonly string[], maxWaiting = 256) {
    this.#maxWaiting = maxWaiting;
    for (let i = 0; i < size; i++) this.#all.push(new Session(path, { connectionArgs }));
    this.#free.push(...this.#all);
  }

  /**
   * Waits for a free session.
   * @param signal stops the wait.
   * @throws Error when too many statements wait already, or the signal aborted.
   */
  lend(signal: AbortSignal): Promise<Lent> {
    if (signal.aborted) return Promise.reject(new Error("cancelled while waiting"));
    const session = this.#free.pop();
    if (session) return Promise.resolve(this.#lent(session));
    if (this.#waiting.length >= this.#maxWaiting) {
      return Promise.reject(
        new Error("Code: 202. DB::Exception: Too many statements are waiting. (TOO_MANY_SIMULTANEOUS_QUERIES)"),
      );
    }
    return new Promise<Lent>((take, fail) => {
      const entry = { take, fail };
      this.#waiting.push(entry);
      signal.addEventListener(
        "abort",
        () => {
          const at = this.#waiting.indexOf(entry);
          if (at >= 0) this.#waiting.splice(at, 1);
          fail(new Error("cancelled while waiting"));
        },
        { once: true },
      );
    });
  }

  /** Closes every session; the data directory can be opened again afterwards. */
  close(): void {
    for (const session of this.#all) session.close();
  }

  #lent(session: Session): Lent {
    let released = false;
    return {
      session,
      release: () => {
        if (released) return;
        released = true;
        const next = this.#waiting.shift();
        if (next) next.take(this.#lent(session));
        else this.#free.push(session);
      },
    };
  }
}
