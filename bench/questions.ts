import { ask, type Page, someHost, someOutsider, someRange } from "./pages";
import type { Seeded } from "./population";

const one = (name: string, request: (random: Seeded) => string): Page => ({
  name,
  requests: (random) => [request(random)],
});

/** Ports that a firewall's range has, and a part of the VPC. */
const NARROW = "addr:10.0.1.0/24 dstport:1024..65535";

/** The questions of the product, one by one: each is a page of one request. */
export const QUESTIONS: readonly Page[] = [
  one("totals", (random) => ask("summary", someRange(random))),
  one("time series by action", (random) => ask("series", { ...someRange(random), by: "action", max_points: 300 })),
  one("time series, CIDR and port range", (random) =>
    ask("series", { ...someRange(random), q: NARROW, measure: "bytes", max_points: 300 }),
  ),
  one("top addresses", (random) => ask("top", { ...someRange(random), by: "addr", measure: "bytes", limit: 8 })),
  one("top services", (random) => ask("top", { ...someRange(random), by: "service", measure: "bytes", limit: 8 })),
  one("top pairs", (random) => ask("top", { ...someRange(random), by: "pair", measure: "bytes", limit: 8 })),
  one("coverage", (random) => ask("coverage", someRange(random))),
  one("needle: two addresses and a port", (random) =>
    ask("records", {
      q: `addr:${someOutsider(random)} addr:${someHost(random)} port:443`,
      sort: "-start",
      limit: 100,
    }),
  ),
  one("newest 100 records", (random) => ask("records", { ...someRange(random), sort: "-start", limit: 100 })),
  one("newest 100 of a host", (random) =>
    ask("records", { q: `addr:${someHost(random)}`, ...someRange(random), sort: "-start", limit: 100 }),
  ),
  one("largest 100 records", (random) => ask("records", { ...someRange(random), sort: "-bytes", limit: 100 })),
  one("host", (random) => ask("host", { ...someRange(random), addr: someHost(random) })),
  one("host, time series", (random) => ask("host/series", { ...someRange(random), addr: someHost(random) })),
  one("host, peers", (random) => ask("host/peers", { ...someRange(random), addr: someHost(random), limit: 15 })),
  one("host, services", (random) => ask("host/services", { ...someRange(random), addr: someHost(random), limit: 12 })),
  one("conversation", (random) =>
    ask("conversation", { ...someRange(random), a: someOutsider(random), b: someHost(random), port: 443 }),
  ),
  one("rejections by service", (random) => ask("rejections", { ...someRange(random), by: "service", limit: 50 })),
  one("topology", (random) => ask("topology", someRange(random))),
];
