import { queryString } from "@/lib/api/client";
import { FIRST_SECOND, LAST_SECOND } from "./lines";
import { hosts, OUTSIDERS, outsideAddress, type Seeded } from "./population";

/** The requests that a page makes together when it opens, for one set of parameters. */
export interface Page {
  readonly name: string;
  requests(random: Seeded): string[];
}

const HOUR = 3600;
const SPANS = [168, 168, 72, 24, 24, 12, 6, 1].map((hours) => hours * HOUR);

/** A range of one of the lengths that people choose, somewhere in the log. Whole minutes, never the same twice in a row. */
export function someRange(random: Seeded): { from: number; to: number } {
  const span = SPANS[random.below(SPANS.length)] ?? HOUR;
  const slack = LAST_SECOND - FIRST_SECOND - span;
  const from = FIRST_SECOND + Math.floor((random.below(slack + 1) + random.below(600)) / 60) * 60;
  return { from, to: from + span };
}

/** The address of a question. */
export const ask = (path: string, params: object): string => `/api/${path}${queryString(params)}`;

/** Buckets of a sparkline, and of the chart. */
const SPARK = { max_points: 48, interval: "auto" };
const CHART = { max_points: 300, interval: "auto" };

/** What the overview asks when it opens: totals with their sparklines, the chart with its ribbon, four top lists. */
function overview(scope: { q?: string; from?: number; to?: number }): string[] {
  const refused = [scope.q, "action:REJECT"].filter(Boolean).join(" ");
  return [
    ask("summary", scope),
    ask("series", { ...scope, ...SPARK, by: "action", measure: "flows" }),
    ask("series", { ...scope, ...SPARK, measure: "bytes" }),
    ask("series", { ...scope, ...SPARK, measure: "packets" }),
    ask("series", { ...scope, ...CHART, by: "action", measure: "bytes" }),
    ask("coverage", scope),
    ask("top", { ...scope, by: "addr", measure: "bytes", limit: 8 }),
    ask("top", { ...scope, by: "service", measure: "bytes", limit: 8 }),
    ask("top", { ...scope, by: "pair", measure: "bytes", limit: 8 }),
    ask("top", { ...scope, q: refused, by: "service", measure: "flows", limit: 8 }),
  ];
}

export const someOutsider = (random: Seeded): string => outsideAddress(random.below(OUTSIDERS));
export const someHost = (random: Seeded): string => hosts[random.below(hosts.length)]?.address ?? "10.0.1.10";

/** What is asked about one address: totals, traffic over time, its peers and services, its newest records. */
function host(address: string): string[] {
  const scope = { q: `addr:${address}` };
  return [
    ask("summary", scope),
    ask("series", { ...scope, by: "action", measure: "bytes", interval: "auto" }),
    ask("top", { ...scope, by: "pair", measure: "bytes", limit: 8 }),
    ask("top", { ...scope, by: "service", measure: "bytes", limit: 8 }),
    ask("records", { ...scope, sort: "-start", limit: 100 }),
  ];
}

/** Every page that is measured. */
export const PAGES: readonly Page[] = [
  { name: "overview, all of the log", requests: () => overview({}) },
  { name: "overview, some range", requests: (random) => overview(someRange(random)) },
  {
    name: "overview, a filter",
    requests: (random) => overview({ ...someRange(random), q: "dstport:443 action:ACCEPT" }),
  },
  { name: "host, outside", requests: (random) => host(someOutsider(random)) },
  { name: "host, inside", requests: (random) => host(someHost(random)) },
  {
    name: "pair and port",
    requests: (random) => {
      const scope = { q: `addr:${someOutsider(random)} addr:${someHost(random)} port:443` };
      return [ask("summary", scope), ask("records", { ...scope, sort: "-start", limit: 100 })];
    },
  },
  {
    name: "newest 100 records",
    requests: (random) => [ask("records", { ...someRange(random), sort: "-start", limit: 100 })],
  },
];
