import type { Figure } from "./figures";
import type { LoopDelay } from "./loop-delay";
import type { Timing } from "./measure";
import type { Times } from "./phases";

/** How every page did in each phase. */
export interface PageTimes {
  readonly cold: readonly Times[];
  readonly warm: readonly Timing[];
  readonly viewers: readonly Times[];
  readonly during: readonly Times[];
  readonly after: readonly Timing[];
}

const named = <One extends { readonly name: string }>(list: readonly One[], name: string): One | undefined =>
  list.find((one) => one.name === name);

/** How many times one page's median is that of another phase; null where there is nothing to compare. */
export function ratioOf(times: { readonly p50: number } | undefined, quiet: { readonly p50: number }): number | null {
  return times && quiet.p50 > 0 ? times.p50 / quiet.p50 : null;
}

/** A page's figures, each under a name of its own. */
export function pageFigures(pages: PageTimes): Figure[] {
  return pages.warm.flatMap((warm) => {
    const cold = named(pages.cold, warm.name);
    const ratios = [
      ["several viewers against one", ratioOf(named(pages.viewers, warm.name), warm)],
      ["during an import against quiet", ratioOf(named(pages.during, warm.name), warm)],
      ["after an import against before", ratioOf(named(pages.after, warm.name), warm)],
    ] as const;
    return [
      ...(cold ? [{ name: `${warm.name}: cold p50`, unit: "ms" as const, value: cold.p50 }] : []),
      { name: `${warm.name}: warm p50`, unit: "ms" as const, value: warm.p50 },
      { name: `${warm.name}: warm p95`, unit: "ms" as const, value: warm.p95 },
      ...ratios.flatMap(([what, value]) =>
        value === null ? [] : [{ name: `${warm.name}: ${what}`, unit: "ratio" as const, value }],
      ),
    ];
  });
}

export function questionFigures(questions: readonly Timing[]): Figure[] {
  return questions.flatMap(({ name, p50, p95 }) => [
    { name: `question ${name}: p50`, unit: "ms" as const, value: p50 },
    { name: `question ${name}: p95`, unit: "ms" as const, value: p95 },
  ]);
}

export function loopFigures(delays: readonly { readonly phase: string; readonly delay: LoopDelay }[]): Figure[] {
  return delays.flatMap(({ phase, delay }) => [
    { name: `event loop late, ${phase}: p99`, unit: "ms" as const, value: delay.p99 },
    { name: `event loop late, ${phase}: most`, unit: "ms" as const, value: delay.max },
  ]);
}
