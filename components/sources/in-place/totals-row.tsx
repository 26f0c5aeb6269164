"use client";

import type { ReactNode } from "react";
import { useByteUnits } from "@/components/providers/preferences";
import { cx } from "@/components/ui";
import type { Insights } from "@/lib/api/contract";
import { formatBytes, formatExact, formatMeasure, formatMeasureExact, formatShare } from "@/lib/view";

interface TileProps {
  label: string;
  title: string;
  note?: string;
  className?: string;
  children: ReactNode;
}

function Tile({ label, title, note, className, children }: TileProps) {
  return (
    <div className={cx("min-w-0 bg-surface px-3 pt-2 pb-2.5", className)} title={title}>
      <dt className="text-label text-muted">{label}</dt>
      <dd className="figures font-medium text-[20px] leading-7 tracking-tight">{children}</dd>
      {note ? <dd className="figures text-label text-muted">{note}</dd> : null}
    </div>
  );
}

/** The totals, and what asking for them cost. */
export function TotalsRow({ answer }: { answer: Insights }) {
  const units = useByteUnits();
  const { totals } = answer;
  return (
    <dl
      aria-label="Totals"
      className="hairline-panel grid grid-cols-2 gap-px overflow-hidden bg-line sm:grid-cols-3 lg:grid-cols-5"
    >
      {(["bytes", "packets", "flows"] as const).map((measure) => (
        <Tile
          key={measure}
          label={{ bytes: "Bytes", packets: "Packets", flows: "Flows" }[measure]}
          title={formatMeasureExact(totals[measure], measure)}
        >
          {formatMeasure(totals[measure], measure, units)}
        </Tile>
      ))}
      <Tile
        label="Rejected"
        title={`${formatMeasureExact(totals.reject.flows, "flows")} of ${formatExact(totals.flows)}`}
        note={`${formatMeasure(totals.reject.flows, "flows", units)} flows`}
      >
        {formatShare(totals.reject.flows, totals.flows)}
      </Tile>
      <Tile
        className="max-lg:col-span-2"
        label="Scanned, which AWS bills"
        title={`${formatExact(answer.bytes_scanned)} bytes`}
        note={`${formatExact(answer.records_matched)} of ${formatExact(answer.records_scanned)} events matched`}
      >
        {formatBytes(answer.bytes_scanned, units)}
      </Tile>
    </dl>
  );
}
