"use client";

import { useQuery } from "@tanstack/react-query";
import { ChartArea, ChartColumn, ChartLine, Table2 } from "lucide-react";
import dynamic from "next/dynamic";
import { type ReactNode, useMemo } from "react";
import { BucketNote } from "@/components/charts/bucket-note";
import { chartData, withBefore } from "@/components/charts/chart-data";
import { CHART_HEIGHT } from "@/components/charts/geometry";
import { partialEdges } from "@/components/charts/partial";
import { useBeforeSeries } from "@/components/compare/use-before-series";
import { FieldName, Panel, patient, SegmentedControl, Skeleton, Switch } from "@/components/ui";
import { useCovered, useScope, useView } from "@/components/view";
import { seriesQuery } from "@/lib/api/queries";
import { type Chart, MEASURES, type Measure } from "@/lib/view";
import { GroupingSelect, groupingLabel } from "./grouping-select";
import { MAX_BUCKETS, MAX_SERIES } from "./limits";
import { SeriesChart } from "./series-chart";

const CompareNote = dynamic(
  patient(() => import("@/components/compare/compare-note").then((module) => module.CompareNote)),
  {
    loading: () => null,
  },
);

const MEASURE_LABELS: Record<Measure, string> = { bytes: "Bytes", packets: "Packets", flows: "Flows" };
const ICON = "size-4";

const CHART_OPTIONS: readonly { value: Chart; label: string; icon: ReactNode }[] = [
  { value: "bars", label: "Bars", icon: <ChartColumn aria-hidden className={ICON} /> },
  { value: "area", label: "Area", icon: <ChartArea aria-hidden className={ICON} /> },
  { value: "line", label: "Line", icon: <ChartLine aria-hidden className={ICON} /> },
  { value: "table", label: "Table", icon: <Table2 aria-hidden className={ICON} /> },
];

/** The title of the chart; the field's name explains itself. */
function Title({ measure, by, interval }: { measure: Measure; by: string; interval: number | undefined }) {
  return (
    <>
      {MEASURE_LABELS[measure]}
      {by === "none" ? null : (
        <>
          {" by "}
          <FieldName name={by}>{groupingLabel(by).toLowerCase()}</FieldName>
        </>
      )}
      <BucketNote interval={interval} />
    </>
  );
}

/** The time series of the view, with what it measures, how it is split and how it is drawn. */
export function SeriesPanel() {
  const { view, setView } = useView();
  const { params, ready } = useScope();
  const { measure, by, chart } = view;
  const { data, error, isPlaceholderData, refetch } = useQuery({
    ...seriesQuery({
      ...params,
      measure,
      by: by === "none" ? undefined : by,
      limit: MAX_SERIES,
      max_points: MAX_BUCKETS[chart],
    }),
    enabled: ready,
  });
  const covered = useCovered();
  const drawn = useMemo(() => {
    if (!data) return undefined;
    const all = chartData(data, data.by ?? "none");
    return { ...all, partial: partialEdges(all.times, all.interval, covered) };
  }, [data, covered]);
  const before = useBeforeSeries(data);
  return (
    <Panel
      title={<Title measure={measure} by={by} interval={data?.interval} />}
      error={data ? null : error}
      onRetry={() => void refetch()}
      stale={isPlaceholderData}
      minHeight={CHART_HEIGHT + 80}
      bodyClassName="px-2"
      tools={
        <>
          <SegmentedControl
            label="Measure"
            value={measure}
            onChange={(next) => setView({ measure: next })}
            options={MEASURES.map((value) => ({ value, label: MEASURE_LABELS[value] }))}
          />
          <Switch label="Compare" checked={view.compare} onChange={(compare) => setView({ compare })} />
          <GroupingSelect value={by} onChange={(next) => setView({ by: next })} />
          <SegmentedControl
            label="Drawn as"
            value={chart}
            onChange={(next) => setView({ chart: next })}
            options={CHART_OPTIONS}
          />
        </>
      }
    >
      {data && drawn ? (
        <SeriesChart
          data={before ? withBefore(drawn, before.series, before.shift) : drawn}
          by={data.by ?? "none"}
          measure={data.measure}
          chart={chart}
        />
      ) : (
        <Skeleton className="mx-1" style={{ height: CHART_HEIGHT + 68 }} />
      )}
      {view.compare ? <CompareNote /> : null}
    </Panel>
  );
}
