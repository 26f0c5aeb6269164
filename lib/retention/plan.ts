import type { RetentionRule } from "./rules";

/** What one input holds of one day. */
export interface Holding {
  readonly input: number;
  readonly records: number;
  /** An estimate: the day's bytes by the input's share of its records. */
  readonly bytes: number;
}

/** One day of records: a partition of `flows`. */
export interface HeldDay {
  /** The partition: `20240310`. */
  readonly day: string;
  readonly holdings: readonly Holding[];
}

/** Records that start at no known time lie in the partition of the epoch. */
export const NO_DAY = "19700101";

/** What is to be removed of one day. */
export interface Removal {
  readonly day: string;
  /** Null: the whole day, whoever holds of it. */
  readonly inputs: readonly number[] | null;
  readonly records: number;
  readonly bytes: number;
}

/** A rule that cannot be kept: one day alone is over it, and the newest day always stays. */
export interface OverLimit {
  readonly input: number | null;
  readonly bytes: number;
  readonly limit: number;
}

export interface RetentionPlan {
  /** Oldest day first. */
  readonly removals: readonly Removal[];
  readonly over: readonly OverLimit[];
}

/** The partition of a time. @param seconds since the epoch. */
export const dayOf = (seconds: number): string =>
  new Date(seconds * 1000).toISOString().slice(0, 10).replaceAll("-", "");

/** The first second of a partition's day. */
export function startOfDay(day: string): number {
  return Date.parse(`${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}T00:00:00Z`) / 1000;
}

/** Days and what is left of them while a plan is made. */
type Left = Map<string, Map<number, Holding>>;

const bytesOf = (holdings: Iterable<Holding>): number => {
  let sum = 0;
  for (const { bytes } of holdings) sum += bytes;
  return sum;
};

/** What a rule is about, on one day. */
function concerned(rule: RetentionRule, holdings: ReadonlyMap<number, Holding>): Holding[] {
  if (rule.input === null) return [...holdings.values()];
  const one = holdings.get(rule.input);
  return one ? [one] : [];
}

/** Takes what a rule is about out of a day. */
function takeOut(rule: RetentionRule, left: Left, day: string): void {
  const holdings = left.get(day);
  for (const { input } of concerned(rule, holdings ?? new Map())) holdings?.delete(input);
  if (holdings?.size === 0) left.delete(day);
}

function applyDays(rule: RetentionRule, left: Left, now: number): void {
  if (rule.days === null) return;
  const oldest = dayOf(now - (rule.days - 1) * 86_400);
  // Of what has no time, nobody knows how old it is.
  for (const day of [...left.keys()]) if (day < oldest && day !== NO_DAY) takeOut(rule, left, day);
}

function applyBytes(rule: RetentionRule, left: Left): OverLimit | null {
  if (rule.bytes === null) return null;
  const held = [...left].map(([day, holdings]) => ({ day, bytes: bytesOf(concerned(rule, holdings)) }));
  const days = held.filter(({ bytes }) => bytes > 0).sort((a, b) => (a.day < b.day ? -1 : 1));
  let total = days.reduce((sum, { bytes }) => sum + bytes, 0);
  while (total > rule.bytes && days.length > 1) {
    const oldest = days.shift();
    if (!oldest) break;
    takeOut(rule, left, oldest.day);
    total -= oldest.bytes;
  }
  return total > rule.bytes ? { input: rule.input, bytes: total, limit: rule.bytes } : null;
}

/**
 * What the rules remove of what is held: whole days, the oldest first. Rules about one input come before those about
 * everything, and limits of age before limits of size.
 * @param now epoch seconds.
 */
export function planRetention(days: readonly HeldDay[], rules: readonly RetentionRule[], now: number): RetentionPlan {
  const left: Left = new Map(days.map(({ day, holdings }) => [day, new Map(holdings.map((one) => [one.input, one]))]));
  const ordered = [...rules.filter(({ input }) => input !== null), ...rules.filter(({ input }) => input === null)];
  for (const rule of ordered) applyDays(rule, left, now);
  const beforeAll = new Map<string, number>();
  const over: OverLimit[] = [];
  for (const rule of ordered) {
    if (rule.input === null) for (const [day, holdings] of left) beforeAll.set(day, holdings.size);
    const tooMuch = applyBytes(rule, left);
    if (tooMuch) over.push(tooMuch);
  }
  const oldestKept = ordered.find(({ input, days: kept }) => input === null && kept !== null)?.days ?? null;
  const cutoff = oldestKept === null ? "" : dayOf(now - (oldestKept - 1) * 86_400);
  const removals = days.flatMap(({ day, holdings }) => {
    const gone = holdings.filter(({ input }) => !left.get(day)?.has(input));
    if (gone.length === 0) return [];
    // Only a rule about everything drops a day for good: others may add to it while this is going on.
    const whole = (day < cutoff && day !== NO_DAY) || (!left.has(day) && (beforeAll.get(day) ?? 0) > 0);
    const records = gone.reduce((sum, one) => sum + one.records, 0);
    return [{ day, inputs: whole ? null : gone.map(({ input }) => input), records, bytes: bytesOf(gone) }];
  });
  return { removals: removals.sort((a, b) => (a.day < b.day ? -1 : 1)), over };
}
