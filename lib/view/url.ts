import { FIELDS } from "@/lib/flow";
import { type Moment, parseMoment, printMoment } from "./moment";
import { ALL_DATA, between, DEFAULT_RANGE, type Range } from "./range";
import { CHARTS, DEFAULT_COLUMNS, DEFAULT_VIEW, GROUPINGS, MAX_COLUMNS, MEASURES, type View } from "./view";
import { isTimezone } from "./zone";

/** Names of the URL parameters of a view. They are part of every link that was ever shared: add, never rename. */
export const VIEW_PARAMS = [
  "v",
  "q",
  "range",
  "from",
  "to",
  "tz",
  "measure",
  "by",
  "chart",
  "sort",
  "cols",
  "source",
  "compare",
] as const;

/** Browsers, proxies and chat programs carry a link of this many characters. */
export const MAX_URL_LENGTH = 2000;

type Params = URLSearchParams | Readonly<Record<string, string | readonly string[] | undefined>>;

const COLUMNS = new Set(FIELDS.map((field) => field.column));
const GROUPING_KEYS = new Set(GROUPINGS.map((grouping) => grouping.key));

function reader(params: Params): (name: string) => string | undefined {
  if (params instanceof URLSearchParams) return (name) => params.get(name) ?? undefined;
  return (name) => {
    const value = params[name];
    return typeof value === "string" ? value : value?.[0];
  };
}

const oneOf = <Value extends string>(values: readonly Value[], text: string | undefined, fallback: Value): Value =>
  values.find((value) => value === text) ?? fallback;

function parseRange(read: (name: string) => string | undefined): Range {
  if (read("range") === "all") return ALL_DATA;
  const moment = (name: string): Moment | null => parseMoment(read(name) ?? "") ?? null;
  const from = moment("from");
  const to = moment("to");
  if (from === null && to === null) return DEFAULT_RANGE;
  if (typeof from === "number" && typeof to === "number" && from >= to) return DEFAULT_RANGE;
  return between(from, to);
}

function parseColumns(text: string | undefined): readonly string[] {
  const known = [...new Set((text ?? "").split(",").map((name) => name.trim().replaceAll("-", "_")))];
  const columns = known.filter((name) => COLUMNS.has(name)).slice(0, MAX_COLUMNS);
  return columns.length > 0 ? columns : DEFAULT_COLUMNS;
}

/**
 * Reads a view from a URL's parameters. It never fails: what is unknown, or wrong, is as if it were absent,
 * so links of later versions open as far as this version understands them.
 */
export function parseView(params: Params): View {
  const read = reader(params);
  const sort = read("sort") ?? "";
  const timezone = read("tz") ?? "";
  const by = read("by") ?? "";
  const source = read("source");
  return {
    version: 1,
    filter: (read("q") ?? "").trim(),
    range: parseRange(read),
    timezone: isTimezone(timezone) ? timezone : DEFAULT_VIEW.timezone,
    measure: oneOf(MEASURES, read("measure"), DEFAULT_VIEW.measure),
    by: GROUPING_KEYS.has(by) ? by : DEFAULT_VIEW.by,
    chart: oneOf(CHARTS, read("chart"), DEFAULT_VIEW.chart),
    compare: read("compare") === "1",
    sort: COLUMNS.has(sort.replace(/^-/, "")) ? sort : DEFAULT_VIEW.sort,
    columns: parseColumns(read("cols")),
    ...(source && /^(imp|src)-\d{1,18}$/.test(source) ? { source } : {}),
  };
}

/** Writes a view as URL parameters; what equals the default is left out, and the default view is no parameter at all. */
export function printView(view: View): URLSearchParams {
  const params = new URLSearchParams();
  const put = (name: string, value: string, fallback: string) => {
    if (value !== fallback) params.set(name, value);
  };
  put("q", view.filter.trim(), "");
  if (view.range.kind === "all") params.set("range", "all");
  if (view.range.kind === "between") {
    if (view.range.from !== null) params.set("from", printMoment(view.range.from));
    if (view.range.to !== null) params.set("to", printMoment(view.range.to));
  }
  put("tz", view.timezone, DEFAULT_VIEW.timezone);
  put("measure", view.measure, DEFAULT_VIEW.measure);
  put("by", view.by, DEFAULT_VIEW.by);
  put("chart", view.chart, DEFAULT_VIEW.chart);
  if (view.compare) params.set("compare", "1");
  put("sort", view.sort, DEFAULT_VIEW.sort);
  put("cols", view.columns.join(","), DEFAULT_COLUMNS.join(","));
  if (view.source) params.set("source", view.source);
  if (params.size === 0) return params;
  return new URLSearchParams([["v", "1"], ...params]);
}

// Characters that a query string may hold as they are (RFC 3986, 3.4), so that a link stays readable.
const READABLE = /%(3A|2F|2C|28|29|2A|40|21|3B)/g;

/** Writes parameters as a query string that a person can read: only what must be is percent-encoded. */
export function readableQuery(params: URLSearchParams): string {
  return params.toString().replace(READABLE, (code) => decodeURIComponent(code));
}

/**
 * The link to a page with a view.
 * @param extra parameters of the page itself, such as the open record.
 */
export function viewHref(pathname: string, view: View, extra: Readonly<Record<string, string>> = {}): string {
  const params = printView(view);
  for (const [name, value] of Object.entries(extra)) params.set(name, value);
  return params.size === 0 ? pathname : `${pathname}?${readableQuery(params)}`;
}
