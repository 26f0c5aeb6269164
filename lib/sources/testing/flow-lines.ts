import { DEFAULT_FORMAT } from "@/lib/flow";
import type { NewEvent } from "./logs/store";

/** The stream that AWS delivers an interface's records to. */
export const streamOf = (interfaceId: string): string => `${interfaceId}-all`;

/** Interfaces of the fake's region that write to the generated log. */
export const INTERFACES = ["eni-0a1b2c3d4e5f60101", "eni-0a1b2c3d4e5f60102", "eni-0a1b2c3d4e5f60103"] as const;

/** What `flowEvents` makes. */
export interface FlowEvents {
  readonly interfaceId: string;
  /** Seconds since the epoch. */
  readonly from: number;
  readonly seconds: number;
  readonly count: number;
  /** The same seed gives the same lines. */
  readonly seed?: number;
  /** Text field names; absent: the default format. Fields other than the default ones are `-`. */
  readonly format?: readonly string[];
}

/** Flow records of one interface as CloudWatch events, evenly over the time: no two are the same, one in eight is refused. */
export function flowEvents({
  interfaceId,
  from,
  seconds,
  count,
  seed = 1,
  format = DEFAULT_FORMAT,
}: FlowEvents): NewEvent[] {
  return Array.from({ length: count }, (_, n) => {
    const start = from + Math.floor((n * seconds) / count);
    const refused = (n + seed) % 8 === 0;
    const packets = refused ? 1 : 1 + ((n * 13 + seed) % 40);
    const values: Readonly<Record<string, string | number>> = {
      version: 2,
      "account-id": "123456789012",
      "interface-id": interfaceId,
      srcaddr: refused ? `203.0.113.${1 + ((n * 7 + seed) % 250)}` : `10.20.2.${1 + ((n * 3 + seed) % 250)}`,
      dstaddr: "10.20.1.10",
      srcport: 32_768 + ((n * 31 + seed) % 28_000),
      dstport: refused ? ([22, 23, 445, 3389][n % 4] ?? 22) : ([443, 5432, 53, 80][n % 4] ?? 443),
      protocol: !refused && n % 4 === 2 ? 17 : 6,
      packets,
      bytes: packets * (refused ? 40 : 60 + ((n * 17 + seed) % 1400)),
      start,
      end: start + 59,
      action: refused ? "REJECT" : "ACCEPT",
      "log-status": "OK",
    };
    return { timestamp: start * 1000, message: format.map((name) => values[name] ?? "-").join(" ") };
  });
}
