import type { Import } from "@/lib/api/contract";
import { sayProgress, sayState, shareOf } from "./import-words";
import { ProgressBar } from "./progress-bar";

/** A running import with its progress, for where there is no list. */
export function ImportProgress({ one }: { one: Import }) {
  return (
    <div className="border-t px-3 py-2 first:border-t-0">
      <p className="flex items-baseline justify-between gap-3 text-data">
        <span className="min-w-0 truncate">{one.name}</span>
        <span className="text-label text-muted">{sayState(one)}</span>
      </p>
      <ProgressBar
        label={`Import of ${one.name}`}
        share={one.state === "queued" ? 0 : shareOf(one)}
        className="mt-1.5"
      />
      <p className="figures mt-1 text-label text-muted">{sayProgress(one).join(" · ")}</p>
    </div>
  );
}
