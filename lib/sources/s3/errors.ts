/** What an error of S3 or SQS means for the reader, and the sentence for the user. */

/**
 * - `again`: passes by itself: the network, a throttled request, a fault inside AWS.
 * - `credentials`: new credentials are needed.      - `denied`: a permission is missing.
 * - `gone`: the object is not there any more.        - `archived`: in Glacier, not to be had without a restore.
 * - `place`: the bucket or queue does not exist, or is in another Region.   - `other`: whatever is left.
 */
export type AwsErrorKind = "again" | "credentials" | "denied" | "gone" | "archived" | "place" | "other";

const KIND_OF_NAME: Readonly<Record<string, AwsErrorKind>> = {
  SlowDown: "again",
  Throttling: "again",
  ThrottlingException: "again",
  RequestThrottled: "again",
  TooManyRequestsException: "again",
  RequestLimitExceeded: "again",
  InternalError: "again",
  ServiceUnavailable: "again",
  RequestTimeout: "again",
  TimeoutError: "again",
  OperationAborted: "again",
  AccessDenied: "denied",
  AccessDeniedException: "denied",
  AllAccessDisabled: "denied",
  AccountProblem: "denied",
  "KMS.DisabledException": "denied",
  Forbidden: "denied",
  ExpiredToken: "credentials",
  ExpiredTokenException: "credentials",
  TokenRefreshRequired: "credentials",
  InvalidToken: "credentials",
  InvalidClientTokenId: "credentials",
  UnrecognizedClientException: "credentials",
  InvalidAccessKeyId: "credentials",
  SignatureDoesNotMatch: "credentials",
  RequestExpired: "credentials",
  CredentialsProviderError: "credentials",
  TokenProviderError: "credentials",
  NoSuchKey: "gone",
  NotFound: "gone",
  NoSuchVersion: "gone",
  PreconditionFailed: "gone",
  InvalidObjectState: "archived",
  NoSuchBucket: "place",
  PermanentRedirect: "place",
  AuthorizationHeaderMalformed: "place",
  IllegalLocationConstraintException: "place",
  QueueDoesNotExist: "place",
  "AWS.SimpleQueueService.NonExistentQueue": "place",
};

const NETWORK =
  /^(?:ECONN|EPIPE|ETIMEDOUT|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|ENOTFOUND|ERR_STREAM_PREMATURE_CLOSE|ERR_SSL)|socket hang up|aborted|terminated|network socket|checksum mismatch/i;

interface Shape {
  readonly name: string;
  readonly code: string;
  readonly message: string;
  readonly status: number;
}

function shapeOf(error: unknown): Shape {
  const { name, code, Code, message, $metadata } = (error ?? {}) as Record<string, unknown> & {
    $metadata?: { httpStatusCode?: unknown };
  };
  const text = (value: unknown): string => (typeof value === "string" ? value : "");
  return {
    name: text(name),
    code: text(Code) || text(code),
    message: text(message),
    status: Number($metadata?.httpStatusCode ?? 0),
  };
}

/** What kind of error it is. */
export function awsErrorKind(error: unknown): AwsErrorKind {
  const { name, code, message, status } = shapeOf(error);
  const known = KIND_OF_NAME[name] ?? KIND_OF_NAME[code];
  if (known) return known;
  if (NETWORK.test(code) || NETWORK.test(message)) return "again";
  if (status === 429 || status >= 500) return "again";
  if (status === 403) return "denied";
  if (status === 404 || status === 412) return "gone";
  if (status === 301) return "place";
  return "other";
}

/** What was being done, for the sentence. */
export interface Attempt {
  /** The IAM action that the call needs: `s3:ListBucket`. */
  readonly action: string;
  /** The ARN that it needs it on. */
  readonly resource: string;
}

/** The ARN partition of a Region. */
export function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}

/** The IAM action that is missing: the one AWS names, else the one that the call needs. */
export function missingAction(error: unknown, attempt: Attempt): string {
  const { message } = shapeOf(error);
  return /not authorized to perform:?\s+([a-z0-9-]+:[A-Za-z0-9]+)/.exec(message)?.[1] ?? attempt.action;
}

/** One sentence that says what is wrong and what would help. Holds no credentials: AWS's own text is cut and quoted last. */
export function awsSentence(error: unknown, attempt: Attempt): string {
  const { name, code, message } = shapeOf(error);
  const said = (message || name || code || "no reason given").replace(/\s+/g, " ").slice(0, 200);
  const action = missingAction(error, attempt);
  switch (awsErrorKind(error)) {
    case "denied":
      return action.startsWith("kms:")
        ? `AWS refuses to decrypt: allow ${action} on the key of the bucket.`
        : `AWS refuses: allow ${action} on ${attempt.resource}.`;
    case "credentials":
      return /expired/i.test(`${name}${code}`)
        ? "The AWS credentials have expired. Renew them (for example with aws sso login); reading goes on by itself."
        : `AWS does not accept the credentials, or there are none: ${said}`;
    case "gone":
      return "It was deleted while it was being read.";
    case "archived":
      return "It is archived in S3 Glacier. Restore it, then resume the source.";
    case "place":
      return `It is not there, or it is in another Region: ${said}`;
    case "again":
      return `AWS could not be reached or is too busy: ${said}`;
    default:
      return `AWS answered: ${said}`;
  }
}
