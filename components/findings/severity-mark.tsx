import { cx } from "@/components/ui";
import type { Severity } from "@/lib/api/contract";

/** The word of each severity, and its colours. The number of bars says it as well. */
export const SEVERITY_WORDS: Readonly<Record<Severity, { label: string; bars: number; colour: string; text: string }>> =
  {
    high: { label: "High", bars: 4, colour: "bg-danger", text: "text-danger" },
    medium: { label: "Medium", bars: 3, colour: "bg-warning", text: "text-warning" },
    low: { label: "Low", bars: 2, colour: "bg-accent", text: "text-text" },
    info: { label: "Info", bars: 1, colour: "bg-unknown", text: "text-muted" },
  };

const BARS = [1, 2, 3, 4];

/** How much a finding matters: rising bars, and the word. */
export function SeverityMark({ severity, className }: { severity: Severity; className?: string }) {
  const { label, bars, colour, text } = SEVERITY_WORDS[severity];
  return (
    <span className={cx("inline-flex items-center gap-2 text-label", text, className)}>
      <span aria-hidden className="inline-flex h-3.5 items-end gap-px">
        {BARS.map((bar) => (
          <span
            key={bar}
            style={{ height: `${bar * 25}%` }}
            className={cx("data-colour w-[3px] rounded-[1px]", bar <= bars ? colour : "bg-line")}
          />
        ))}
      </span>
      {label}
    </span>
  );
}
