/** Windows that slide over events, exactly, and the incidents that they make up. */

/** Something that happened to one key at a time. */
export interface Event {
  readonly t: number;
  readonly key: string | number;
}

/** A stretch of time in which windows reached the threshold. */
export interface Incident {
  /** First and last event, both included. */
  readonly from: number;
  readonly to: number;
  /** The most distinct keys in one window. */
  readonly peak: number;
}

/**
 * Finds every window of `seconds` in which at least `least` distinct keys occur, and joins those that overlap or lie
 * at most `gap` apart.
 * @param events in any order.
 */
export function incidentsOf(
  events: readonly Event[],
  options: { readonly seconds: number; readonly least: number; readonly gap: number },
): Incident[] {
  const sorted = [...events].sort((a, b) => a.t - b.t);
  const inWindow = new Map<string | number, number>();
  const incidents: { from: number; to: number; peak: number }[] = [];
  let left = 0;
  for (const event of sorted) {
    inWindow.set(event.key, (inWindow.get(event.key) ?? 0) + 1);
    for (let first = sorted[left]; first && first.t <= event.t - options.seconds; first = sorted[++left]) {
      const rest = (inWindow.get(first.key) ?? 1) - 1;
      if (rest === 0) inWindow.delete(first.key);
      else inWindow.set(first.key, rest);
    }
    if (inWindow.size < options.least) continue;
    const from = sorted[left]?.t ?? event.t;
    const last = incidents.at(-1);
    if (last && from <= last.to + options.gap) {
      last.to = event.t;
      last.from = Math.min(last.from, from);
      last.peak = Math.max(last.peak, inWindow.size);
    } else {
      incidents.push({ from, to: event.t, peak: inWindow.size });
    }
  }
  return incidents;
}
