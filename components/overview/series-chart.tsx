"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useCallback, useId, useMemo, useRef } from "react";
import type { ChartData, ChartSeries } from "@/components/charts/chart-data";
import { ChartOverlay } from "@/components/charts/chart-overlay";
import { ChartTooltip } from "@/components/charts/chart-tooltip";
import { CoverageRibbon } from "@/components/charts/coverage-ribbon";
import { coverageStrips } from "@/components/charts/coverage-strips";
import { CHART_HEIGHT } from "@/components/charts/geometry";
import { Legend } from "@/components/charts/legend";
import { SeriesTable } from "@/components/charts/series-table";
import { chartSentence } from "@/components/charts/summary";
import { useWidth } from "@/components/charts/use-width";
import { useByteUnits } from "@/components/providers/preferences";
import { Skeleton } from "@/components/ui";
import { useFilterTerms, useScope, useView, useZone } from "@/components/view";
import { coverageQuery } from "@/lib/api/queries";
import { between, type Chart, formatAxisValue, formatExact, formatSpan, type Measure } from "@/lib/view";
import { MAX_BUCKETS } from "./limits";
import { topTermsOfSeries } from "./top-terms";
import { useChartPicture } from "./use-chart-picture";

// The drawing library is the largest part of the page's script; the figures do not wait for it.
const TimeSeries = dynamic(() => import("@/components/charts/time-series").then((module) => module.TimeSeries), {
  ssr: false,
  loading: () => <Skeleton className="mx-1" style={{ height: CHART_HEIGHT }} />,
});

interface SeriesChartProps {
  data: ChartData;
  by: string;
  measure: Measure;
  chart: Chart;
}

/** Where the log is whole, whatever the filter says: a filter must not make the log look full of holes. */
function Ribbon({ data, zone }: { data: ChartData; zone: string }) {
  const { params, ready } = useScope();
  const { q: _, ...unfiltered } = params;
  const { data: coverage } = useQuery({
    ...coverageQuery({ ...unfiltered, max_points: MAX_BUCKETS.bars }),
    enabled: ready,
  });
  const first = data.times[0];
  const last = data.times.at(-1);
  if (first === undefined || last === undefined) return null;
  if (!coverage) return <Skeleton className="mx-15 h-2" />;
  return <CoverageRibbon strips={coverageStrips(coverage)} from={first} to={last + data.interval} zone={zone} />;
}

/** The drawing with what lies over and under it: pointer, zoom, ribbon, legend, and the same in words. */
export function SeriesChart({ data, by, measure, chart }: SeriesChartProps) {
  const { setView } = useView();
  const { add } = useFilterTerms();
  const zone = useZone();
  const units = useByteUnits();
  const [box, width] = useWidth<HTMLDivElement>();
  const frame = useRef<HTMLElement>(null);
  const summary = useId();
  const sentence = useMemo(() => chartSentence(data, measure, units, zone), [data, measure, units, zone]);
  const formatValue = useCallback((value: number) => formatAxisValue(value, measure, units), [measure, units]);
  useChartPicture(frame, data, by, measure);

  const zoom = (first: number, last: number) => {
    const from = data.times[first];
    const to = data.times[last];
    if (from !== undefined && to !== undefined) setView({ range: between(from, to + data.interval) });
  };
  const describe = (index: number) => {
    const from = data.times[index] ?? 0;
    const parts = data.series.map(({ label, exact }) => `${label} ${formatExact(exact[index] ?? 0)}`);
    return `${formatSpan(from, from + data.interval, zone)}: ${parts.join(", ")} ${measure}`;
  };
  const pick = (series: ChartSeries) => add(topTermsOfSeries(by, series.key), "include");

  return (
    <figure ref={frame} aria-describedby={summary} className="flex flex-col gap-2">
      <figcaption id={summary} className="sr-only">
        {sentence}
      </figcaption>
      <div ref={box} className="relative min-w-0" style={{ height: CHART_HEIGHT }}>
        {chart === "table" ? (
          <SeriesTable data={data} measure={measure} units={units} zone={zone} onZoom={(at) => zoom(at, at)} />
        ) : (
          width > 0 && (
            <>
              <TimeSeries data={data} chart={chart} zone={zone} width={width} formatValue={formatValue} />
              <ChartOverlay
                width={width}
                count={data.times.length}
                label="Buckets of the chart. Arrows move, Shift with arrows selects, Enter zooms in."
                describe={describe}
                onZoom={({ first, last }) => zoom(first, last)}
                tooltip={(index, selection) => (
                  <ChartTooltip data={data} index={index} selection={selection} measure={measure} zone={zone} />
                )}
              />
            </>
          )
        )}
      </div>
      {chart === "table" ? null : <Ribbon data={data} zone={zone} />}
      <Legend series={data.series} measure={measure} units={units} onPick={pick} />
    </figure>
  );
}
