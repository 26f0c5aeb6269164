"use client";

import {
  type ByteUnits,
  type ColumnFormat,
  columnFormat,
  formatDuration,
  formatExact,
  formatTime,
  formatZone,
  type Measure,
} from "@/lib/view";
import type { ChartData } from "./chart-data";
import { CHART_HEIGHT } from "./geometry";
import { Swatch } from "./swatch";

interface SeriesTableProps {
  data: ChartData;
  measure: Measure;
  units: ByteUnits;
  zone: string;
  onZoom: (first: number) => void;
}

/** After a column's name: the unit of all its figures. */
const unitOf = ({ unit }: ColumnFormat): string => (unit ? `, ${unit}` : "");

/** The same figures as a table: a row a bucket, newest first, each column in one unit. */
export function SeriesTable({ data, measure, units, zone, onZoom }: SeriesTableProps) {
  const formatOf = (values: readonly number[]) => columnFormat(Math.max(0, ...values), measure, units);
  const whole = formatOf(data.sums);
  // One series alone is its own sum.
  const columns = (data.series.length > 1 ? data.series : []).map((series) => ({
    series,
    format: formatOf(series.values),
  }));
  const order = data.times.map((_, at) => data.times.length - 1 - at);
  return (
    <section aria-label="Figures by bucket" className="overflow-auto" style={{ height: CHART_HEIGHT }}>
      <table className="w-full text-data">
        <caption className="sr-only">
          {measure} in buckets of {formatDuration(data.interval)}
        </caption>
        <thead className="sticky top-0 bg-surface text-left text-faint text-label">
          <tr>
            <th scope="col" className="py-1 pr-4 font-normal">
              Start, {formatZone(zone, data.times[0] ?? 0)}
            </th>
            {columns.map(({ series, format }) => (
              <th key={series.id} scope="col" className="px-2 py-1 text-right font-normal">
                <Swatch color={series.color} hatched={series.hatched} /> {series.label}
                {unitOf(format)}
              </th>
            ))}
            <th scope="col" className="py-1 pl-2 text-right font-normal">
              All{unitOf(whole)}
            </th>
            {data.before ? (
              <th scope="col" className="py-1 pl-2 text-right font-normal">
                {data.before.label}
                {unitOf(whole)}
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody className="figures">
          {order.map((at) => (
            <tr key={data.times[at]} className="border-t hover:bg-hover">
              <th scope="row" className="whitespace-nowrap py-0.5 pr-4 text-left font-normal">
                <button
                  type="button"
                  title="Zoom into this bucket"
                  onClick={() => onZoom(at)}
                  className="hover:underline"
                >
                  {formatTime(data.times[at] ?? 0, zone)}
                </button>
              </th>
              {columns.map(({ series, format }) => (
                <td key={series.id} className="px-2 py-0.5 text-right" title={formatExact(series.exact[at] ?? 0)}>
                  {format.figure(series.exact[at] ?? 0)}
                </td>
              ))}
              <td className="py-0.5 pl-2 text-right" title={formatExact(data.sums[at] ?? 0)}>
                {whole.figure(data.sums[at] ?? 0)}
              </td>
              {data.before ? (
                <td className="py-0.5 pl-2 text-right text-muted" title={formatExact(data.before.values[at] ?? 0)}>
                  {whole.figure(data.before.values[at] ?? 0)}
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
