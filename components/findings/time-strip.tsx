import { formatSpan } from "@/lib/view";

interface TimeStripProps {
  from: number;
  to: number;
  /** The range that the strip stands for. */
  span: { readonly from: number; readonly to: number };
  zone: string;
  dimmed?: boolean;
}

const percent = (value: number) => `${Math.min(100, Math.max(0, value * 100))}%`;

/** Where in the range a finding lies, as a mark on a line. At least three pixels wide, so that a moment is seen too. */
export function TimeStrip({ from, to, span, zone, dimmed }: TimeStripProps) {
  const width = Math.max(1, span.to - span.from);
  const left = (from - span.from) / width;
  const length = (Math.min(to, span.to) - Math.max(from, span.from)) / width;
  return (
    <span
      role="img"
      aria-label={`From ${formatSpan(from, to, zone)}`}
      title={formatSpan(from, to, zone)}
      className="relative block h-4 w-full"
    >
      <span className="absolute inset-x-0 top-[7px] h-px bg-line-strong" />
      <span
        style={{ left: `min(${percent(left)}, calc(100% - 3px))`, width: `max(3px, ${percent(length)})` }}
        className={
          dimmed
            ? "data-colour absolute top-1 h-2 rounded-[2px] bg-unknown"
            : "data-colour absolute top-1 h-2 rounded-[2px] bg-accent-fill"
        }
      />
    </span>
  );
}
