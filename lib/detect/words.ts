/** Words that several sentences share. */

import { serviceName } from "@/lib/flow/ports";
import { protocolName } from "@/lib/flow/protocols";
import { type Count, formatBytes, formatDuration, formatExact } from "@/lib/view";

/** `1 record`, `1,204 records`. */
export function counted(count: Count, one: string, many = `${one}s`): string {
  return `${formatExact(count)} ${Number(count) === 1 ? one : many}`;
}

/** Three significant digits with a unit. */
export const bytesText = (bytes: Count): string => formatBytes(bytes).replace("\u00a0", " ");

/** `22/tcp (ssh)`. */
export function portText(port: number, protocol: number): string {
  const name = serviceName(port, protocol);
  return `${port}/${protocolName(protocol)}${name ? ` (${name})` : ""}`;
}

/** A length of time in words. */
export const durationText = (seconds: number): string => formatDuration(seconds).replaceAll("\u00a0", " ");

/** At most so many targets are listed. */
export const MOST_SAMPLES = 10;

/** The first of a list. */
export const sampleOf = (all: readonly string[]): readonly string[] => all.slice(0, MOST_SAMPLES);
