/** What an error of AWS, or of the way there, means for whoever reads a source. */

/**
 * - `throttled`: one request too many; slower.       - `token`: a page token is no longer accepted; from the start again.
 * - `credentials`: none, wrong or expired.           - `denied`: an IAM permission is missing.
 * - `missing`: the thing asked for is not there.     - `again`: a fault on the way or in AWS; the same once more.
 * - `wrong`: the request itself is refused; asking again gives the same.
 */
export type AwsErrorKind = "throttled" | "token" | "credentials" | "denied" | "missing" | "again" | "wrong";

const THROTTLED = new Set([
  "ThrottlingException",
  "Throttling",
  "ThrottledException",
  "TooManyRequestsException",
  "LimitExceededException",
  "RequestLimitExceeded",
  "RequestThrottled",
  "RequestThrottledException",
  "SlowDown",
  "BandwidthLimitExceeded",
  "ProvisionedThroughputExceededException",
]);
const CREDENTIALS = new Set([
  "ExpiredTokenException",
  "ExpiredToken",
  "RequestExpired",
  "RequestTimeTooSkewed",
  "TokenRefreshRequired",
  "InvalidToken",
  "InvalidClientTokenId",
  "UnrecognizedClientException",
  "InvalidSignatureException",
  "SignatureDoesNotMatch",
  "IncompleteSignature",
  "MissingAuthenticationToken",
  "MissingAuthenticationTokenException",
  "InvalidAccessKeyId",
  "AuthFailure",
  "CredentialsProviderError",
  "TokenProviderError",
  "CredentialsError",
]);
const DENIED = new Set([
  "AccessDeniedException",
  "AccessDenied",
  "UnauthorizedOperation",
  "UnauthorizedException",
  "AuthorizationError",
  "AllAccessDisabled",
]);
const MISSING = new Set(["ResourceNotFoundException", "NoSuchBucket", "NoSuchKey", "NotFound", "QueueDoesNotExist"]);
const WRONG_STATUS = new Set([400, 404, 405, 409, 411, 412, 413, 501]);
/** These say so even when what comes with them cannot be read: a page of HTML where no such service is. */
const NO_SUCH_SERVICE = new Set([404, 405, 501]);

interface Parts {
  readonly name: string;
  readonly message: string;
  readonly status: number;
  readonly throttling: boolean;
  /** The SDK has learnt how far this machine's clock is off: the same request, signed anew, is right. */
  readonly clockCorrected: boolean;
}

function partsOf(error: unknown): Parts {
  const thing: Record<string, unknown> = typeof error === "object" && error !== null ? { ...error } : {};
  const metadata = thing.$metadata as { httpStatusCode?: unknown; clockSkewCorrected?: unknown } | undefined;
  const retryable = thing.$retryable as { throttling?: unknown } | undefined;
  const own = error instanceof Error ? { name: error.name, message: error.message } : { name: "", message: "" };
  const code = typeof thing.Code === "string" ? thing.Code : typeof thing.code === "string" ? thing.code : "";
  return {
    name: own.name && own.name !== "Error" ? own.name : code,
    message: own.message,
    status: Number(metadata?.httpStatusCode ?? 0),
    throttling: retryable?.throttling === true,
    clockCorrected: metadata?.clockSkewCorrected === true,
  };
}

/**
 * Tells what an error means.
 * @param sentToken whether the request carried a page token, which may be what is refused.
 */
export function awsErrorKind(error: unknown, sentToken = false): AwsErrorKind {
  const { name, message, status, throttling, clockCorrected } = partsOf(error);
  if (clockCorrected) return "again";
  if (throttling || status === 429 || THROTTLED.has(name)) return "throttled";
  if (CREDENTIALS.has(name)) return "credentials";
  if (sentToken && /token/i.test(`${name} ${message}`) && (status === 400 || status === 0)) return "token";
  if (DENIED.has(name)) return "denied";
  if (MISSING.has(name)) return "missing";
  if (status === 403) return "denied";
  if (NO_SUCH_SERVICE.has(status) || (name && WRONG_STATUS.has(status))) return "wrong";
  return "again";
}

const ACTION = /not authorized to perform:?\s+([a-z0-9-]+:[A-Za-z0-9*]+)/i;

/**
 * The IAM action that is missing.
 * @param called the action of the call that was made, for errors that do not name one.
 */
export function missingAction(error: unknown, called: string): string {
  return ACTION.exec(partsOf(error).message)?.[1] ?? called;
}

/** What the SDK adds, for who writes programs, to an answer that it cannot read. */
const FOR_PROGRAMMERS = /\s*Deserialization error: to see the raw response.*$/s;

/** What an error says, without what is of no use to who only uses a program. */
export const saidBy = (message: string): string => message.replace(FOR_PROGRAMMERS, "").replace(/\s+/g, " ").trim();

/** An error in few words, for a reason that is shown: never more than AWS's own sentence. */
export function awsErrorText(error: unknown): string {
  const { name, message, status } = partsOf(error);
  const text = saidBy(message).slice(0, 300);
  const about = [name, status && status !== 200 ? `HTTP ${status}` : ""].filter(Boolean).join(", ");
  if (!text) return about || "no answer";
  return about ? `${text} (${about})` : text;
}
