"use client";

import { timeTicks } from "@/components/charts/ticks";
import { cx } from "@/components/ui";
import { useZone } from "@/components/view";
import { formatSpan, formatTick, formatZone } from "@/lib/view";
import { ReadLegend, ReadMarks } from "./read-bar";
import { type ReadTimeline, timelineSentence } from "./timeline";

/** Grids that marks are looked for on, in seconds: round times of every zone's clock lie on the first. */
const GRIDS = [60, 900, 3600, 86_400];
const MOST_STEPS = 3000;

/** Round times within a timeline, at most `room` of them or so. */
function ticksOf({ from, to }: ReadTimeline, zone: string, room: number) {
  const grid = GRIDS.find((step) => (to - from) / step <= MOST_STEPS) ?? 86_400;
  const first = Math.ceil(from / grid);
  const times = Array.from({ length: Math.max(0, Math.floor(to / grid) - first + 1) }, (_, n) => (first + n) * grid);
  return timeTicks(times, grid, zone, room);
}

interface AxisProps {
  timeline: ReadTimeline;
  zone: string;
  room: number;
  className: string;
}

function Axis({ timeline, zone, room, className }: AxisProps) {
  const { times, step } = ticksOf(timeline, zone, room);
  const { from, to } = timeline;
  return (
    <div aria-hidden className={cx("figures relative h-5 text-faint text-label", className)}>
      {times.map((time, index) => {
        const left = (100 * (time - from)) / (to - from);
        // A label that would reach over an edge is left out; its mark stays.
        const inside = left > 4 && left < 96;
        return (
          <span key={time} className="absolute top-0 -translate-x-1/2 whitespace-nowrap" style={{ left: `${left}%` }}>
            <span className="mx-auto block h-1 w-px bg-line-strong" />
            {inside ? formatTick(time, zone, step, times[index - 1]) : null}
          </span>
        );
      })}
    </div>
  );
}

/** A source's range with the times on it, large enough to see small gaps: what was read, what failed, what is left. */
export function ReadTimelineView({ timeline, name }: { timeline: ReadTimeline; name: string }) {
  const zone = useZone();
  const { from, to } = timeline;
  return (
    <div>
      <h3 className="mb-1 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 text-label text-muted">
        <span>
          Coverage, {formatZone(zone, to)}: {timelineSentence(timeline)}
        </span>
        <ReadLegend />
      </h3>
      <div
        role="img"
        aria-label={`Coverage of ${name}, ${formatSpan(from, to, zone)}: ${timelineSentence(timeline)}`}
        className="relative h-5 overflow-hidden rounded-control border bg-surface"
      >
        <ReadMarks timeline={timeline} />
      </div>
      <Axis timeline={timeline} zone={zone} room={9} className="max-sm:hidden" />
      <Axis timeline={timeline} zone={zone} room={3} className="sm:hidden" />
    </div>
  );
}
