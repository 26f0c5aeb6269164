import type { LiveChange, LiveHello } from "@/lib/api/contract/live";

/** The part of the browser's EventSource that is used. */
export interface EventSourceLike {
  addEventListener(type: string, listener: (event: { readonly data?: unknown }) => void): void;
  close(): void;
}

/** What a connection needs from its surroundings. */
export interface LiveSurroundings {
  open(): EventSourceLike;
  /** Calls back after some time. @returns what takes it back. */
  later(ms: number, act: () => void): () => void;
  /** From 0 to 1, to spread the attempts of many pages after a restart. */
  random(): number;
}

/** What a connection tells. */
export interface LiveListener {
  onChange(change: LiveChange): void;
  /** The store may have changed while nobody listened: what changed is not known. */
  onMissed(): void;
  onState(state: LiveState): void;
}

/** `closed`: not wanted now. `waiting`: the server does not answer; it is tried again. */
export type LiveState = "closed" | "connecting" | "open" | "waiting";

/** Without a sign of life for so long, a connection counts as dead. The server gives one every 15 s. */
const SILENCE_MS = 40_000;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 8000;

/** The wait before an attempt, by how many failed before it: twice as long each time, up to 8 s. */
export function backoff(failures: number, random: number): number {
  const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures);
  return longest * (0.5 + random / 2);
}

/** Listens to the store's changes, connects again by itself, and tells when something may have been missed. */
export class LiveConnection {
  #source: EventSourceLike | null = null;
  #stopWaiting = (): void => undefined;
  #failures = 0;
  #seen: LiveHello;

  /** @param loaded where the store stood before anything of what the page shows was read. */
  constructor(
    private readonly surroundings: LiveSurroundings,
    private readonly listener: LiveListener,
    loaded: LiveHello,
  ) {
    this.#seen = loaded;
  }

  /** Connects. Does nothing when it is connected or about to be. */
  start(): void {
    if (this.#source) return;
    this.#stopWaiting();
    this.listener.onState("connecting");
    const source = this.surroundings.open();
    this.#source = source;
    this.#expectSign();
    source.addEventListener("hello", (event) => this.#hello(JSON.parse(String(event.data)) as LiveHello));
    source.addEventListener("change", (event) => this.#change(JSON.parse(String(event.data)) as LiveChange));
    source.addEventListener("beat", () => this.#expectSign());
    source.addEventListener("error", () => this.#lost());
  }

  /** Disconnects until `start`. */
  stop(): void {
    this.#close();
    this.#failures = 0;
    this.listener.onState("closed");
  }

  #hello(hello: LiveHello): void {
    this.#failures = 0;
    this.#expectSign();
    const before = this.#seen;
    this.#seen = hello;
    this.listener.onState("open");
    if (before.server !== hello.server || before.revision !== hello.revision) this.listener.onMissed();
  }

  #change(change: LiveChange): void {
    this.#expectSign();
    this.#seen = { ...this.#seen, revision: change.revision };
    this.listener.onChange(change);
  }

  #expectSign(): void {
    this.#stopWaiting();
    this.#stopWaiting = this.surroundings.later(SILENCE_MS, () => this.#lost());
  }

  #lost(): void {
    if (!this.#source) return;
    this.#close();
    this.listener.onState("waiting");
    const wait = backoff(this.#failures++, this.surroundings.random());
    this.#stopWaiting = this.surroundings.later(wait, () => this.start());
  }

  #close(): void {
    this.#stopWaiting();
    this.#stopWaiting = () => undefined;
    this.#source?.close();
    this.#source = null;
  }
}
