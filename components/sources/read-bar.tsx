"use client";

import { cx } from "@/components/ui";
import { useZone } from "@/components/view";
import { formatSpan, formatTime } from "@/lib/view";
import { type ReadState, type ReadTimeline, timelineSentence } from "./timeline";

const LOOK: Readonly<Record<ReadState, string>> = {
  read: "bg-accent-fill",
  failed: "ribbon-failed",
  open: "",
};

const WORDS: Readonly<Record<ReadState, string>> = { read: "Read", failed: "Failed", open: "Not read yet" };

/** A source's range from its beginning to its end: what has been read, what failed, what is left. */
export function ReadBar({ timeline, name, follow }: { timeline: ReadTimeline; name: string; follow: boolean }) {
  const zone = useZone();
  const { from, to, spans } = timeline;
  const percent = (time: number): number => (100 * (time - from)) / (to - from);
  return (
    <div>
      <div
        role="img"
        aria-label={`What has been read of ${name}, ${formatSpan(from, to, zone)}: ${timelineSentence(timeline)}`}
        className="relative h-1.5 overflow-hidden rounded-[2px] border bg-sunken"
      >
        {spans
          .filter((span) => span.state !== "open")
          .map((span) => (
            <span
              key={`${span.state} ${span.from}`}
              title={`${WORDS[span.state]}: ${formatSpan(span.from, span.to, zone)}`}
              className={cx("absolute inset-y-0 min-w-px", LOOK[span.state])}
              style={{ left: `${percent(span.from)}%`, width: `${percent(span.to) - percent(span.from)}%` }}
            />
          ))}
      </div>
      {/* The server drew it a moment earlier than the browser does. */}
      <p
        aria-hidden
        suppressHydrationWarning
        className="figures mt-1 flex flex-wrap justify-between gap-x-4 text-faint text-label"
      >
        <span>{formatTime(from, zone)}</span>
        <span className="font-sans text-muted max-sm:order-last max-sm:basis-full">{timelineSentence(timeline)}</span>
        <span>{follow ? "now" : formatTime(to, zone)}</span>
      </p>
    </div>
  );
}

/** What the marks of the bar mean. */
export function ReadLegend() {
  return (
    <p className="flex flex-wrap gap-x-3 gap-y-1 text-label text-muted">
      {(["read", "failed", "open"] as const).map((state) => (
        <span key={state} className="inline-flex items-center gap-1.5">
          <span
            aria-hidden
            className={cx("inline-block h-2 w-3 rounded-[2px]", state === "open" ? "border bg-sunken" : LOOK[state])}
          />
          {WORDS[state]}
        </span>
      ))}
    </p>
  );
}
