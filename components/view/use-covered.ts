"use client";

import { useMemo } from "react";
import type { Span } from "@/lib/view";
import { useScope } from "./use-scope";

/** What the view's range and the stored records have in common, in epoch seconds; null where that is not known. */
export function useCovered(): Span {
  const { span, bounds } = useScope();
  return useMemo(() => {
    const [first, last] = [bounds?.first ?? null, bounds?.last ?? null];
    const end = last === null ? null : last + 1;
    return {
      from: span.from === null || first === null ? (span.from ?? first) : Math.max(span.from, first),
      to: span.to === null || end === null ? (span.to ?? end) : Math.min(span.to, end),
    };
  }, [span, bounds]);
}
