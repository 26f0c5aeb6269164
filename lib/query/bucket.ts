/** Time buckets: how wide, where they begin, and their SQL. Buckets are aligned to their width in UTC. */

const DAY = 86_400;
const STEPS: readonly number[] = [
  1,
  5,
  10,
  30,
  60,
  120,
  300,
  600,
  900,
  1800,
  3600,
  2 * 3600,
  3 * 3600,
  6 * 3600,
  12 * 3600,
  DAY,
  7 * DAY,
  30 * DAY,
  90 * DAY,
  365 * DAY,
  3650 * DAY,
];

/** The bucket that a record's start falls into, as epoch seconds. `seconds` is a whole number made by our own code. */
export function bucketSql(seconds: number): string {
  return `toUInt32(toStartOfInterval(start, INTERVAL ${Math.floor(seconds)} SECOND, 'UTC'))`;
}

/** The start of the bucket that holds a time. */
export function bucketStart(time: number, seconds: number): number {
  return Math.floor(time / seconds) * seconds;
}

/** How many buckets a half-open range touches. */
export function bucketCount(from: number, to: number, seconds: number): number {
  if (to <= from) return 0;
  return (bucketStart(to - 1, seconds) - bucketStart(from, seconds)) / seconds + 1;
}

/** The starts of all buckets that a half-open range touches. */
export function bucketStarts(from: number, to: number, seconds: number): number[] {
  const first = bucketStart(from, seconds);
  return Array.from({ length: bucketCount(from, to, seconds) }, (_, i) => first + i * seconds);
}

/**
 * The narrowest usual width that covers a range in at most `most` buckets. Beyond the widest usual one it is a multiple
 * of that; how far a range reaches into its first and last bucket decides which.
 */
export function niceInterval(from: number, to: number, most: number): number {
  const fits = (step: number): boolean => bucketCount(from, to, step) <= most;
  const last = STEPS.at(-1) ?? DAY;
  const usual = STEPS.find(fits);
  if (usual !== undefined) return usual;
  let width = Math.ceil((to - from) / most / last) * last;
  while (!fits(width)) width += last;
  return width;
}
