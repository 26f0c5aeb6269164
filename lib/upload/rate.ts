/** Speed of a transfer over its last seconds, so that a pause or a slow start does not spoil the time left. */
export class Rate {
  readonly #window: number;
  readonly #points: { readonly at: number; readonly bytes: number }[] = [];

  /** @param window milliseconds to look back over. */
  constructor(window = 8000) {
    this.#window = window;
  }

  /** Notes how many bytes have gone in all, at a moment in milliseconds. */
  note(bytes: number, at: number): void {
    this.#points.push({ at, bytes });
    // The last point outside the window stays: without it a transfer with rare progress would have no speed.
    while (this.#points.length > 2 && (this.#points[1]?.at ?? at) < at - this.#window) this.#points.shift();
  }

  /** Bytes per second, or undefined before there is anything to go by. */
  perSecond(): number | undefined {
    const first = this.#points[0];
    const last = this.#points.at(-1);
    if (!first || !last || last.at <= first.at) return undefined;
    return ((last.bytes - first.bytes) * 1000) / (last.at - first.at);
  }

  /** Seconds until `total` bytes have gone, or undefined while the speed is unknown or nothing moves. */
  secondsLeft(total: number): number | undefined {
    const speed = this.perSecond();
    const sent = this.#points.at(-1)?.bytes ?? 0;
    return speed === undefined || speed <= 0 ? undefined : Math.max(0, total - sent) / speed;
  }
}
