import type { Import } from "@/lib/api/contract";
import { formatBytes, formatCount, formatDuration, formatExact } from "@/lib/view";

/** How many parsed lines an import holds: flow records, NODATA and SKIPDATA. */
export function recordsOf(one: Pick<Import, "flows" | "nodata" | "skipdata">): number {
  return Number(one.flows) + Number(one.nodata) + Number(one.skipdata);
}

/** `1 record`, `12,345 records`. */
export function sayRecords(count: number): string {
  return `${formatExact(count)} ${count === 1 ? "record" : "records"}`;
}

const PHASES: Readonly<Record<string, string>> = {
  receiving: "Receiving",
  reading: "Reading",
  publishing: "Publishing",
  removing: "Removing",
};

/** The state in a word. */
export function sayState(one: Import): string {
  switch (one.state) {
    case "queued":
      return "Waiting";
    case "running":
      return PHASES[one.phase ?? ""] ?? "Reading";
    case "failed":
      return one.error?.code === "format_needed" ? "Format needed" : "Failed";
    case "cancelled":
      return "Cancelled";
    default:
      return one.duplicate_of ? "Duplicate" : one.error?.code === "truncated" ? "Cut off" : "Done";
  }
}

/** How the order of the fields is known, in words. */
export function sayFormatSource(source: Import["format_source"]): string | undefined {
  switch (source) {
    case "header":
      return "fields named by its header";
    case "given":
      return "fields as given";
    case "inferred":
      return "fields inferred";
    case "default":
      return "default format";
    default:
      return undefined;
  }
}

/** What a running import has done so far: `34.2 MB of 1.20 GB · 812 k records · 410 k/s · 12 s left`. */
export function sayProgress(one: Import): string[] {
  const bytes = formatBytes(one.bytes_read);
  return [
    one.bytes_total === null ? bytes : `${bytes} of ${formatBytes(one.bytes_total)}`,
    sayRecords(recordsOf(one)),
    ...(one.records_per_second ? [`${formatCount(Math.round(one.records_per_second))} records/s`] : []),
    ...(one.seconds_left !== null && one.seconds_left !== undefined
      ? [`${formatDuration(Math.max(1, one.seconds_left))} left`]
      : []),
  ];
}

/** Share of the bytes that are read, 0 to 1; undefined while the size is unknown. */
export function shareOf(one: Pick<Import, "bytes_read" | "bytes_total">): number | undefined {
  const total = Number(one.bytes_total ?? 0);
  return total > 0 ? Math.min(1, Number(one.bytes_read) / total) : undefined;
}
