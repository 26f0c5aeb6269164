import type { Finding } from "@/lib/api/contract";
import { formatBytes, formatExact } from "@/lib/view";

type Why = Finding["why"];

/** A number in the unit that was measured. */
export function inUnit(value: number, unit: string): string {
  if (unit === "bytes") return formatBytes(value);
  const rounded = Math.round(value * 10) / 10;
  return `${formatExact(rounded)} ${rounded === 1 && unit !== "bytes per packet" ? unit.replace(/s$/, "") : unit}`;
}

interface Row {
  readonly label: string;
  readonly value: number;
  readonly className: string;
}

/** What was measured, what it had to exceed, and what is usual: three bars on one scale. */
export function WhyBars({ why }: { why: Why }) {
  const rows: Row[] = [
    { label: "Measured", value: why.measured, className: "bg-accent-fill" },
    { label: "Threshold", value: why.threshold, className: "bg-unknown" },
    ...(why.baseline === undefined
      ? []
      : [{ label: "Usual (median)", value: why.baseline, className: "bg-line-strong" }]),
  ];
  const largest = Math.max(...rows.map(({ value }) => value), 1);
  return (
    <dl className="grid grid-cols-[auto_minmax(60px,1fr)_auto] items-center gap-x-3 gap-y-1 text-label">
      {rows.map(({ label, value, className }) => (
        <div key={label} className="contents">
          <dt className="text-muted">{label}</dt>
          <dd aria-hidden className="h-2 rounded-[2px] bg-sunken">
            <span
              style={{ width: `max(${value > 0 ? 2 : 0}px, ${(100 * value) / largest}%)` }}
              className={`block h-full rounded-[2px] ${className}`}
            />
          </dd>
          <dd className="figures text-right">{inUnit(value, why.unit)}</dd>
        </div>
      ))}
    </dl>
  );
}
