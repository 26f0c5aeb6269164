import { type Clock, systemClock } from "../clock";

/** A clock that runs faster than the machine's, for tests that would wait for minutes. Give the fake AWS the same one. */
export class FastClock implements Clock {
  readonly #began = Date.now();
  #ahead = 0;

  constructor(readonly speed: number) {}

  now(): number {
    return Math.round(this.#began + (Date.now() - this.#began) * this.speed + this.#ahead);
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return systemClock.sleep(milliseconds / this.speed, signal);
  }

  /** Lets time pass at once. Whoever sleeps goes on sleeping as long as before. */
  leap(milliseconds: number): void {
    this.#ahead += milliseconds;
  }
}
