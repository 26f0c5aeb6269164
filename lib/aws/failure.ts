/** What can go wrong when AWS is asked, in words that say what to do. */

import { awsErrorKind, saidBy } from "../sources/aws-errors";

/**
 * - `permission`: an IAM action is missing.          - `no_credentials`: the SDK found none anywhere.
 * - `expired`: they are no longer good.              - `credentials`: AWS does not know them, or not in this region.
 * - `network`: no answer.                            - `throttled`: too many requests, after several tries.
 * - `other`: anything else that AWS says.
 */
export type FailureKind =
  | "permission"
  | "no_credentials"
  | "expired"
  | "credentials"
  | "network"
  | "throttled"
  | "other";

export interface Failure {
  readonly kind: FailureKind;
  /** The IAM action that was tried, or the one that AWS says is missing: `ec2:DescribeFlowLogs`. */
  readonly action: string;
  readonly message: string;
}

const THROTTLED = new Set([
  "ThrottlingException",
  "Throttling",
  "ThrottledException",
  "RequestThrottled",
  "RequestLimitExceeded",
  "TooManyRequestsException",
  "SlowDown",
  "LimitExceededException",
]);
const DENIED = new Set([
  "UnauthorizedOperation",
  "UnauthorizedException",
  "AccessDeniedException",
  "AccessDenied",
  "Forbidden",
]);
const EXPIRED = new Set(["ExpiredToken", "ExpiredTokenException", "RequestExpired", "TokenRefreshRequired"]);
const UNKNOWN = new Set([
  "AuthFailure",
  "InvalidClientTokenId",
  "InvalidAccessKeyId",
  "UnrecognizedClientException",
  "SignatureDoesNotMatch",
  "InvalidSignatureException",
  "InvalidToken",
  "IncompleteSignature",
  "MissingAuthenticationToken",
  "MissingAuthenticationTokenException",
  "OptInRequired",
]);
const NO_CREDENTIALS = new Set(["CredentialsProviderError", "TokenProviderError", "CredentialsError"]);
const NO_NETWORK = new Set(["ECONNREFUSED", "ECONNRESET", "ENOTFOUND", "EAI_AGAIN", "ETIMEDOUT", "EPIPE"]);

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : "");
const codeOf = (error: unknown): string =>
  typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";

/** True when the same request may well succeed in a moment. */
export const isThrottled = (error: unknown): boolean => THROTTLED.has(nameOf(error));

/** There is no way at all, or the answer took too long: once more would only make whoever waits wait longer. */
const NO_WAY = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "ETIMEDOUT"]);
/** The SDK calls these a timeout, too, although the line was cut. */
const CUT = new Set(["ECONNRESET", "EPIPE"]);

/** True for a line that was cut, or a fault of the server's: the next request may find another. */
export const isPassing = (error: unknown): boolean =>
  awsErrorKind(error) === "again" &&
  (CUT.has(codeOf(error)) || (!NO_WAY.has(codeOf(error)) && nameOf(error) !== "TimeoutError"));

/** The action that an error's own text names, as in "not authorized to perform: sts:AssumeRole on resource …". */
function actionIn(error: unknown): string | null {
  const text = error instanceof Error ? error.message : "";
  return /not authorized to perform: ([a-z0-9-]+:[A-Za-z]+)/.exec(text)?.[1] ?? null;
}

function sayDenied(action: string, role: string | null): string {
  if (action !== "sts:AssumeRole") return `The IAM action ${action} is not allowed.`;
  const name = role ?? "the role";
  return `The role ${name} cannot be taken: its trust policy, the external id or the permission sts:AssumeRole does not allow it.`;
}

/**
 * Says what an error of the SDK means.
 * @param action the IAM action of the call.
 * @param place what was asked: the region and the role that was to be taken, if any.
 */
export function failureOf(
  error: unknown,
  action: string,
  place: { readonly region: string; readonly roleArn: string | null },
): Failure {
  const name = nameOf(error);
  if (DENIED.has(name)) {
    const missing = actionIn(error) ?? action;
    return { kind: "permission", action: missing, message: sayDenied(missing, place.roleArn) };
  }
  // A session of IAM Identity Center that has run out is found out by the SDK before AWS is asked.
  if (
    EXPIRED.has(name) ||
    (NO_CREDENTIALS.has(name) && /\bexpired\b/i.test(error instanceof Error ? error.message : ""))
  ) {
    return { kind: "expired", action, message: "The AWS credentials have expired. Renew them, then try again." };
  }
  if (NO_CREDENTIALS.has(name)) {
    return { kind: "no_credentials", action, message: "Flowglass found no AWS credentials where it runs." };
  }
  if (UNKNOWN.has(name)) {
    const message = `AWS does not accept the credentials in ${place.region}. They may be wrong, or the region may be switched off for the account.`;
    return { kind: "credentials", action, message };
  }
  if (THROTTLED.has(name)) {
    return {
      kind: "throttled",
      action,
      message: `AWS takes no more requests for ${action} now. Try again in a moment.`,
    };
  }
  if (NO_NETWORK.has(codeOf(error)) || name === "TimeoutError" || name === "NetworkingError") {
    const message = `AWS cannot be reached in ${place.region}: there is no way to it, or no such region.`;
    return { kind: "network", action, message };
  }
  const said = (error instanceof Error && saidBy(error.message)) || "nothing";
  return { kind: "other", action, message: `AWS refused ${action}: ${said.slice(0, 300)}` };
}
