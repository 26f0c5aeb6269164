import { at } from "./clock";
import { HOSTS, type Interface, identityOf } from "./network";
import type { LogRecord } from "./record";

const gap = (host: Interface, start: number, status: "NODATA" | "SKIPDATA"): LogRecord => ({
  ...identityOf(host),
  start,
  end: start + 59,
  "log-status": status,
});

/** Windows without records: a spare host that nobody talks to, and one loss at the web server when it was busiest. */
export function gaps(): LogRecord[] {
  const idle = Array.from({ length: 8 }, (_, n) => gap(HOSTS.spare, at(14 + n, 30, HOSTS.spare.phase), "NODATA"));
  const busiest = at(18, 38, HOSTS.web.phase);
  return [...idle, gap(HOSTS.web, busiest, "SKIPDATA")];
}
