/** A request that the fake has answered. */
export interface Call {
  readonly service: string;
  readonly action: string;
  /** In the fake's time. */
  readonly at: number;
  readonly account: string;
  readonly region: string;
  readonly input: unknown;
  readonly status: number;
  /** The code of the error that it was answered with. */
  readonly error: string | null;
  /** How many log events the answer held. */
  readonly events: number;
}

/** A failure to come: the next calls of an action are answered with it. */
export interface Failure {
  readonly code: string;
  readonly message?: string;
  readonly status?: number;
  /** How many calls; absent: one. */
  readonly times?: number;
  /** Which calls; absent: the next ones, whatever they ask for. */
  readonly when?: (input: unknown) => boolean;
  /** The connection is cut instead of an answer. */
  readonly cut?: boolean;
}

/** Failures that tests have ordered, by action. */
export class Failures {
  readonly #waiting: { readonly action: string; readonly failure: Failure; left: number }[] = [];

  add(action: string, failure: Failure): void {
    this.#waiting.push({ action, failure, left: failure.times ?? 1 });
  }

  /** The failure for this call, used up by one, or null. */
  take(action: string, input: unknown): Failure | null {
    const found = this.#waiting.find(
      (item) => item.left > 0 && item.action === action && (item.failure.when?.(input) ?? true),
    );
    if (!found) return null;
    found.left -= 1;
    return found.failure;
  }
}
