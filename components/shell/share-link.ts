import { exportUrl } from "@/lib/api/client";
import type { ScopeParams } from "@/lib/api/contract/common";
import { between, isMoving, type Range, type Span, type View, viewHref } from "@/lib/view";

/** True when the same link will show other records later, so that the reader has to choose. */
export const canFreeze = (range: Range, span: Span): boolean =>
  span.from !== null && span.to !== null && (range.kind === "all" || isMoving(range));

/**
 * The link to what is in sight.
 * @param origin scheme, host and port of this server.
 * @param frozen true: the range in epoch seconds; false: as it is, moving with the clock.
 */
export function shareLink(origin: string, path: string, view: View, range: Range, span: Span, frozen: boolean): string {
  const kept = frozen && canFreeze(range, span) ? between(span.from, span.to) : range;
  return origin + viewHref(path, { ...view, range: kept });
}

export const EXPORTS = [
  ["csv", "CSV", "spreadsheets"],
  ["ndjson", "ndjson", "one JSON record a line"],
  ["parquet", "Parquet", "data tools"],
] as const;

/** The download link of the matching records. */
export function exportLink(params: ScopeParams, format: (typeof EXPORTS)[number][0]): string {
  return exportUrl({ ...params, format });
}
