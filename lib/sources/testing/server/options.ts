import type { Inventory } from "../ec2/inventory";
import type { PageRules } from "../logs/context";
import type { AssumableRole } from "./identity";
import type { Now } from "./quota";

/** How a fake AWS is to behave. Whatever is absent is as strict as AWS. */
export interface AwsFakeOptions {
  /** 0, the default, takes a free port. */
  readonly port?: number;
  /** The fake's clock in milliseconds. Absent: the real one. */
  readonly now?: Now;
  /** How long every answer takes. Absent: no time. */
  readonly latencyMs?: number;
  /** Requests a second by action, where they differ from AWS's; `false` switches throttling off. */
  readonly quotas?: false | Readonly<Record<string, number>>;
  readonly pages?: Partial<PageRules>;
  /** How long a page token is good for. AWS: 24 hours. */
  readonly tokenLifeMs?: number;
  /** How long `lastEventTimestamp` lags behind. AWS: up to an hour. */
  readonly lastEventLagMs?: number;
  readonly account?: string;
  readonly region?: string;
  readonly roles?: readonly AssumableRole[];
  /** Actions that nobody may do, such as `ec2:DescribeFlowLogs`. */
  readonly deny?: readonly string[];
  /** What EC2 knows in the home region. Lists that are absent are those of a small company. */
  readonly inventory?: Partial<Inventory>;
}

/** AWS's page limits; the second of every four pages of a chain is empty. */
export const AWS_PAGES: PageRules = {
  bytes: 1_048_576,
  events: 10_000,
  fill: (page) => (page % 4 === 1 ? 0 : 1),
};

const HOUR_MS = 3_600_000;

/** AWS's times and the names that the fake uses when none are given. */
export const DEFAULTS = {
  tokenLifeMs: 24 * HOUR_MS,
  lastEventLagMs: HOUR_MS,
  account: "123456789012",
  region: "eu-west-1",
} as const;
