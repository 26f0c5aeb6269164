import { formatDuration } from "@/lib/view";

/** How long a bucket of the chart is, after the chart's title. @param interval seconds; undefined while it is not known. */
export function BucketNote({ interval }: { interval: number | undefined }) {
  if (interval === undefined) return null;
  return <span className="font-normal text-faint text-label"> per {formatDuration(interval)}</span>;
}
