"use client";

import {
  formatBitRate,
  formatDuration,
  formatExact,
  formatRate,
  formatSpan,
  formatZone,
  type Measure,
} from "@/lib/view";
import type { ChartData } from "./chart-data";
import type { Selection } from "./chart-overlay";
import { isPartial } from "./partial";
import { Swatch } from "./swatch";

interface ChartTooltipProps {
  data: ChartData;
  index: number;
  selection: Selection | null;
  measure: Measure;
  zone: string;
}

/** The exact figures of a bucket, or of the buckets that are selected, with the rate. */
export function ChartTooltip({ data, index, selection, measure, zone }: ChartTooltipProps) {
  const { first, last } = selection ?? { first: index, last: index };
  const from = data.times[first] ?? 0;
  const to = (data.times[last] ?? from) + data.interval;
  const rows = data.series.map((series) => ({
    series,
    // One bucket shows the exact figure as it came; a selection is summed.
    value:
      first === last ? (series.exact[first] ?? 0) : series.values.slice(first, last + 1).reduce((a, b) => a + b, 0),
  }));
  const total = data.sums.slice(first, last + 1).reduce((sum, value) => sum + value, 0);
  const before = (data.before?.values ?? []).slice(first, last + 1).reduce((sum, value) => sum + value, 0);
  const cut = [first, last].some((at) => isPartial(at, data.times.length, data.partial));
  return (
    <div className="whitespace-nowrap rounded-control border border-line-strong bg-raised px-2.5 py-2 text-label text-text">
      <p className="figures mb-1">
        {formatSpan(from, to, zone)} <span className="text-faint">{formatZone(zone, from)}</span>
      </p>
      <table className="figures w-full">
        <tbody>
          {rows
            .filter(({ value }) => rows.length <= 4 || Number(value) > 0)
            .map(({ series, value }) => (
              <tr key={series.id}>
                <th scope="row" className="pr-4 text-left font-normal">
                  <Swatch color={series.color} hatched={series.hatched} /> {series.label}
                </th>
                <td className="text-right">{formatExact(value)}</td>
              </tr>
            ))}
          <tr className="border-t">
            <th scope="row" className="pt-0.5 pr-4 text-left font-normal text-muted">
              {measure} in {formatDuration(to - from)}
            </th>
            <td className="pt-0.5 text-right">{formatExact(total)}</td>
          </tr>
          {data.before ? (
            <tr>
              <th scope="row" className="pr-4 text-left font-normal text-muted">
                {data.before.label}
              </th>
              <td className="text-right text-muted">{formatExact(before)}</td>
            </tr>
          ) : null}
        </tbody>
      </table>
      {cut ? (
        <p className="text-muted">Part of this is outside the range</p>
      ) : (
        <p className="figures text-right text-faint">
          {measure === "bytes" ? formatBitRate(total, to - from) : formatRate(total, to - from)}
        </p>
      )}
    </div>
  );
}
