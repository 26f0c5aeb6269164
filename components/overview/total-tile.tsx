"use client";

import type { ReactNode } from "react";
import { cx, Skeleton } from "@/components/ui";

interface TotalTileProps {
  label: string;
  /** Three significant digits; undefined while it is being asked for. */
  figure: string | undefined;
  /** The exact figure, for hover and screen readers. */
  exact?: string;
  /** What has become of the figure since the period before. */
  change?: ReactNode;
  /** A short line beside the figure. */
  note?: ReactNode;
  /** True when records were lost, so that the figure is a lower bound. */
  atLeast?: boolean;
  pressed?: boolean;
  action: string;
  onClick: () => void;
  stale?: boolean;
  /** On a phone what stands beside the figure has a line of its own: changes and counts together are too long for one. */
  tall?: boolean;
  /** Why there is no figure. */
  error?: string;
  /** A drawing of the figure over time. */
  children?: ReactNode;
  className?: string;
}

/** One total of the view with its course. A click makes it what the chart shows. */
export function TotalTile(props: TotalTileProps) {
  const {
    label,
    figure,
    exact,
    change,
    note,
    atLeast,
    pressed,
    action,
    onClick,
    stale,
    tall,
    error,
    children,
    className,
  } = props;
  return (
    <button
      type="button"
      aria-pressed={pressed}
      onClick={onClick}
      title={action}
      className={cx(
        "group relative flex min-w-0 flex-col overflow-hidden bg-surface px-3 pt-2 text-left hover:bg-hover",
        className,
      )}
    >
      <span className="flex w-full items-baseline justify-between gap-2 text-label text-muted">
        <span className={cx(pressed && "font-medium text-text")}>{label}</span>
        {atLeast ? <span className="text-warning">at least</span> : null}
      </span>
      <span
        className={cx(
          "flex h-7 w-full items-baseline gap-2",
          tall && "max-sm:h-11 max-sm:flex-wrap max-sm:content-start max-sm:gap-y-0",
          stale && "opacity-50",
        )}
      >
        {figure === undefined && !error ? <Skeleton className="mt-1 h-5 w-20 self-start" /> : null}
        {error ? <span className="truncate text-danger text-label">{error}</span> : null}
        {figure === undefined ? null : (
          <span
            className={cx(
              "figures whitespace-nowrap font-medium text-[20px] leading-7 tracking-tight",
              tall && "max-sm:basis-full",
            )}
            title={exact}
          >
            {figure}
          </span>
        )}
        {figure === undefined ? null : change}
        {figure === undefined ? null : <span className="figures truncate text-faint text-label">{note}</span>}
      </span>
      <span className={cx("-mx-3 mt-1 block h-7 self-stretch", stale && "opacity-50")}>{children}</span>
      {pressed ? <span aria-hidden className="absolute inset-x-0 top-0 h-0.5 bg-accent" /> : null}
    </button>
  );
}
