"use client";

import { CalendarClock } from "lucide-react";
import { lazy } from "react";
import { buttonClass, cx, Popover, patient } from "@/components/ui";
import { useScope, useView, useZone } from "@/components/view";
import { formatRange, formatResolved, type Range } from "@/lib/view";
import { useShell } from "./shell-context";

// The popover is shown when this is there too, so that the focus finds the line to type in.
const TimePanel = lazy(patient(() => import("./time-panel")));

/** The time range: what is in use, typed, or picked. */
export function TimePicker() {
  const { overlay, open } = useShell();
  const { setView } = useView();
  const { range, span } = useScope();
  const zone = useZone();
  const text = formatRange(range, zone);
  const pick = (next: Range) => {
    setView({ range: next });
    open(null);
  };
  return (
    <Popover
      title="Time range"
      hideTitle
      open={overlay === "time"}
      onOpenChange={(next) => open(next ? "time" : null)}
      className="w-[440px]"
      trigger={
        <button
          type="button"
          aria-label={`Time range: ${text}`}
          className={cx(buttonClass("secondary"), "min-w-0 shrink!")}
        >
          <CalendarClock aria-hidden className="size-4 shrink-0 text-faint max-sm:hidden" />
          {/* Moments are figures, "Last 24 hours" is a name. */}
          <span className={cx("truncate", /^\d/.test(text) && "figures font-normal")}>{text}</span>
          {range.kind === "all" && span.from !== null ? (
            <span className="figures hidden font-normal text-faint xl:inline">{formatResolved(span, zone)}</span>
          ) : null}
        </button>
      }
    >
      <TimePanel onPick={pick} />
    </Popover>
  );
}
