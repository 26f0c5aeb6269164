import type { DetectSettings, FindingKind } from "@/lib/api/contract";

/** A threshold in the dialog: its words, and how its number is shown. */
export interface SettingField {
  readonly name: string;
  readonly label: string;
  /** What follows the number. */
  readonly unit?: string;
  /** The stored number is so many times the one that is shown. */
  readonly scale?: number;
  readonly list?: boolean;
}

const WINDOW: SettingField = { name: "seconds", label: "Within", unit: "minutes", scale: 60 };
const MADS: SettingField = { name: "mads", label: "Above the median by", unit: "MAD" };
const BUCKETS: SettingField = { name: "buckets", label: "History needed", unit: "buckets" };
const GROWTH: SettingField = { name: "growth", label: "Times the largest before" };

/** The thresholds of each kind. */
export const SETTING_FIELDS: Readonly<Record<FindingKind, readonly SettingField[]>> = {
  port_scan: [
    { name: "ports", label: "Distinct ports" },
    WINDOW,
    { name: "packets", label: "Accepted flows of at most", unit: "packets" },
  ],
  host_sweep: [{ name: "servers", label: "Distinct servers" }, WINDOW],
  brute_force: [
    { name: "connections", label: "Accepted connections" },
    WINDOW,
    { name: "larger", label: "Possible success: times larger" },
    { name: "ports", label: "Login ports", list: true },
  ],
  exfiltration: [{ name: "bytes", label: "In an hour, at least", unit: "MB", scale: 1e6 }, MADS, GROWTH, BUCKETS],
  beaconing: [
    { name: "connections", label: "Connections" },
    { name: "interval_spread", label: "Intervals differ by at most", unit: "%", scale: 0.01 },
    { name: "bytes_spread", label: "Bytes differ by at most", unit: "%", scale: 0.01 },
    { name: "bytes", label: "Bytes below", unit: "kB", scale: 1e3 },
    { name: "shared_by", label: "Less suspicious from", unit: "hosts" },
  ],
  exposed_service: [
    { name: "packets", label: "Without flags: more than", unit: "packets back" },
    { name: "ports", label: "Admin and database ports", list: true },
  ],
  traffic_spike: [{ name: "bytes", label: "In 5 minutes, at least", unit: "MB", scale: 1e6 }, MADS, GROWTH, BUCKETS],
  rejected_spike: [{ name: "flows", label: "In 5 minutes, at least", unit: "flows" }, MADS, BUCKETS],
  new_talker: [
    { name: "bytes", label: "Moves at least", unit: "MB", scale: 1e6 },
    { name: "hours", label: "Unseen for", unit: "hours" },
  ],
  unusual_protocol: [{ name: "usual", label: "Usual protocol numbers", list: true }],
  large_icmp: [{ name: "bytes_per_packet", label: "More than", unit: "bytes a packet" }],
  data_loss: [],
};

/** The text of a setting as the dialog shows it. */
export function shownValue(settings: DetectSettings, kind: FindingKind, field: SettingField): string {
  const value = (settings[kind] as Readonly<Record<string, unknown>>)[field.name];
  if (Array.isArray(value)) return value.join(", ");
  return String(Math.round((Number(value) / (field.scale ?? 1)) * 1e6) / 1e6);
}

/** What a text in the dialog means; undefined when it is no number, or no list of numbers. */
export function storedValue(text: string, field: SettingField): number | number[] | undefined {
  if (field.list) {
    const parts = text.split(/[\s,]+/).filter(Boolean);
    return parts.every((part) => /^\d{1,5}$/.test(part)) ? parts.map(Number) : undefined;
  }
  const number = Number(text.trim());
  if (text.trim() === "" || !Number.isFinite(number) || number < 0) return undefined;
  const stored = number * (field.scale ?? 1);
  return field.scale !== undefined && field.scale >= 1 ? Math.round(stored) : Math.round(stored * 1e6) / 1e6;
}
