import type { AwsClients, PlaceClients } from "./aws";
import { awsErrorKind, awsErrorText, missingAction } from "./aws-errors";
import type { Clock } from "./clock";
import type { Quota, RateLimiter, RateLimiters, Turn } from "./limiter";
import { SourceFailure } from "./reader";
import type { AwsPlace } from "./source";

/** What a call works with. */
export interface CallTools {
  readonly aws: AwsClients;
  readonly limiters: RateLimiters;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** One AWS operation as it is called here. */
export interface Operation {
  /** The IAM action that it needs: `logs:FilterLogEvents`. */
  readonly action: string;
  readonly quota: Quota;
}

export const FILTER_LOG_EVENTS: Operation = {
  action: "logs:FilterLogEvents",
  quota: { requests: 5, perMs: 1000 },
};
export const DESCRIBE_LOG_STREAMS: Operation = {
  action: "logs:DescribeLogStreams",
  quota: { requests: 5, perMs: 1000 },
};
export const DESCRIBE_FLOW_LOGS: Operation = {
  action: "ec2:DescribeFlowLogs",
  quota: { requests: 10, perMs: 1000 },
};
export const START_QUERY: Operation = { action: "logs:StartQuery", quota: { requests: 5, perMs: 1000 } };
export const GET_QUERY_RESULTS: Operation = { action: "logs:GetQueryResults", quota: { requests: 5, perMs: 1000 } };
export const STOP_QUERY: Operation = { action: "logs:StopQuery", quota: { requests: 5, perMs: 1000 } };

/** A page token that AWS no longer takes: whoever reads has to begin again. */
export class TokenExpired extends Error {
  override readonly name = "TokenExpired";
}

/** A call that failed on every try, for a reason that may pass. */
export class CallFailed extends Error {
  override readonly name = "CallFailed";
}

/** A thing that is not there. */
export class ThingMissing extends Error {
  override readonly name = "ThingMissing";
}

const TRIES = 8;
const CREDENTIAL_TRIES = 3;
const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 8_000;

/** Which account a place is in, as far as it is known: one quota is shared by all who ask the same account and Region. */
async function accountOf(place: AwsPlace, clients: PlaceClients): Promise<string> {
  const inRole = /^arn:[^:]+:iam::(\d{12}):/.exec(place.roleArn ?? "")?.[1];
  if (inRole) return inRole;
  const identity = await clients.logs.config.credentials().catch(() => null);
  return identity?.accountId ?? "own";
}

/** The limiter of an operation at a place. */
export async function limiterOf(tools: CallTools, place: AwsPlace, operation: Operation): Promise<RateLimiter> {
  const account = await accountOf(place, tools.aws.at(place));
  return tools.limiters.of(`${account} ${place.region} ${operation.action}`, operation.quota);
}

/** How one call is made. */
export interface CallOptions {
  /** Its place among those who wait. */
  readonly turn?: Turn;
  /** The caller has taken its turn already. */
  readonly granted?: boolean;
  /** The request carries a page token. */
  readonly sentToken?: boolean;
}

/**
 * Calls AWS within the quota, and again after what passes: throttling as long as it lasts, faults on the way a few
 * times, credentials that have expired after they were resolved anew.
 * @throws TokenExpired; ThingMissing; CallFailed after too many faults; SourceFailure for credentials and permissions; the signal's reason.
 */
export async function callAws<Answer>(
  tools: CallTools,
  place: AwsPlace,
  operation: Operation,
  send: (clients: PlaceClients, signal: AbortSignal) => Promise<Answer>,
  options: CallOptions = {},
): Promise<Answer> {
  const limiter = await limiterOf(tools, place, operation);
  let granted = options.granted ?? false;
  let faults = 0;
  let refusals = 0;
  for (;;) {
    if (!granted) await limiter.take(tools.signal, options.turn);
    granted = false;
    const clients = tools.aws.at(place);
    try {
      // A signal of its own for each request: whoever listens to it goes with it.
      const answer = await send(clients, AbortSignal.any([tools.signal]));
      limiter.succeeded();
      return answer;
    } catch (error) {
      tools.signal.throwIfAborted();
      switch (awsErrorKind(error, options.sentToken)) {
        case "throttled":
          limiter.throttled();
          continue;
        case "token":
          throw new TokenExpired(awsErrorText(error), { cause: error });
        case "missing":
          throw new ThingMissing(awsErrorText(error), { cause: error });
        case "denied":
          throw denied(error, operation);
        case "credentials":
          tools.aws.forget(place, clients);
          if (++refusals >= CREDENTIAL_TRIES) throw noCredentials(error);
          break;
        case "wrong":
          throw new CallFailed(awsErrorText(error), { cause: error });
        case "again":
          if (++faults >= TRIES) throw new CallFailed(awsErrorText(error), { cause: error });
      }
      // Half of the wait is chance, so that many who failed together do not come back together.
      const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (faults + refusals - 1));
      await tools.clock.sleep(wait * (0.5 + Math.random() / 2), tools.signal);
    }
  }
}

function denied(error: unknown, operation: Operation): SourceFailure {
  const action = missingAction(error, operation.action);
  return new SourceFailure("missing_permission", `The permission ${action} is missing: ${awsErrorText(error)}`, {
    cause: error,
    action,
  });
}

function noCredentials(error: unknown): SourceFailure {
  const text = awsErrorText(error);
  const message = /could not load credentials/i.test(text)
    ? "No AWS credentials were found. Set them up as for the AWS CLI: a profile, SSO, environment variables, or a role."
    : `AWS does not accept the credentials; renew them: ${text}`;
  return new SourceFailure("credentials", message, { cause: error });
}
