import type { Source } from "@/lib/api/contract";

/** `read`: to its end. `failed`: tried, and tried again. `open`: not read yet. */
export type ReadState = "read" | "failed" | "open";

export interface ReadSpan {
  readonly state: ReadState;
  readonly from: number;
  readonly to: number;
}

/** A source's range and what has been read of it, in epoch seconds; the spans follow each other without gaps. */
export interface ReadTimeline {
  readonly from: number;
  readonly to: number;
  readonly spans: readonly ReadSpan[];
}

type Ranged = Pick<Source, "state" | "read" | "failed" | "since" | "until" | "follow" | "created_at">;

/** A source that is in step has always a little left to read: what was logged since it looked. */
const IN_STEP_SECONDS = 900;

/**
 * What has been read of a source, as far as its range goes: to the present when it follows, to where it is when it is
 * in step. A source that takes in
 * everything there is has the range of what it has met.
 * @param now epoch seconds.
 */
export function readTimeline(source: Ranged, now: number): ReadTimeline {
  const met = [...source.read, ...source.failed];
  const first = Math.min(...met.map((span) => span.from), source.created_at);
  const last = Math.max(...met.map((span) => span.to), source.created_at);
  const from = source.since ?? first;
  const inStep = source.state === "following" && last > now - IN_STEP_SECONDS;
  const to = Math.max(from + 1, source.until ?? (source.follow && !inStep ? now : last));
  const spans: ReadSpan[] = [];
  const add = (state: ReadState, start: number, end: number): void => {
    if (end > start) spans.push({ state, from: start, to: end });
  };
  let reached = from;
  // What failed and was read later counts as read: read spans come first, failed ones fill what is left.
  for (const { state, ...span } of ordered(source)) {
    const start = Math.max(span.from, reached);
    const end = Math.min(span.to, to);
    if (end <= start) continue;
    add("open", reached, start);
    add(state, start, end);
    reached = end;
  }
  add("open", reached, to);
  return { from, to, spans };
}

/** Read and failed spans in order, none over another. */
function ordered({ read, failed }: Pick<Source, "read" | "failed">): ReadSpan[] {
  const done = read.map(({ from, to }): ReadSpan => ({ state: "read", from, to }));
  const missing = failed.flatMap((span) =>
    done
      .reduce<{ from: number; to: number }[]>((parts, cut) => parts.flatMap((part) => without(part, cut)), [span])
      .map(({ from, to }): ReadSpan => ({ state: "failed", from, to })),
  );
  return [...done, ...missing].sort((a, b) => a.from - b.from);
}

/** What is left of a span when another is taken out of it. */
function without(
  span: { readonly from: number; readonly to: number },
  cut: { readonly from: number; readonly to: number },
): { from: number; to: number }[] {
  const left = { from: span.from, to: Math.min(span.to, cut.from) };
  const right = { from: Math.max(span.from, cut.to), to: span.to };
  return [left, right].filter((part) => part.to > part.from);
}

/** The share of a timeline that is in a state, 0 to 1. */
export function shareOf({ from, to, spans }: ReadTimeline, state: ReadState): number {
  const total = spans.reduce((sum, span) => (span.state === state ? sum + span.to - span.from : sum), 0);
  return total / (to - from);
}

/** `62 %`; never 0 % of what is there, nor 100 % of what is not complete. */
export function sayPercent(share: number): string {
  if (share <= 0 || share >= 1) return `${Math.round(share) * 100} %`;
  if (share < 0.01) return "under 1 %";
  return share > 0.99 ? "over 99 %" : `${Math.round(share * 100)} %`;
}

const WORDS: Readonly<Record<ReadState, string>> = { read: "read", failed: "failed", open: "not read yet" };

/** The timeline in one sentence: `62 % read, 3 % failed, 35 % not read yet`. */
export function timelineSentence(timeline: ReadTimeline): string {
  const states: readonly ReadState[] = ["read", "failed", "open"];
  return states
    .map((state) => [state, shareOf(timeline, state)] as const)
    .filter(([, share]) => share > 0)
    .map(([state, share]) => `${sayPercent(share)} ${WORDS[state]}`)
    .join(", ");
}
