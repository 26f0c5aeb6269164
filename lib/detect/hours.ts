/** Hours that slide minute by minute over what was moved. */

/** Bytes by minute of the epoch; absent minutes are 0. */
export type Minutes = ReadonlyMap<number, number>;

/** One hour: the minutes from `minute` on, 60 of them. */
export interface HourWindow {
  readonly minute: number;
  readonly bytes: number;
  /** The first and the last minute in it in which anything was moved. */
  readonly first: number;
  readonly last: number;
}

/**
 * Every hour that begins with a minute in which something was moved. An hour that begins elsewhere holds no more than
 * the one that begins at its first such minute.
 */
export function hourWindows(minutes: Minutes): HourWindow[] {
  const sorted = [...minutes].filter(([, bytes]) => bytes > 0).sort(([a], [b]) => a - b);
  const windows: HourWindow[] = [];
  let right = 0;
  let sum = 0;
  for (const [minute, bytes] of sorted) {
    for (let next = sorted[right]; next && next[0] < minute + 60; next = sorted[++right]) sum += next[1];
    windows.push({ minute, bytes: sum, first: minute, last: sorted[right - 1]?.[0] ?? minute });
    sum -= bytes;
  }
  return windows;
}
