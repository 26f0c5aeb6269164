"use client";

import { type RefObject, useCallback } from "react";
import type { ChartData } from "@/components/charts/chart-data";
import { useByteUnits } from "@/components/providers/preferences";
import { useScope, useView, useZone } from "@/components/view";
import { useOfferChart } from "@/components/view/chart-export";
import { formatDuration, formatMeasure, formatResolved, formatZone, type Measure } from "@/lib/view";
import { groupingLabel } from "./grouping-select";

/** Offers the chart inside `frame` to the share menu as a PNG that says what it shows. */
export function useChartPicture(
  frame: RefObject<HTMLElement | null>,
  data: ChartData,
  by: string,
  measure: Measure,
): void {
  const { view } = useView();
  const { span } = useScope();
  const zone = useZone();
  const units = useByteUnits();
  const save = useCallback(async () => {
    const svg = frame.current?.querySelector<SVGSVGElement>("svg.recharts-surface");
    if (!svg) return;
    const { chartPicture, saveBlob } = await import("@/components/charts/save-png");
    const split = by === "none" ? "" : ` by ${groupingLabel(by).toLowerCase()}`;
    const picture = await chartPicture(svg, {
      title: `${measure[0]?.toUpperCase()}${measure.slice(1)}${split}`,
      lines: [
        view.filter ? `Filter: ${view.filter}` : "All records",
        `${formatResolved(span, zone)} ${formatZone(zone, span.from ?? 0)}, buckets of ${formatDuration(data.interval)}`,
      ],
      legend: data.series.map(({ label, color, hatched, total }) => ({
        label,
        color,
        hatched,
        figure: formatMeasure(total, measure, units),
      })),
    });
    saveBlob(picture, `flowglass-${measure}-${by}.png`);
  }, [frame, data, by, measure, view.filter, span, zone, units]);
  useOfferChart(save);
}
