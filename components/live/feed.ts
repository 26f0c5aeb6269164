import { hashKey, type InfiniteData, type Query, type QueryClient, type QueryKey } from "@tanstack/react-query";
import type { LiveHello } from "@/lib/api/contract/live";
import { RECORDS_KEY } from "@/lib/api/queries";
import { LiveConnection, type LiveState } from "@/lib/live/connection";
import { readsOf } from "@/lib/live/reads";
import { touches } from "@/lib/live/touches";
import { type Due, LiveUpdates } from "@/lib/live/updates";

/** What the page shows of its connection to the store. */
export interface LiveSnapshot {
  readonly state: LiveState;
  readonly paused: boolean;
  /** Changes since the pause. */
  readonly waiting: number;
  /** Whether anything has changed since the page was opened. */
  readonly active: boolean;
  /** Hashes of the keys of lists that have changed and are not read again by themselves. */
  readonly held: readonly string[];
}

const AT_REST: LiveSnapshot = { state: "closed", paused: false, waiting: 0, active: false, held: [] };

/** A list of which more than the first records are shown: reading all of it again would move what somebody looks at. */
function isLongList(query: Query): boolean {
  const data = query.state.data as Partial<InfiniteData<unknown>> | undefined;
  return Array.isArray(data?.pages) && data.pages.length > 1;
}

function later(ms: number, act: () => void): () => void {
  const timer = setTimeout(act, ms);
  return () => clearTimeout(timer);
}

/** Keeps the answers on the page in step with the store: asks again what a change touches, and nothing else. */
export class LiveFeed {
  readonly #listeners = new Set<() => void>();
  readonly #updates: LiveUpdates;
  readonly #connection: LiveConnection;
  #snapshot = AT_REST;

  /** @param loaded where the store stood when the page was made. */
  constructor(
    private readonly client: QueryClient,
    loaded: LiveHello,
  ) {
    this.#updates = new LiveUpdates({
      reload: (due) => this.#reload(due),
      now: () => performance.now(),
      later,
      changed: () => this.#set({ paused: this.#updates.paused, waiting: this.#updates.waiting }),
    });
    this.#connection = new LiveConnection(
      { open: () => new EventSource("/api/live"), later, random: Math.random },
      {
        onChange: (change) => {
          this.#set({ active: true });
          this.#updates.add(change);
        },
        onMissed: () => this.#updates.add("everything"),
        onState: (state) => this.#set({ state }),
      },
      loaded,
    );
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): LiveSnapshot => this.#snapshot;

  /** Listens while the page is in sight: a browser has few connections for each server, whatever the number of tabs. */
  attach(): () => void {
    const look = (): void => {
      if (document.visibilityState === "visible") this.#connection.start();
      else this.#connection.stop();
    };
    look();
    document.addEventListener("visibilitychange", look);
    // A list that was read again for another reason, as by Refresh, holds nothing back any more.
    const unwatch = this.client.getQueryCache().subscribe((event) => {
      if (event.type !== "updated" || event.action.type !== "success") return;
      if (!event.query.state.fetchMeta?.fetchMore) this.#letGo(event.query.queryHash);
    });
    return () => {
      unwatch();
      document.removeEventListener("visibilitychange", look);
      this.#connection.stop();
    };
  }

  /** Connects at once when the next attempt would come later: the server is known to answer again. */
  hurry(): void {
    if (this.#snapshot.state === "waiting") this.#connection.start();
  }

  pause(): void {
    this.#updates.pause();
  }

  resume(): void {
    this.#updates.resume();
  }

  /** Reads a list that was held back again, from its beginning. */
  async release(queryKey: QueryKey): Promise<void> {
    this.#letGo(hashKey(queryKey));
    this.client.setQueryData<InfiniteData<unknown>>(
      queryKey,
      (data) => data && { pages: data.pages.slice(0, 1), pageParams: data.pageParams.slice(0, 1) },
    );
    await this.client.invalidateQueries({ queryKey, exact: true });
  }

  /** Asks again what is read up to the present: time has gone by. */
  move(): void {
    void this.#invalidate((query) => {
      const reads = readsOf(query.queryKey);
      return reads.kind === "bounds" || [reads.from, reads.to].some((moment) => String(moment).startsWith("now"));
    });
  }

  #reload(due: Due): Promise<void> {
    const now = Math.floor(Date.now() / 1000);
    return this.#invalidate((query) => {
      if (due === "everything") return true;
      const reads = readsOf(query.queryKey);
      return reads.kind === "record" ? due.from === null : touches(reads, due, now, reads.before);
    });
  }

  async #invalidate(predicate: (query: Query) => boolean): Promise<void> {
    const long = this.client.getQueryCache().findAll({ queryKey: RECORDS_KEY, predicate }).filter(isLongList);
    const hashes = new Set([...this.#snapshot.held, ...long.map(({ queryHash }) => queryHash)]);
    if (hashes.size > this.#snapshot.held.length) this.#set({ held: [...hashes] });
    await this.client.invalidateQueries({
      queryKey: RECORDS_KEY,
      predicate: (query) => predicate(query) && !long.includes(query),
    });
  }

  #letGo(hash: string): void {
    const { held } = this.#snapshot;
    if (held.includes(hash)) this.#set({ held: held.filter((one) => one !== hash) });
  }

  #set(change: Partial<LiveSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change };
    for (const listener of this.#listeners) listener();
  }
}

/** What the server draws. */
export const serverSnapshot = (): LiveSnapshot => AT_REST;
