"use client";

import { keyLabel } from "@/components/charts/key-label";
import { useByteUnits } from "@/components/providers/preferences";
import { useFilterTerms } from "@/components/view";
import type { Insights } from "@/lib/api/contract";
import {
  type Count,
  columnFormat,
  formatExact,
  formatMeasureExact,
  formatShare,
  type Measure,
  toNumber,
} from "@/lib/view";
import { TOP_FIELDS } from "./question";

/** The words for a field, in a sentence. */
export const fieldLabel = (by: string): string => TOP_FIELDS.find(({ key }) => key === by)?.label.toLowerCase() ?? by;

interface TopListProps {
  top: Insights["top"];
  measure: Measure;
  /** The total of the measure. */
  whole: Count;
}

/** The keys with the most: name, bar in proportion, figure, share. A click narrows the view's filter. */
export function TopList({ top: { by, rows }, measure, whole }: TopListProps) {
  const { add } = useFilterTerms();
  const units = useByteUnits();
  const largest = toNumber(rows[0]?.[measure] ?? 0);
  const format = columnFormat(largest, measure, units);
  return (
    <ol>
      {rows.map((row) => {
        const key = row.key === "" || row.key === "-" ? null : row.key;
        const name = keyLabel(by, key);
        return (
          <li key={row.key} className="-mx-1.5 rounded px-1.5 pt-1 pb-1.5 hover:bg-hover">
            <div className="flex items-start gap-3">
              <button
                type="button"
                onClick={() => add([[by, key]], "include")}
                title={`Only ${name}`}
                className="figures min-w-0 grow truncate text-left text-data hover:underline"
              >
                {name}
              </button>
              <span
                className="figures shrink-0 text-right text-data"
                title={`${formatMeasureExact(row[measure], measure)}, ${formatExact(row.flows)} flows`}
              >
                {format.figure(row[measure])}
                {format.unit ? <span className="text-muted"> {format.unit}</span> : null}
              </span>
              <span className="figures w-14 shrink-0 text-right text-data text-muted">
                {formatShare(row[measure], whole)}
              </span>
            </div>
            <span aria-hidden className="mt-0.5 flex h-1 overflow-hidden rounded-[2px] bg-sunken">
              <span
                className="h-full bg-accept"
                style={{ width: `${(100 * toNumber(row[measure])) / Math.max(1, largest)}%` }}
              />
            </span>
          </li>
        );
      })}
    </ol>
  );
}
