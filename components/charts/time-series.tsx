"use client";

import { memo, useId, useMemo } from "react";
import { Area, Bar, CartesianGrid, ComposedChart, Line, XAxis, YAxis } from "recharts";
import type { Chart } from "@/lib/view";
import { formatTick } from "@/lib/view";
import { BEFORE_ID, type ChartData, chartRows } from "./chart-data";
import { CHART_HEIGHT, PLOT } from "./geometry";
import { timeTicks, valueTicks } from "./ticks";

export interface TimeSeriesProps {
  data: ChartData;
  chart: Exclude<Chart, "table">;
  /** The IANA zone of the time axis. */
  zone: string;
  /** Pixels of the whole drawing. */
  width: number;
  height?: number;
  /** Of the units on the value axis. */
  base: 1000 | 1024;
  /** Writes the value axis. */
  formatValue: (value: number) => string;
}

const TICK = { fontSize: 11, fill: "var(--text-faint)", fontFamily: "var(--font-mono)" } as const;
const TICK_ROOM = 84;
/** Half the width of a character at the axis, in pixels. */
const HALF_CHARACTER = 3.4;

/**
 * Bars, areas or lines over evenly spaced buckets. It draws what it gets: hovering, zooming and the keyboard
 * belong to what lies over it, so that moving the pointer never draws the chart again.
 */
export const TimeSeries = memo(function TimeSeries(props: TimeSeriesProps) {
  const { data, chart, zone, width, height = CHART_HEIGHT, base, formatValue } = props;
  const id = useId();
  const rows = useMemo(() => chartRows(data), [data]);
  const ticks = useMemo(() => {
    const room = Math.floor((width - PLOT.left - PLOT.right) / TICK_ROOM);
    return timeTicks(data.times, data.interval, zone, room);
  }, [data, zone, width]);
  const marks = useMemo(() => valueTicks(largestOf(data, chart), base), [data, chart, base]);
  const fillOf = (index: number) => {
    const series = data.series[index];
    return series?.hatched ? `url(#${id}-hatch)` : series?.color;
  };
  return (
    <ComposedChart
      data={rows}
      width={width}
      height={height}
      margin={{ left: 0, right: PLOT.right, top: PLOT.top, bottom: 0 }}
      accessibilityLayer={false}
      barCategoryGap={width / rows.length < 6 ? 0 : "14%"}
      aria-hidden="true"
    >
      <defs>
        <pattern id={`${id}-hatch`} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="5" height="5" fill="var(--reject)" />
          <rect width="1.6" height="5" fill="var(--hatch)" />
        </pattern>
      </defs>
      <CartesianGrid vertical={false} stroke="var(--line)" />
      <XAxis
        dataKey="t"
        scale="band"
        height={PLOT.bottom}
        ticks={[...ticks.times]}
        interval={0}
        tick={({ x, y, index, payload }) => {
          const label = formatTick(payload.value, zone, ticks.step, ticks.times[index - 1]);
          // At the right edge a label ends with the drawing, in place of being cut.
          const most = width - label.length * HALF_CHARACTER;
          return (
            <text {...TICK} x={Math.min(Number(x), most)} y={y} dy="0.71em" textAnchor="middle">
              {label}
            </text>
          );
        }}
        tickLine={{ stroke: "var(--line-strong)" }}
        tickSize={4}
        tickMargin={4}
        axisLine={{ stroke: "var(--line-strong)" }}
      />
      <YAxis
        width={PLOT.left}
        tickFormatter={formatValue}
        tick={TICK}
        ticks={marks}
        interval={0}
        tickLine={false}
        axisLine={false}
        domain={[0, marks.at(-1) ?? 1]}
      />
      {data.series.map((series, index) => {
        const common = { key: series.id, dataKey: series.id, isAnimationActive: false } as const;
        const { key, ...rest } = common;
        if (chart === "bars") {
          return (
            <Bar key={key} {...rest} stackId="all" fill={fillOf(index)} minPointSize={series.hatched ? sliver : 0} />
          );
        }
        if (chart === "area") {
          return (
            <Area
              key={key}
              {...rest}
              type="linear"
              stackId="all"
              stroke={series.color}
              // A small band on top of a large one: its line lets that of the large one show through.
              strokeDasharray={series.hatched ? "2 4" : undefined}
              strokeWidth={1.5}
              fill={fillOf(index)}
              fillOpacity={series.hatched ? 0.85 : 0.4}
              dot={false}
              activeDot={false}
            />
          );
        }
        return (
          <Line
            key={key}
            {...rest}
            type="linear"
            stroke={series.color}
            strokeWidth={1.75}
            strokeDasharray={series.dash}
            dot={false}
            activeDot={false}
          />
        );
      })}
      {data.before ? (
        <Line
          dataKey={BEFORE_ID}
          isAnimationActive={false}
          type="linear"
          stroke="var(--text-muted)"
          strokeWidth={1.25}
          strokeDasharray="4 3"
          dot={false}
          activeDot={false}
        />
      ) : null}
    </ComposedChart>
  );
});

/** The highest point of the drawing: of a stack for bars and areas, of one series for lines. */
function largestOf(data: ChartData, chart: TimeSeriesProps["chart"]): number {
  const drawn = chart === "line" ? data.series.flatMap(({ values }) => values) : data.sums;
  return [...drawn, ...(data.before?.values ?? [])].reduce((most, value) => Math.max(most, value), 0);
}

// A refused flow of 40 bytes beside gigabytes still shows: never less than 2 px where there is one.
const sliver = (value: number | string | undefined | null): number => (Number(value ?? 0) > 0 ? 2 : 0);
