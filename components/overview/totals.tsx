"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { partialEdges } from "@/components/charts/partial";
import { Sparkline } from "@/components/charts/sparkline";
import { ChangeMark } from "@/components/compare/change-mark";
import { useBefore } from "@/components/compare/use-before";
import { useByteUnits } from "@/components/providers/preferences";
import { useCovered, useScope, useView } from "@/components/view";
import type { Series } from "@/lib/api/contract/series";
import { seriesQuery, summaryQuery, topQuery } from "@/lib/api/queries";
import { formatExact, formatMeasure, formatMeasureExact, formatShare, type Measure, toNumber } from "@/lib/view";
import { SPARK_BUCKETS, TOP_ROWS } from "./limits";
import { TotalTile } from "./total-tile";

const LABELS: Record<Measure, string> = { bytes: "Bytes", packets: "Packets", flows: "Flows" };

/** A bucket's sum over all series. */
const sums = (answer: Series | undefined): number[] =>
  (answer?.series[0]?.points ?? []).map((_, at) =>
    (answer?.series ?? []).reduce((sum, { points }) => sum + toNumber(points[at]?.[1] ?? 0), 0),
  );

/** A bucket's share of rejected flows. */
const rejectedShares = (answer: Series | undefined): number[] => {
  const rejected = answer?.series.find(({ key }) => key === "REJECT")?.points;
  return sums(answer).map((total, at) => (total > 0 ? toNumber(rejected?.[at]?.[1] ?? 0) / total : 0));
};

/** The series of a sparkline, by whole buckets alone: a cut one at an edge would look like a fall of traffic. */
function useSpark(measure: Measure, by?: string): Series | undefined {
  const { params, ready } = useScope();
  const covered = useCovered();
  const query = seriesQuery({ ...params, measure, by, max_points: SPARK_BUCKETS });
  const { data } = useQuery({ ...query, enabled: ready });
  return useMemo(() => {
    if (!data) return undefined;
    const times = data.series[0]?.points.map(([time]) => time) ?? [];
    const cut = partialEdges(times, data.interval, covered);
    const inner = <Point,>(points: readonly Point[]) =>
      points.slice(cut.first ? 1 : 0, cut.last ? points.length - 1 : points.length);
    return { ...data, series: data.series.map((line) => ({ ...line, points: inner(line.points) })) };
  }, [data, covered]);
}

/** How much the largest talkers hold of all, as a bar: what a curve could not say about a count of addresses. */
function Concentration({ ratio }: { ratio: number }) {
  return (
    <span className="flex h-7 items-end px-3 pb-2">
      <span className="block h-1 w-full overflow-hidden rounded-full bg-line-strong">
        <span className="data-colour block h-full bg-unknown" style={{ width: `${Math.min(100, ratio * 100)}%` }} />
      </span>
    </span>
  );
}

function Talkers({ className }: { className?: string }) {
  const { params, ready } = useScope();
  const { view, setView } = useView();
  const measure = view.measure;
  const { data, error, isPlaceholderData } = useQuery({
    ...topQuery({ ...params, by: "addr", measure, limit: TOP_ROWS }),
    enabled: ready,
  });
  const count = data ? data.rows.length + toNumber(data.other.groups ?? 0) : undefined;
  const listed = data?.rows.reduce((sum, row) => sum + toNumber(row[measure]), 0) ?? 0;
  // Each record counts under both of its addresses.
  const all = 2 * toNumber(data?.total[measure] ?? 0);
  return (
    <TotalTile
      label="Talkers"
      figure={count === undefined ? undefined : formatExact(count)}
      note={count && count > TOP_ROWS ? `top ${TOP_ROWS}: ${formatShare(listed, all)}` : "addresses"}
      error={error && !data ? "could not be loaded" : undefined}
      stale={isPlaceholderData}
      pressed={view.by === "addr"}
      action="Split the chart by address"
      onClick={() => setView({ by: view.by === "addr" ? "action" : "addr" })}
      className={className}
    >
      {data && all > 0 ? <Concentration ratio={listed / all} /> : null}
    </TotalTile>
  );
}

/** The totals of the view: bytes, packets, flows, what was rejected of them, and how many talk. */
export function Totals() {
  const { params, ready } = useScope();
  const { view, setView } = useView();
  const units = useByteUnits();
  const { data, error, isPlaceholderData } = useQuery({ ...summaryQuery(params), enabled: ready });
  const period = useBefore();
  const earlier = useQuery({ ...summaryQuery(period.params ?? {}), enabled: period.params !== undefined });
  const before = period.params && !earlier.isPlaceholderData ? earlier.data : undefined;
  const flows = useSpark("flows", "action");
  const sparks: Record<Measure, number[]> = {
    bytes: sums(useSpark("bytes")),
    packets: sums(useSpark("packets")),
    flows: sums(flows),
  };
  const failed = error && !data ? "could not be loaded" : undefined;
  const rejected = data && formatShare(data.reject.flows, data.flows);
  return (
    <section
      aria-label="Totals"
      className="hairline-panel grid grid-cols-2 gap-px overflow-hidden bg-line sm:grid-cols-3 lg:grid-cols-5"
    >
      {(["bytes", "packets", "flows"] as const).map((measure) => (
        <TotalTile
          key={measure}
          label={LABELS[measure]}
          figure={data && formatMeasure(data[measure], measure, units)}
          exact={data && formatMeasureExact(data[measure], measure)}
          atLeast={data?.at_least}
          stale={isPlaceholderData}
          tall={view.compare}
          change={
            data &&
            before && (
              <ChangeMark
                now={data[measure]}
                before={before[measure]}
                title={`${formatMeasureExact(before[measure], measure)} in the period before`}
              />
            )
          }
          error={failed}
          pressed={view.measure === measure}
          action={`Show ${measure} in the chart`}
          onClick={() => setView({ measure })}
        >
          <Sparkline values={sparks[measure]} color="var(--unknown)" />
        </TotalTile>
      ))}
      <TotalTile
        label="Rejected"
        figure={rejected}
        exact={data && `${formatMeasureExact(data.reject.flows, "flows")} of ${formatExact(data.flows)}`}
        note={
          data && (
            <>
              {formatMeasure(data.reject.flows, "flows")} flows{" "}
              <ChangeMark
                now={data.reject.flows}
                before={before?.reject.flows}
                title={before && `${formatMeasureExact(before.reject.flows, "flows")} rejected in the period before`}
              />
            </>
          )
        }
        stale={isPlaceholderData}
        tall={view.compare}
        error={failed}
        action="Show flows by action in the chart"
        onClick={() => setView({ measure: "flows", by: "action" })}
      >
        <Sparkline values={rejectedShares(flows)} color="var(--reject)" />
      </TotalTile>
      <Talkers className="max-sm:col-span-2 sm:max-lg:col-span-2" />
    </section>
  );
}
