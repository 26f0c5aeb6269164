import { EC2_ACTIONS } from "../ec2/actions";
import { LOGS_ACTIONS } from "../logs/actions";
import type { PageRules } from "../logs/context";
import type { Tokens } from "../logs/tokens";
import { AwsFault } from "./fault";
import type { Form } from "./form";
import type { Roles } from "./iam";
import type { Caller, Identities } from "./identity";
import type { Now } from "./quota";
import type { Region } from "./region";
import { ec2, json, type Protocol, query } from "./respond";
import { STS_ACTIONS } from "./sts";
import type { XmlValue } from "./xml";

/** What the services share. */
export interface Shared {
  readonly now: Now;
  readonly identities: Identities;
  readonly roles: Roles;
  readonly tokens: Tokens;
  readonly pages: PageRules;
  readonly lastEventLagMs: number;
}

/** A service as the server sees it: how it writes, how often it may be asked, and how it refuses. */
export interface Service {
  readonly name: "logs" | "ec2" | "sts" | "iam";
  readonly protocol: Protocol;
  readonly throttled: AwsFault;
  has(action: string): boolean;
  perSecond(action: string): number | null;
  denied(caller: Caller, action: string, input: unknown): AwsFault;
  run(action: string, caller: Caller, region: Region, input: unknown): unknown;
}

const sentence = (caller: Caller, action: string, resource: string): string =>
  `User: ${caller.arn} is not authorized to perform: ${action}${resource} because no identity-based policy allows the ${action} action`;

function cloudWatchLogs(shared: Shared): Service {
  return {
    name: "logs",
    protocol: json,
    throttled: new AwsFault("ThrottlingException", "Rate exceeded"),
    has: (action) => LOGS_ACTIONS.has(action),
    perSecond: (action) => LOGS_ACTIONS.get(action)?.perSecond ?? null,
    denied(caller, action, input) {
      const group = (input as { logGroupName?: string } | null)?.logGroupName ?? "";
      const resource = ` on resource: arn:aws:logs:${caller.region}:${caller.account}:log-group:${group}:log-stream:`;
      return new AwsFault("AccessDeniedException", sentence(caller, `logs:${action}`, resource));
    },
    run(action, caller, region, input) {
      return LOGS_ACTIONS.get(action)?.run({ ...shared, caller, store: region.logs }, input);
    },
  };
}

function elasticCompute({ roles }: Shared): Service {
  return {
    name: "ec2",
    protocol: ec2,
    throttled: new AwsFault("RequestLimitExceeded", "Request limit exceeded.", 503),
    has: (action) => EC2_ACTIONS.has(action),
    perSecond: () => 100,
    denied(caller, action) {
      const why = `You are not authorized to perform this operation. ${sentence(caller, `ec2:${action}`, "")}`;
      return new AwsFault("UnauthorizedOperation", why, 403);
    },
    run(action, caller, { inventory, flowLogs }, input) {
      const groupArn = (name: string): string => `arn:aws:logs:${caller.region}:${caller.account}:log-group:${name}`;
      const context = { caller, inventory, flowLogs, groupArn, hasRole: (arn: string) => roles.has(arn) };
      return EC2_ACTIONS.get(action)?.(context, input as Form);
    },
  };
}

function queryService(
  name: "sts" | "iam",
  namespace: string,
  actions: ReadonlyMap<string, (caller: Caller, form: Form) => XmlValue>,
): Service {
  return {
    name,
    protocol: query(namespace),
    throttled: new AwsFault("Throttling", "Rate exceeded"),
    has: (action) => actions.has(action),
    perSecond: () => null,
    denied: (caller, action, input) => {
      const resource = (input as Form).text("RoleArn");
      const on = resource === undefined ? "" : ` on resource: ${resource}`;
      return new AwsFault("AccessDenied", sentence(caller, `${name}:${action}`, on), 403);
    },
    run: (action, caller, _region, input) => actions.get(action)?.(caller, input as Form),
  };
}

/** The four services by the version of their API, as requests name it. */
export function services(shared: Shared): ReadonlyMap<string, Service> {
  const { identities, roles, now } = shared;
  const sts = new Map(
    [...STS_ACTIONS].map(
      ([name, run]) => [name, (caller: Caller, form: Form) => run(identities, caller, form)] as const,
    ),
  );
  const iam = new Map([
    ["CreateRole", (caller: Caller, form: Form) => roles.create(caller, form, now())] as const,
    ["PutRolePolicy", (_: Caller, form: Form) => roles.putPolicy(form)] as const,
    ["GetRole", (_: Caller, form: Form) => roles.get(form)] as const,
  ]);
  return new Map([
    ["Logs_20140328", cloudWatchLogs(shared)],
    ["2016-11-15", elasticCompute(shared)],
    ["2011-06-15", queryService("sts", "https://sts.amazonaws.com/doc/2011-06-15/", sts)],
    ["2010-05-08", queryService("iam", "https://iam.amazonaws.com/doc/2010-05-08/", iam)],
  ]);
}
