import { memo, useId } from "react";
import type { ChartData } from "@/components/charts/chart-data";
import { bucketEdge, PLOT } from "@/components/charts/geometry";
import { timeTicks } from "@/components/charts/ticks";
import { formatCount, formatTick } from "@/lib/view";

/** Height of the histogram with its time axis, px. */
export const HISTOGRAM_HEIGHT = 96;

/** A lone bucket is no wall. */
const WIDEST = 64;

/** Room that the label of a tick needs, px. */
const TICK_ROOM = 96;

/** Half the width of a character of it, px. */
const HALF_CHARACTER = 3.4;

interface HistogramBarsProps {
  data: ChartData;
  width: number;
  zone: string;
}

interface Bar {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly fill: string;
}

/** Stacks the bars of one bucket from the bottom; what is there is never less than a pixel high. */
function barsOf(data: ChartData, index: number, width: number, highest: number, hatch: string): Bar[] {
  const start = bucketEdge(index, width, data.times.length);
  const room = bucketEdge(index + 1, width, data.times.length) - start;
  const wide = Math.min(WIDEST, Math.max(0.5, room - (room > 4 ? 1 : 0)));
  const left = start + (room - wide) / 2;
  const plot = HISTOGRAM_HEIGHT - PLOT.top - PLOT.bottom;
  let bottom = HISTOGRAM_HEIGHT - PLOT.bottom;
  return data.series.flatMap((series) => {
    const value = series.values[index] ?? 0;
    if (value <= 0) return [];
    const height = Math.max(series.hatched ? 2 : 1, (value / highest) * plot);
    bottom -= height;
    return [
      {
        x: left,
        y: bottom,
        width: wide,
        height,
        fill: series.hatched ? hatch : series.color,
      },
    ];
  });
}

/** Stacked bars over time in plain SVG: small enough that no charting library has to be loaded for them. */
export const HistogramBars = memo(function HistogramBars({ data, width, zone }: HistogramBarsProps) {
  const id = useId();
  const highest = data.sums.reduce((most, sum) => Math.max(most, sum), 1);
  const inner = width - PLOT.left - PLOT.right;
  const ticks = timeTicks(data.times, data.interval, zone, Math.floor(inner / TICK_ROOM));
  const base = HISTOGRAM_HEIGHT - PLOT.bottom;
  const bars = data.times.flatMap((_, index) => barsOf(data, index, width, highest, `url(#${id}-hatch)`));
  return (
    <svg aria-hidden="true" width={width} height={HISTOGRAM_HEIGHT} className="block">
      <defs>
        <pattern id={`${id}-hatch`} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="5" height="5" fill="var(--reject)" />
          <rect width="1.6" height="5" fill="var(--hatch)" />
        </pattern>
      </defs>
      <line x1={PLOT.left} x2={width - PLOT.right} y1={PLOT.top + 0.5} y2={PLOT.top + 0.5} stroke="var(--line)" />
      {bars.map((bar) => (
        <rect key={`${bar.x} ${bar.y}`} {...bar} />
      ))}
      <line x1={PLOT.left} x2={width - PLOT.right} y1={base + 0.5} y2={base + 0.5} stroke="var(--line-strong)" />
      <g className="figures" fontSize="11" fill="var(--text-faint)">
        <text x={PLOT.left - 8} y={PLOT.top + 8} textAnchor="end">
          {formatCount(highest)}
        </text>
        {ticks.times.map((time, index) => {
          const label = formatTick(time, zone, ticks.step, ticks.times[index - 1]);
          const half = label.length * HALF_CHARACTER;
          const place = bucketEdge(data.times.indexOf(time), width, data.times.length);
          return (
            <text
              key={time}
              x={Math.min(width - half, Math.max(half, place))}
              y={HISTOGRAM_HEIGHT - 7}
              textAnchor="middle"
            >
              {label}
            </text>
          );
        })}
      </g>
    </svg>
  );
});
