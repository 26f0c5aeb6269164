import { type PageTimes, ratioOf } from "./figures-of";
import type { LoopDelay } from "./loop-delay";
import type { Timing } from "./measure";
import type { Times } from "./phases";
import { markdownTable, ms, rate } from "./report";

/** Something that was done with all the generated files. */
export interface Way {
  readonly name: string;
  readonly seconds: number;
}

/** The import beside what the engine alone and `zcat` need for the same files. */
export function importTable(records: number, seconds: number, others: readonly Way[]): string {
  const rows = [...others, { name: "Flowglass", seconds }].map((one) => [
    one.name,
    one.seconds.toFixed(1),
    rate(records, one.seconds),
    (one.seconds / seconds).toFixed(2),
    (seconds / one.seconds).toFixed(2),
  ]);
  const heads = [
    "import of gzip text",
    "seconds",
    "records",
    "Flowglass's speed against it",
    "Flowglass's time, times it",
  ];
  return markdownTable(heads, rows);
}

/** Pages or questions, first and later. */
export function timingTable(what: string, timings: readonly Timing[]): string {
  const rows = timings.map((one) => [
    one.name,
    String(one.requests),
    ms(one.first),
    ms(one.p50),
    ms(one.p95),
    one.slowest,
  ]);
  return markdownTable([what, "requests", "first ms", "p50 ms", "p95 ms", "slowest"], rows);
}

const pair = (times: { readonly p50: number; readonly p95: number } | undefined): string =>
  times ? `${ms(times.p50)}, ${ms(times.p95)}` : "";

const times = (ratio: number | null): string => (ratio === null ? "" : ratio.toFixed(2));

/** Every page in each phase: p50 and p95, and how many times the quiet median. */
export function phaseTable(pages: PageTimes, viewers: number): string {
  const of = <One extends Times | Timing>(list: readonly One[], name: string): One | undefined =>
    list.find((one) => one.name === name);
  const rows = pages.warm.map((warm) => {
    const together = of(pages.viewers, warm.name);
    const during = of(pages.during, warm.name);
    const after = of(pages.after, warm.name);
    return [
      warm.name,
      pair(of(pages.cold, warm.name)),
      pair(warm),
      pair(together),
      times(ratioOf(together, warm)),
      pair(during),
      times(ratioOf(during, warm)),
      String(during?.openings ?? ""),
      pair(after),
      times(ratioOf(after, warm)),
    ];
  });
  const heads = [
    "page: p50, p95 in ms",
    "cold",
    "warm",
    `${viewers} viewers`,
    "times warm",
    "during an import",
    "times warm",
    "openings",
    "after it",
    "times warm",
  ];
  return markdownTable(heads, rows);
}

export function loopTable(delays: readonly { readonly phase: string; readonly delay: LoopDelay }[]): string {
  const rows = delays.map(({ phase, delay }) => [phase, ms(delay.p99), ms(delay.max)]);
  return markdownTable(["event loop of the web server", "late p99 ms", "late at most ms"], rows);
}
