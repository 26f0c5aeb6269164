import type { Source } from "@/lib/api/contract";
import { formatDuration } from "@/lib/view";

/** The state in a word. */
export function sayState(source: Pick<Source, "state">): string {
  const words = { reading: "Reading", following: "Following", paused: "Paused", failed: "Failed", done: "Done" };
  return words[source.state];
}

export function toneOf({
  state,
  failed,
}: Pick<Source, "state" | "failed">): "neutral" | "accent" | "warning" | "danger" {
  if (state === "failed") return "danger";
  if (state === "reading") return "accent";
  return failed.length > 0 ? "warning" : "neutral";
}

/** How many parsed lines a source holds: flow records, NODATA and SKIPDATA. */
export function recordsOf(source: Pick<Source, "flows" | "nodata" | "skipdata">): number {
  return Number(source.flows) + Number(source.nodata) + Number(source.skipdata);
}

/** Where it reads from, without what kind it is: `/vpc/flow-logs`, `s3://bucket/prefix`. */
export function placeOf(source: Pick<Source, "kind" | "name" | "log_group" | "bucket" | "prefix">): string {
  if (source.kind === "cloudwatch") return source.log_group ?? source.name;
  return source.bucket === undefined ? source.name : `s3://${source.bucket}/${source.prefix ?? ""}`;
}

/** What kind it is, where, and how much of it: `CloudWatch Logs, eu-west-1, 3 streams`. */
export function sayKind(source: Pick<Source, "kind" | "region" | "streams" | "requester_pays" | "queue_url">): string {
  const parts = [source.kind === "cloudwatch" ? "CloudWatch Logs" : "S3", source.region];
  const streams = source.streams?.length ?? 0;
  if (streams > 0) parts.push(streams === 1 ? "1 stream" : `${streams} streams`);
  if (source.queue_url) parts.push("with notifications");
  if (source.requester_pays) parts.push("requester pays");
  return parts.join(", ");
}

/** How long ago it was in step: `now`, `12 min ago`, `not yet`. */
export function sayInStep({ lag_seconds: lag }: Pick<Source, "lag_seconds">): string {
  if (lag === null) return "not yet";
  if (lag < 10) return "now";
  return `${formatDuration(lag).split(" ")[0]} ago`;
}

/** How the order of the fields is known, in words. */
export function sayFormatSource(source: Source["format_source"]): string | undefined {
  const words = {
    given: "as given",
    flow_log: "from the flow log's format",
    header: "named by the files",
    default: "the default format",
  };
  return source === null ? undefined : words[source];
}
