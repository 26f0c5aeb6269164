import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { FlowLog, FlowLogFacts } from "./ec2/flow-logs";
import type { NewEvent } from "./logs/store";
import { Tokens } from "./logs/tokens";
import { type Call, type Failure, Failures } from "./server/calls";
import { type Answering, handle } from "./server/handle";
import { Roles } from "./server/iam";
import { ACCESS_KEY_ID, Identities, SECRET_ACCESS_KEY } from "./server/identity";
import { AWS_PAGES, type AwsFakeOptions, DEFAULTS } from "./server/options";
import { Quotas } from "./server/quota";
import { type Region, Regions } from "./server/region";
import { services } from "./server/services";

/** An account and region other than the home. */
export interface Where {
  readonly account?: string;
  readonly region?: string;
}

/** A stand-in for CloudWatch Logs, EC2, STS and IAM. The real SDK reaches it through `env`. */
export interface AwsFake {
  readonly url: string;
  readonly account: string;
  readonly region: string;
  /** The environment in which the SDK talks to this server and finds its keys nowhere else. */
  readonly env: Readonly<Record<string, string>>;
  /** Every request so far, in order. */
  readonly calls: readonly Call[];
  /** The roles that were made through IAM. */
  readonly roles: Roles;
  /** What an account has in a region. */
  at(where?: Where): Region;
  /** Adds events to a stream; group and stream are made if they are not there. */
  put(group: string, stream: string, events: readonly NewEvent[], where?: Where): void;
  addFlowLog(facts: FlowLogFacts, where?: Where): FlowLog;
  deleteStream(group: string, stream: string, where?: Where): void;
  /** The next calls of an action fail. */
  fail(action: string, failure: Failure): void;
  /** Nobody may do this any more, such as `logs:FilterLogEvents` or `ec2:*`. */
  deny(action: string): void;
  allow(action: string): void;
  expireCredentials(): void;
  renewCredentials(): void;
  /** Every page token given so far is no longer good. */
  expireTokens(): void;
  close(): Promise<void>;
}

/**
 * Starts a stand-in for AWS on the loopback address, with AWS's limits: quotas, page sizes, empty pages, tokens that
 * expire, ends that are inclusive or not. Signatures are not checked.
 */
export async function startAwsFake(options: AwsFakeOptions = {}): Promise<AwsFake> {
  const now = options.now ?? Date.now;
  const account = options.account ?? DEFAULTS.account;
  const region = options.region ?? DEFAULTS.region;
  const identities = new Identities(now, account, new Map((options.roles ?? []).map((role) => [role.arn, role])));
  for (const action of options.deny ?? []) identities.deny(action);
  const regions = new Regions(now, { account, region }, options.inventory ?? {});
  const tokens = new Tokens(now, options.tokenLifeMs ?? DEFAULTS.tokenLifeMs);
  const failures = new Failures();
  const roles = new Roles();
  const calls: Call[] = [];
  const { quotas } = options;
  const answering: Answering = {
    now,
    services: services({
      now,
      identities,
      roles,
      tokens,
      pages: { ...AWS_PAGES, ...options.pages },
      lastEventLagMs: options.lastEventLagMs ?? DEFAULTS.lastEventLagMs,
    }),
    identities,
    regions,
    failures,
    quotas: new Quotas(now),
    perSecond: (service, action) => (quotas === false ? null : (quotas?.[action] ?? service.perSecond(action))),
    record: (call) => calls.push(call),
  };
  const server = createServer((request, response) => {
    sleep(options.latencyMs ?? 0)
      .then(() => handle(answering, request, response))
      .catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  });
  server.keepAliveTimeout = 60_000;
  server.listen(options.port ?? 0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const at = (where: Where = {}): Region => regions.at(where.account ?? account, where.region ?? region);
  return {
    url,
    account,
    region,
    env: environment(url, region),
    calls,
    roles,
    at,
    put: (group, stream, events, where) => at(where).logs.put(group, stream, events),
    addFlowLog: (facts, where) => at(where).flowLogs.add(facts),
    deleteStream(group, stream, where) {
      const { logs } = at(where);
      logs.deleteStream(logs.ensureGroup(group), stream);
    },
    fail: (action, failure) => failures.add(action, failure),
    deny: (action) => identities.deny(action),
    allow: (action) => identities.allow(action),
    expireCredentials: () => identities.expire(),
    renewCredentials: () => identities.renew(),
    expireTokens: () => tokens.expire(),
    async close() {
      server.closeAllConnections();
      const closed = once(server, "close");
      server.close();
      await closed;
    },
  };
}

/**
 * What leads the SDK to a server, with keys that are made up and no others to be found.
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 */
export function environment(url: string, region: string): Readonly<Record<string, string>> {
  return {
    AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: url,
    AWS_ENDPOINT_URL_EC2: url,
    AWS_ENDPOINT_URL_STS: url,
    AWS_ENDPOINT_URL_IAM: url,
    AWS_ACCESS_KEY_ID: ACCESS_KEY_ID,
    AWS_SECRET_ACCESS_KEY: SECRET_ACCESS_KEY,
    AWS_REGION: region,
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
  };
}
