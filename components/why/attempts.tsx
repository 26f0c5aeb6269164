"use client";

import { useZone } from "@/components/view";
import type { Conversation } from "@/lib/api/contract";
import { formatDuration, formatExact, formatTime, formatZone } from "@/lib/view";

/** Records towards the server over time: accepted ones below, rejected ones hatched above. */
export function Attempts({ timeline }: { timeline: Conversation["timeline"] }) {
  const zone = useZone();
  const { points, interval } = timeline;
  const highest = Math.max(1, ...points.map(({ accept, reject }) => Number(accept) + Number(reject)));
  const sum = (key: "accept" | "reject") => points.reduce((total, point) => total + Number(point[key]), 0);
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return null;
  const words = `${formatExact(sum("accept"))} accepted and ${formatExact(sum("reject"))} rejected records towards the server`;
  return (
    <figure aria-label={`Over time: ${words}`}>
      <div aria-hidden className="flex h-14 items-end gap-px border-line-strong border-b">
        {points.map(({ t, accept, reject }) => (
          <div
            key={t}
            title={`${formatTime(t, zone)}: ${formatExact(accept)} accepted, ${formatExact(reject)} rejected`}
            className="flex h-full min-w-0 grow basis-0 flex-col items-center justify-end"
          >
            {Number(reject) > 0 ? (
              <span
                className="hatch-reject block min-h-0.5 w-full max-w-10"
                style={{ height: `${(Number(reject) / highest) * 100}%` }}
              />
            ) : null}
            {Number(accept) > 0 ? (
              <span
                className="block min-h-0.5 w-full max-w-10 bg-accept"
                style={{ height: `${(Number(accept) / highest) * 100}%` }}
              />
            ) : null}
          </div>
        ))}
      </div>
      <figcaption className="figures mt-1 flex flex-wrap justify-between gap-x-3 text-faint text-label">
        <span>{formatTime(first.t, zone)}</span>
        <span className="font-sans">
          buckets of <span className="figures">{formatDuration(interval)}</span>
        </span>
        <span>
          {formatTime(last.t + interval, zone)} {formatZone(zone, last.t)}
        </span>
      </figcaption>
    </figure>
  );
}
