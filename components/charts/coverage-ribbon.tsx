"use client";

import { cx } from "@/components/ui";
import { formatSpan } from "@/lib/view";
import { type CoverageState, coverageSentence, type Strip } from "./coverage-strips";
import { PLOT } from "./geometry";

const LOOK: Record<CoverageState, string> = {
  OK: "bg-unknown/45",
  NODATA: "border border-unknown/70 border-dotted",
  SKIPDATA: "ribbon-skipdata",
  none: "",
};

const WORDS: Record<CoverageState, string> = {
  OK: "OK",
  NODATA: "NODATA: no traffic",
  SKIPDATA: "SKIPDATA: records lost",
  none: "nothing imported",
};

const STATES: readonly CoverageState[] = ["OK", "NODATA", "SKIPDATA", "none"];

/** Of the ribbon with its legend in one line, in pixels. */
export const RIBBON_HEIGHT = 28;

interface CoverageRibbonProps {
  strips: readonly Strip[];
  /** The stretch of time of the chart above it, in epoch seconds. */
  from: number;
  to: number;
  zone: string;
}

/** Under a time series, in step with it: where the log is whole, empty, or has lost records. */
export function CoverageRibbon({ strips, from, to, zone }: CoverageRibbonProps) {
  const percent = (time: number) => (100 * (Math.min(to, Math.max(from, time)) - from)) / Math.max(1, to - from);
  const present = STATES.filter((state) => strips.some((strip) => strip.state === state));
  return (
    <div className="flex flex-col gap-1">
      <div style={{ paddingLeft: PLOT.left, paddingRight: PLOT.right }}>
        <div
          role="img"
          aria-label={`Log status. ${coverageSentence(strips)}`}
          className="relative h-2 rounded-[2px] bg-sunken"
        >
          {strips
            .filter((strip) => strip.state !== "none" && strip.to > from && strip.from < to)
            .map((strip) => (
              <span
                key={strip.from}
                title={`${WORDS[strip.state]}, ${formatSpan(strip.from, strip.to, zone)}`}
                className={cx("data-colour absolute inset-y-0", LOOK[strip.state])}
                style={{ left: `${percent(strip.from)}%`, width: `${percent(strip.to) - percent(strip.from)}%` }}
              />
            ))}
        </div>
      </div>
      <p aria-hidden className="flex flex-wrap gap-x-3 text-faint text-label" style={{ paddingLeft: PLOT.left }}>
        <span>Log status</span>
        {present.map((state) => (
          <span key={state} className="inline-flex items-center gap-1.5">
            <span
              className={cx(
                "data-colour inline-block h-2 w-3 rounded-[2px]",
                state === "none" ? "bg-sunken" : LOOK[state],
              )}
            />
            {WORDS[state]}
          </span>
        ))}
      </p>
    </div>
  );
}
