"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { chartData } from "@/components/charts/chart-data";
import { ChartOverlay } from "@/components/charts/chart-overlay";
import { ChartTooltip } from "@/components/charts/chart-tooltip";
import { isPartial, partialEdges } from "@/components/charts/partial";
import { PartialVeil } from "@/components/charts/partial-veil";
import { chartSentence } from "@/components/charts/summary";
import { useWidth } from "@/components/charts/use-width";
import { useByteUnits } from "@/components/providers/preferences";
import { PanelError, Skeleton } from "@/components/ui";
import { useCovered, useScope, useView, useZone } from "@/components/view";
import { seriesQuery } from "@/lib/api/queries";
import { between, formatDuration, formatExact, formatTime, formatZone } from "@/lib/view";
import { HISTOGRAM_HEIGHT, HistogramBars } from "./histogram-bars";

const BARS = 120;

/** Flow records over time by action, above the table: where in the range are they? A drag zooms. */
export function Histogram() {
  const zone = useZone();
  const units = useByteUnits();
  const { setView } = useView();
  const { params, ready } = useScope();
  const [box, width] = useWidth<HTMLDivElement>();
  const query = useQuery({
    ...seriesQuery({ ...params, measure: "flows", by: "action", max_points: BARS }),
    enabled: ready,
  });
  const covered = useCovered();
  const data = useMemo(() => {
    if (!query.data) return undefined;
    const drawn = chartData(query.data, "action");
    return { ...drawn, partial: partialEdges(drawn.times, drawn.interval, covered) };
  }, [query.data, covered]);

  const describe = (index: number): string => {
    const time = data?.times[index] ?? 0;
    const parts = data?.series.map((one) => `${formatExact(one.exact[index] ?? 0)} ${one.label}`) ?? [];
    return `${formatTime(time, zone)} ${formatZone(zone, time)}: ${parts.join(", ") || "no flow records"}${
      isPartial(index, data?.times.length ?? 0, data?.partial) ? ", in a part of the bucket" : ""
    }`;
  };
  const zoom = ({ first, last }: { first: number; last: number }) => {
    if (!data) return;
    const from = data.times[first];
    const to = data.times[last];
    if (from !== undefined && to !== undefined) setView({ range: between(from, to + data.interval) });
  };

  // Never an empty chart: what there is to say is said by the table.
  if (data && !query.error && data.sums.every((sum) => sum === 0)) return null;
  return (
    <figure
      ref={box}
      className="relative m-0 shrink-0"
      style={{ height: HISTOGRAM_HEIGHT }}
      aria-busy={query.isPlaceholderData}
    >
      {query.error ? (
        <div className="px-4">
          <PanelError message={query.error.message} onRetry={() => void query.refetch()} />
        </div>
      ) : !data || width === 0 ? (
        <Skeleton className="mx-4 mt-2 h-16" />
      ) : (
        <div className={query.isPlaceholderData ? "opacity-50 transition-opacity delay-150" : undefined}>
          <HistogramBars data={data} width={width} zone={zone} />
          <PartialVeil edges={data.partial} width={width} count={data.times.length} />
          <ChartOverlay
            width={width}
            count={data.times.length}
            label={`Flow records over time, a bar for ${formatDuration(data.interval)}. Arrow keys read it, Shift with arrows selects, Enter zooms.`}
            describe={describe}
            onZoom={zoom}
            tooltip={(index, selection) => (
              <ChartTooltip data={data} index={index} selection={selection} measure="flows" zone={zone} />
            )}
          />
          <figcaption className="sr-only">{chartSentence(data, "flows", units, zone)}</figcaption>
        </div>
      )}
    </figure>
  );
}
