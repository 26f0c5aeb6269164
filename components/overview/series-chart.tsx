"use client";

import { useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import type { ChartData, ChartSeries } from "@/components/charts/chart-data";
import { ChartFigure } from "@/components/charts/chart-figure";
import { CoverageRibbon, RIBBON_HEIGHT } from "@/components/charts/coverage-ribbon";
import { coverageStrips } from "@/components/charts/coverage-strips";
import { useByteUnits } from "@/components/providers/preferences";
import { Skeleton } from "@/components/ui";
import { useFilterTerms, useScope, useView, useZone } from "@/components/view";
import { coverageQuery } from "@/lib/api/queries";
import { between, type Chart, type Measure } from "@/lib/view";
import { MAX_BUCKETS } from "./limits";
import { topTermsOfSeries } from "./top-terms";
import { useChartPicture } from "./use-chart-picture";

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
  if (!coverage) {
    return (
      <div style={{ height: RIBBON_HEIGHT }}>
        <Skeleton className="mr-2 ml-15 h-2" />
      </div>
    );
  }
  return <CoverageRibbon strips={coverageStrips(coverage)} from={first} to={last + data.interval} zone={zone} />;
}

/** The drawing of the view's time series. A drag zooms, a click on the legend narrows the filter. */
export function SeriesChart({ data, by, measure, chart }: SeriesChartProps) {
  const { setView } = useView();
  const { add } = useFilterTerms();
  const zone = useZone();
  const units = useByteUnits();
  const frame = useRef<HTMLElement>(null);
  useChartPicture(frame, data, by, measure);
  return (
    <ChartFigure
      frame={frame}
      data={data}
      measure={measure}
      chart={chart}
      zone={zone}
      units={units}
      onZoom={(from, to) => setView({ range: between(from, to) })}
      onPick={(series: ChartSeries) => add(topTermsOfSeries(by, series.key), "include")}
      ribbon={<Ribbon data={data} zone={zone} />}
    />
  );
}
