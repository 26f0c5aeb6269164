"use client";

import { type ByteUnits, formatMeasure, formatMeasureExact, type Measure } from "@/lib/view";
import type { BeforeLine, ChartSeries } from "./chart-data";
import { Swatch } from "./swatch";

interface LegendProps {
  series: readonly ChartSeries[];
  before?: BeforeLine;
  measure: Measure;
  units: ByteUnits;
  /** Narrows the view to a series. */
  onPick: (series: ChartSeries) => void;
}

const ROW = "inline-flex h-6 max-w-full items-center gap-1.5 rounded px-1.5 text-label";

/** The series with their totals. A click narrows the view to one; what stands for no single value cannot be clicked. */
export function Legend({ series, before, measure, units, onPick }: LegendProps) {
  return (
    <ul className="flex flex-wrap gap-x-1 gap-y-0.5 sm:pl-13.5" aria-label="Series">
      {series.map((one) => {
        const figure = formatMeasure(one.total, measure, units);
        const content = (
          <>
            <Swatch color={one.color} hatched={one.hatched} />
            <span className="figures truncate">{one.label}</span>
            {one.label === "-" ? <span className="text-muted">no value</span> : null}
            <span className="figures text-faint">{figure}</span>
          </>
        );
        return (
          <li key={one.id} className="min-w-0">
            {one.whole ? (
              <span className={`${ROW} text-muted`}>{content}</span>
            ) : (
              <button
                type="button"
                onClick={() => onPick(one)}
                title={`Show only ${one.label}: ${formatMeasureExact(one.total, measure)}`}
                className={`${ROW} hover:bg-hover`}
              >
                {content}
              </button>
            )}
          </li>
        );
      })}
      {before ? (
        <li className={`${ROW} text-muted`}>
          <svg viewBox="0 0 14 2" aria-hidden="true" className="h-0.5 w-3.5 shrink-0">
            <line x1="0" y1="1" x2="14" y2="1" stroke="currentColor" strokeWidth="1.5" strokeDasharray="4 2" />
          </svg>
          {before.label}
          <span className="figures text-faint">{formatMeasure(before.total, measure, units)}</span>
        </li>
      ) : null}
    </ul>
  );
}
