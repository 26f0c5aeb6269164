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
  const { from, to } = timeline;
  return (
    <div>
      <div
        role="img"
        aria-label={`What has been read of ${name}, ${formatSpan(from, to, zone)}: ${timelineSentence(timeline)}`}
        className="relative h-1.5 overflow-hidden rounded-[2px] border bg-sunken"
      >
        <ReadMarks timeline={timeline} />
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

/** What was read and what failed, as marks over the width of what they stand in. What failed is never too small to see. */
export function ReadMarks({ timeline: { from, to, spans } }: { timeline: ReadTimeline }) {
  const zone = useZone();
  const percent = (time: number): number => (100 * (time - from)) / (to - from);
  const marks = spans.filter(({ state }) => state !== "open");
  // What failed lies on top: beside it, what was read would cover the pixels that make it visible.
  return [...marks.filter(({ state }) => state === "read"), ...marks.filter(({ state }) => state === "failed")].map(
    (span) => (
      <span
        key={`${span.state} ${span.from}`}
        title={`${WORDS[span.state]}: ${formatSpan(span.from, span.to, zone)}`}
        className={cx("absolute inset-y-0", LOOK[span.state], span.state === "failed" ? "min-w-[5px]" : "min-w-px")}
        style={{
          // Its least width must not carry the last one out of sight.
          left: span.state === "failed" ? `min(${percent(span.from)}%, 100% - 5px)` : `${percent(span.from)}%`,
          width: `${percent(span.to) - percent(span.from)}%`,
        }}
      />
    ),
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
