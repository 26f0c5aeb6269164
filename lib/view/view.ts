import { FIELDS } from "@/lib/flow";
import { DEFAULT_RANGE, type Range } from "./range";

export const MEASURES = ["bytes", "packets", "flows"] as const;
/** What is counted. */
export type Measure = (typeof MEASURES)[number];

export const CHARTS = ["bars", "area", "line", "table"] as const;
/** How the time series is drawn. */
export type Chart = (typeof CHARTS)[number];

/** `UTC`, `local` (the reader's own), or an IANA name such as `Europe/Berlin`. */
export type Timezone = string;

/** Everything that a URL says about what is looked at. The URL is the only place that keeps it. */
export interface View {
  readonly version: 1;
  /** Text in the filter language; empty matches every record. It may be wrong: the parser says so. */
  readonly filter: string;
  readonly range: Range;
  readonly timezone: Timezone;
  readonly measure: Measure;
  /** What the time series is split by: a key of GROUPINGS. */
  readonly by: string;
  readonly chart: Chart;
  /** Show what has changed since the period before. */
  readonly compare: boolean;
  /** A column of the records, with `-` before it for descending. */
  readonly sort: string;
  /** Columns of the records, in order. */
  readonly columns: readonly string[];
  /** One import or source alone: `imp-12`, `src-3`. */
  readonly source?: string;
}

/** A way to split traffic: a groupable field, or one of the API's own keys. */
export interface Grouping {
  readonly key: string;
  readonly label: string;
}

const DERIVED: readonly Grouping[] = [
  { key: "none", label: "Nothing" },
  { key: "service", label: "Service" },
  { key: "addr", label: "Either address" },
  { key: "pair", label: "Pair of addresses" },
  { key: "port", label: "Either port" },
];

/** Every way to split traffic, keyed as in the API's `by`; `none` keeps it whole. */
export const GROUPINGS: readonly Grouping[] = [
  ...DERIVED,
  ...FIELDS.filter((field) => field.groupable).map((field) => ({ key: field.column, label: field.label })),
];

/** The groupings that are asked for most, in the order in which they are offered. */
export const COMMON_GROUPINGS: readonly string[] = [
  "action",
  "flow_direction",
  "protocol",
  "service",
  "interface_id",
  "srcaddr",
  "dstaddr",
  "pair",
  "none",
];

export const DEFAULT_COLUMNS: readonly string[] = [
  "start",
  "action",
  "srcaddr",
  "srcport",
  "dstaddr",
  "dstport",
  "protocol",
  "packets",
  "bytes",
  "interface_id",
];

/** More columns than this would not fit into a link. */
export const MAX_COLUMNS = 30;

/** What a URL without parameters means. */
export const DEFAULT_VIEW: View = {
  version: 1,
  filter: "",
  range: DEFAULT_RANGE,
  timezone: "UTC",
  measure: "bytes",
  by: "action",
  chart: "bars",
  compare: false,
  sort: "-start",
  columns: DEFAULT_COLUMNS,
};
