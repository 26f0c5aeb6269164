/** What a URL says, as one typed, versioned object, and how times and numbers are written. */
export { type BeforeRange, rangeBefore } from "./before";
export * from "./format";
export { type Moment, parseMoment, printMoment, type RelativeMoment, resolveMoment } from "./moment";
export {
  ALL_DATA,
  type Bounds,
  between,
  DEFAULT_RANGE,
  effectiveRange,
  freezeRange,
  type Range,
  type Span,
  zoomedOut,
} from "./range";
export { parseRangeText, printRangeText, type RangeTextResult } from "./range-text";
export { MAX_URL_LENGTH, parseView, printView, readableQuery, VIEW_PARAMS, viewHref } from "./url";
export {
  CHARTS,
  type Chart,
  COMMON_GROUPINGS,
  DEFAULT_COLUMNS,
  DEFAULT_VIEW,
  GROUPINGS,
  type Grouping,
  MAX_COLUMNS,
  MEASURES,
  type Measure,
  type Timezone,
  type View,
} from "./view";
export { epochOfWall, isTimezone, type WallTime, wallTime, zoneOf, zoneOffset } from "./zone";
