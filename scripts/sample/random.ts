/** A source of numbers that look random and are the same on every run. */
export interface Random {
  /** A real number from 0 up to, and without, 1. */
  next(): number;
  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number;
  /** True with the given chance. */
  chance(probability: number): boolean;
  /** One of the items, each as likely. */
  pick<T>(items: readonly T[]): T;
  /** One of the items, the early ones likelier: the n-th comes about 1/n as often as the first. */
  zipf<T>(items: readonly T[]): T;
  /** A size around `median` that is now and then many times larger, as transfers are; `spread` 0.5 is tame, 1.5 wild. */
  size(median: number, spread: number): number;
}

function hash(text: string): number {
  let value = 2166136261;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 16777619);
  return value >>> 0;
}

/**
 * Makes a source of its own for each part of the sample, so that a change in one leaves the others as they were.
 * @param name the part's name; it is the seed.
 */
export function random(name: string): Random {
  let state = hash(name);
  // mulberry32: 32 bits of state are plenty for a few thousand records.
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const int = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  const at = <T>(items: readonly T[], index: number): T => {
    const item = items[index];
    if (item === undefined) throw new RangeError("There is nothing to pick from.");
    return item;
  };
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (items) => at(items, int(0, items.length - 1)),
    zipf: (items) => at(items, Math.min(items.length - 1, Math.floor((items.length + 1) ** next()) - 1)),
    size: (median, spread) => {
      // The sum of three even numbers is close enough to a bell curve.
      const bell = (next() + next() + next() - 1.5) * 2;
      return Math.max(1, Math.round(median * Math.exp(spread * bell)));
    },
  };
}
