import { Badge } from "@/components/ui";
import type { Source } from "@/lib/api/contract";
import { formatBytes, formatExact } from "@/lib/view";
import { ReadBar } from "./read-bar";
import { placeOf, recordsOf, sayKind, sayState, toneOf } from "./source-words";
import { readTimeline } from "./timeline";

interface SourceProgressProps {
  source: Source;
  /** The present, epoch seconds. */
  now: number;
}

/** A source and how far it is, for where there is no list. */
export function SourceProgress({ source, now }: SourceProgressProps) {
  const place = placeOf(source);
  const records = recordsOf(source);
  return (
    <div className="space-y-1.5 border-t px-3 py-2 first:border-t-0" data-source={source.id} data-state={source.state}>
      <p className="flex items-baseline justify-between gap-3 text-data">
        <span className="figures min-w-0 truncate" title={place}>
          {place}
        </span>
        <Badge tone={toneOf(source)}>{sayState(source)}</Badge>
      </p>
      <ReadBar
        timeline={readTimeline(source, Math.max(now, source.created_at))}
        name={place}
        follow={source.follow && source.until === null}
      />
      <p className="figures text-label text-muted">
        {[
          sayKind(source),
          records > 0 ? `${formatExact(records)} records` : "no records yet",
          `${formatBytes(source.bytes_read)} read`,
        ].join(" · ")}
      </p>
      {source.error ? <p className="wrap-anywhere text-danger text-data">{source.error.message}</p> : null}
    </div>
  );
}
