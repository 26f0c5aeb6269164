"use client";

import { useMemo } from "react";
import { useScope, useView } from "@/components/view";
import type { ScopeParams } from "@/lib/api/contract/common";
import { rangeBefore, type Span } from "@/lib/view";

/** What there is to compare the view with. */
export interface Before {
  /** True when the view asks for it. */
  readonly on: boolean;
  /** The questions' parameters for the period before; undefined when it is not asked for, or there is none. */
  readonly params: ScopeParams | undefined;
  /** Why nothing can be compared although it is asked for. */
  readonly problem: "open" | "empty" | undefined;
  /** The period in epoch seconds, as far as it is known. */
  readonly span: Span;
  /** False when the log begins within it. */
  readonly whole: boolean;
}

/** The log has begun by this part of the period before. */
const BEGUN_WITHIN = 0.1;

/** The period before the view's range: as long, ending where it begins. */
export function useBefore(): Before {
  const { view } = useView();
  const { params, range, span, bounds } = useScope();
  return useMemo(() => {
    const none = { on: view.compare, params: undefined, span: { from: null, to: null }, whole: true } as const;
    if (!view.compare) return { ...none, problem: undefined };
    const before = rangeBefore(range, span.to ?? 0);
    if (!before || span.from === null || span.to === null) return { ...none, problem: "open" };
    const width = span.to - span.from;
    const period = { from: span.from - width, to: span.from };
    const first = bounds?.first ?? null;
    if (bounds && (first === null || first >= period.to)) return { ...none, span: period, problem: "empty" };
    return {
      on: true,
      params: { ...params, ...before },
      problem: undefined,
      span: period,
      whole: first === null || first <= period.from + BEGUN_WITHIN * width,
    };
  }, [view.compare, params, range, span, bounds]);
}
