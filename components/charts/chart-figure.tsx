"use client";

import dynamic from "next/dynamic";
import { type ReactNode, type RefObject, useCallback, useId, useMemo } from "react";
import { patient, Skeleton } from "@/components/ui";
import { type ByteUnits, type Chart, formatAxisValue, formatExact, formatSpan, type Measure } from "@/lib/view";
import type { ChartData, ChartSeries } from "./chart-data";
import { ChartOverlay } from "./chart-overlay";
import { ChartTooltip } from "./chart-tooltip";
import { CHART_HEIGHT } from "./geometry";
import { Legend } from "./legend";
import { isPartial } from "./partial";
import { PartialVeil } from "./partial-veil";
import { chartSentence } from "./summary";
import { useWidth } from "./use-width";

// The drawing library is the largest part of the page's script; the figures do not wait for it.
const TimeSeries = dynamic(
  patient(() => import("./time-series").then((module) => module.TimeSeries)),
  {
    ssr: false,
    loading: () => <Skeleton className="mx-1" style={{ height: CHART_HEIGHT }} />,
  },
);

const SeriesTable = dynamic(
  patient(() => import("./series-table").then((module) => module.SeriesTable)),
  {
    loading: () => <Skeleton className="mx-1" style={{ height: CHART_HEIGHT }} />,
  },
);

interface ChartFigureProps {
  data: ChartData;
  measure: Measure;
  chart: Chart;
  /** The IANA zone of the time axis. */
  zone: string;
  units: ByteUnits;
  /** Asks for a narrower range, in epoch seconds. */
  onZoom: (from: number, to: number) => void;
  /** Narrows the view to a series. */
  onPick: (series: ChartSeries) => void;
  /** Stands under the drawing, above the legend; not under the table. */
  ribbon?: ReactNode;
  frame?: RefObject<HTMLElement | null>;
}

/** A time series with what lies over and under it: pointer, zoom, ribbon, legend, and the same in words. */
export function ChartFigure(props: ChartFigureProps) {
  const { data, measure, chart, zone, units, onZoom, onPick, ribbon, frame } = props;
  const [box, width] = useWidth<HTMLDivElement>();
  const summary = useId();
  const sentence = useMemo(() => chartSentence(data, measure, units, zone), [data, measure, units, zone]);
  const formatValue = useCallback((value: number) => formatAxisValue(value, measure, units), [measure, units]);

  const zoom = (first: number, last: number) => {
    const from = data.times[first];
    const to = data.times[last];
    if (from !== undefined && to !== undefined) onZoom(from, to + data.interval);
  };
  const describe = (index: number) => {
    const from = data.times[index] ?? 0;
    const parts = data.series.map(({ label, exact }) => `${label} ${formatExact(exact[index] ?? 0)}`);
    const before = data.before ? [`${data.before.label} ${formatExact(data.before.values[index] ?? 0)}`] : [];
    return `${formatSpan(from, from + data.interval, zone)}: ${[...parts, ...before].join(", ")} ${measure}${
      isPartial(index, data.times.length, data.partial) ? ", in a part of the bucket" : ""
    }`;
  };

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
              <TimeSeries
                data={data}
                chart={chart}
                zone={zone}
                width={width}
                base={measure === "bytes" && units === "iec" ? 1024 : 1000}
                formatValue={formatValue}
              />
              <PartialVeil edges={data.partial} width={width} count={data.times.length} />
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
      {chart === "table" ? null : ribbon}
      <Legend series={data.series} before={data.before} measure={measure} units={units} onPick={onPick} />
    </figure>
  );
}
