import {
  type ByteUnits,
  formatDuration,
  formatMeasure,
  formatShare,
  formatTime,
  formatZone,
  type Measure,
} from "@/lib/view";
import type { ChartData } from "./chart-data";

/**
 * What a time series shows, in one sentence for those who cannot see it: total, largest part, peak.
 * @param zone the IANA zone that times are named in.
 */
export function chartSentence(data: ChartData, measure: Measure, units: ByteUnits, zone: string): string {
  const total = data.sums.reduce((sum, value) => sum + value, 0);
  if (total === 0) return `No ${measure} in this range.`;
  const named = (value: number) => (measure === "bytes" ? "" : ` ${value === 1 ? measure.replace(/s$/, "") : measure}`);
  const count = (value: number) => `${formatMeasure(value, measure, units)}${named(value)}`;
  const sizes = data.series.map(({ label, values }) => ({ label, sum: values.reduce((sum, value) => sum + value, 0) }));
  const largest = sizes.reduce((most, one) => (one.sum > most.sum ? one : most));
  const peak = data.sums.reduce((at, value, index) => (value > (data.sums[at] ?? 0) ? index : at), 0);
  const parts = sizes.length > 1 ? `, ${formatShare(largest.sum, total)} of it ${largest.label}` : "";
  const when = data.times[peak] ?? 0;
  const before = data.before ? ` The period before had ${count(data.before.total)}.` : "";
  return `${count(total)} in ${data.times.length} ${data.times.length === 1 ? "bucket" : "buckets"} of ${formatDuration(data.interval)}${parts}; most, ${count(data.sums[peak] ?? 0)}, from ${formatTime(when, zone)} ${formatZone(zone, when)}.${before}`;
}
