import { cx } from "@/components/ui";

interface ProgressBarProps {
  /** What makes progress, for screen readers. */
  label: string;
  /** 0 to 1; undefined while the end is not known. */
  share: number | undefined;
  className?: string;
}

/** A thin bar that fills from the left; while the end is unknown, a part of it pulses. */
export function ProgressBar({ label, share, className }: ProgressBarProps) {
  const percent = share === undefined ? undefined : Math.round(share * 1000) / 10;
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      className={cx("h-1 overflow-hidden rounded-full bg-line", className)}
    >
      <div
        className={cx("h-full rounded-full bg-accent", share === undefined && "w-1/3 animate-pulse")}
        style={percent === undefined ? undefined : { width: `${percent}%` }}
      />
    </div>
  );
}
