import { setTimeout as sleep } from "node:timers/promises";
import { AwsClients, type PlaceClients } from "../sources/aws";
import type { AwsPlace } from "../sources/source";
import { type Failure, failureOf, isPassing, isThrottled } from "./failure";

const TRIES = 5;
const FIRST_WAIT_MS = 250;
/** After a fault that passes: somebody is looking at the page. */
const FAULT_WAIT_MS = 100;

/** An answer, or why there is none. */
export type Asked<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: Failure };

/** Asks AWS in one place: one region, one role. What fails is told, and never thrown. */
export class Asker {
  constructor(
    readonly place: AwsPlace,
    private readonly signal: AbortSignal,
    private readonly clients: AwsClients,
  ) {}

  /**
   * Makes a call, again after a moment when AWS is asked too often, or when a fault may pass.
   * @param action the IAM action that the call needs.
   */
  async ask<Value>(action: string, call: (clients: PlaceClients) => Promise<Value>): Promise<Asked<Value>> {
    for (let attempt = 1; ; attempt++) {
      try {
        return { ok: true, value: await call(this.clients.at(this.place)) };
      } catch (error) {
        this.signal.throwIfAborted();
        const wait = isThrottled(error) ? FIRST_WAIT_MS : isPassing(error) ? FAULT_WAIT_MS : null;
        if (wait === null || attempt >= TRIES) return { ok: false, failure: failureOf(error, action, this.place) };
        await sleep(wait * 2 ** (attempt - 1), undefined, { signal: this.signal });
      }
    }
  }

  /**
   * Reads a list page by page to its end, or to a limit.
   * @param page gives one page and the token of the next.
   */
  async all<Item>(
    action: string,
    page: (
      clients: PlaceClients,
      token: string | undefined,
    ) => Promise<{ readonly items: readonly Item[]; readonly token: string | undefined }>,
    limit = Number.POSITIVE_INFINITY,
  ): Promise<Asked<{ readonly items: readonly Item[]; readonly more: boolean }>> {
    const items: Item[] = [];
    let token: string | undefined;
    do {
      const asked = await this.ask(action, (clients) => page(clients, token));
      if (!asked.ok) return asked;
      items.push(...asked.value.items);
      // A stand-in for AWS that gives the token of the page itself would be asked for ever.
      token = asked.value.token === token ? undefined : asked.value.token;
    } while (token !== undefined && items.length < limit);
    return { ok: true, value: { items: items.slice(0, limit), more: token !== undefined || items.length > limit } };
  }

  /** What a call may be given beside its input. */
  get options(): { readonly abortSignal: AbortSignal } {
    return { abortSignal: this.signal };
  }
}

/**
 * Asks AWS in one place with clients of its own: credentials are looked for anew each time, so that new ones count at
 * once, whatever the old ones were.
 */
export async function askAt<Value>(
  place: AwsPlace,
  signal: AbortSignal,
  work: (asker: Asker) => Promise<Value>,
): Promise<Value> {
  const clients = new AwsClients();
  try {
    return await work(new Asker(place, signal, clients));
  } finally {
    clients.close();
  }
}
