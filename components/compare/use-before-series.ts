"use client";

import { useQuery } from "@tanstack/react-query";
import type { Series } from "@/lib/api/contract/series";
import { seriesQuery } from "@/lib/api/queries";
import { useBefore } from "./use-before";

/**
 * The whole of a chart's measure in the period before, in the same buckets. The period is moved by whole buckets, so that
 * each lies over one of the chart's.
 * @param drawn the chart's own answer.
 */
export function useBeforeSeries(drawn: Series | undefined): { series: Series; shift: number } | undefined {
  const before = useBefore();
  const { from, to, interval } = drawn ?? { from: null, to: null, interval: 1 };
  const known = drawn !== undefined && from !== null && to !== null;
  const shift = known ? Math.ceil((to - from) / interval) * interval : 0;
  const enabled = before.params !== undefined && known && from - shift >= 0;
  const { data, isPlaceholderData } = useQuery({
    ...seriesQuery({
      ...before.params,
      from: (from ?? 0) - shift,
      to: (to ?? 0) - shift,
      measure: drawn?.measure,
      interval,
    }),
    enabled,
  });
  return enabled && data && !isPlaceholderData ? { series: data, shift } : undefined;
}
