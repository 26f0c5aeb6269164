"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { BucketNote } from "@/components/charts/bucket-note";
import type { ChartData } from "@/components/charts/chart-data";
import { ChartFigure } from "@/components/charts/chart-figure";
import { CHART_HEIGHT } from "@/components/charts/geometry";
import { partialEdges } from "@/components/charts/partial";
import { MAX_BUCKETS } from "@/components/overview/limits";
import { useByteUnits } from "@/components/providers/preferences";
import { EmptyState, Panel, SegmentedControl, Skeleton } from "@/components/ui";
import { useCovered, useScope, useView, useZone } from "@/components/view";
import type { HostSeries } from "@/lib/api/contract";
import { hostSeriesQuery } from "@/lib/api/queries";
import { between, MEASURES, type Span, toNumber } from "@/lib/view";
import type { HostName } from "./host-href";

const LINES = [
  { key: "received", label: "Received", color: "var(--series-3)", hatched: false },
  { key: "sent", label: "Sent", color: "var(--series-7)", hatched: false, dash: "6 3" },
  { key: "rejected", label: "Rejected", color: "var(--reject)", hatched: true, dash: "2 3" },
] as const;

/** What a host received, sent, and was refused, as a chart draws it. */
export function hostChartData({ interval, points }: HostSeries, covered: Span): ChartData {
  const series = LINES.map(({ key, ...look }) => {
    const exact = points.map((point) => point[key]);
    const values = exact.map(toNumber);
    return { id: key, key, whole: true, ...look, values, exact, total: values.reduce((sum, value) => sum + value, 0) };
  }).filter(({ total, key }) => total > 0 || key !== "rejected");
  const sums = points.map((_, at) => series.reduce((sum, { values }) => sum + (values[at] ?? 0), 0));
  const times = points.map(({ t }) => t);
  return { times, interval, series, sums, partial: partialEdges(times, interval, covered) };
}

/** A host's traffic over time, each way. @param note stands under the drawing. */
export function HostChart({ name, note }: { name: HostName; note?: ReactNode }) {
  const { view, setView } = useView();
  const { params, ready } = useScope();
  const zone = useZone();
  const units = useByteUnits();
  const covered = useCovered();
  const { measure, chart } = view;
  const { data, error, isPlaceholderData, refetch } = useQuery({
    ...hostSeriesQuery({ ...params, ...name, measure, max_points: MAX_BUCKETS[chart] }),
    enabled: ready,
  });
  const labels = { bytes: "Bytes", packets: "Packets", flows: "Flows" } as const;
  return (
    <Panel
      title={
        <>
          {labels[measure]} in and out
          <BucketNote interval={data?.points.length ? data.interval : undefined} />
        </>
      }
      error={data ? null : error}
      onRetry={() => void refetch()}
      stale={isPlaceholderData}
      minHeight={CHART_HEIGHT + 50}
      bodyClassName="px-2"
      tools={
        <SegmentedControl
          label="Measure"
          value={measure}
          onChange={(next) => setView({ measure: next })}
          options={MEASURES.map((value) => ({ value, label: labels[value] }))}
        />
      }
    >
      {data ? (
        data.points.length > 0 ? (
          <ChartFigure
            data={hostChartData(data, covered)}
            measure={data.measure}
            chart={chart}
            zone={zone}
            units={units}
            onZoom={(from, to) => setView({ range: between(from, to) })}
            onPick={() => undefined}
          />
        ) : (
          <EmptyState title="No traffic of this host in this range" />
        )
      ) : (
        <Skeleton className="mx-1" style={{ height: CHART_HEIGHT + 40 }} />
      )}
      {note}
    </Panel>
  );
}
