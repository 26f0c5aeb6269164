"use client";

import { Button } from "@/components/ui";
import { useScope, useView, useZone } from "@/components/view";
import { between, formatRange, formatSpan, formatZone } from "@/lib/view";

const RANGES = [
  ["Last hour", "now-1h"],
  ["Last 6 hours", "now-6h"],
  ["Last 24 hours", "now-24h"],
] as const;

/** What of the view is asked: its filter and its range. A range without a beginning cannot be asked, and that is said. */
export function ScopeNote() {
  const { view, setView } = useView();
  const { range, span } = useScope();
  const zone = useZone();
  const open = range.kind !== "between" || range.from === null;
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 text-data">
      <dt className="text-muted">Filter</dt>
      <dd className="figures wrap-anywhere">{view.filter || <span className="font-sans">none: every record</span>}</dd>
      <dt className="text-muted">Range</dt>
      <dd>
        {open ? (
          <div className="space-y-2">
            <p className="text-warning">
              {formatRange(range, zone)} has no beginning, so all that the group keeps would be scanned and billed.
              Choose a range that has one.
            </p>
            <div className="flex flex-wrap gap-1.5">
              {RANGES.map(([label, from]) => (
                <Button key={from} size="small" onClick={() => setView({ range: between(from, "now") })}>
                  {label}
                </Button>
              ))}
            </div>
          </div>
        ) : (
          <>
            {formatRange(range, zone)}
            {span.from !== null && span.to !== null && typeof range.from === "string" ? (
              <span className="figures text-muted">
                {" "}
                {formatSpan(span.from, span.to, zone)} {formatZone(zone, span.from)}
              </span>
            ) : null}
          </>
        )}
      </dd>
    </dl>
  );
}
