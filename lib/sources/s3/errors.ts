/** What an error of S3 or SQS means for the reader, and the sentence for the user. */

import { awsErrorKind, awsErrorText, missingAction } from "../aws-errors";

/**
 * - `again`: passes by itself: the network, a throttled request, a fault inside AWS.
 * - `credentials`: new credentials are needed.      - `denied`: a permission is missing.
 * - `gone`: the object is not there any more.        - `archived`: in Glacier, not to be had without a restore.
 * - `place`: the bucket or queue does not exist, or is in another Region.   - `other`: whatever is left.
 */
export type S3ErrorKind = "again" | "credentials" | "denied" | "gone" | "archived" | "place" | "other";

/** What S3 and SQS say in their own words. The rest is as with every service of AWS. */
const KIND_OF_NAME: Readonly<Record<string, S3ErrorKind>> = {
  RequestTimeout: "again",
  OperationAborted: "again",
  "KMS.DisabledException": "denied",
  "KMS.ThrottlingException": "again",
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

/** The disk's fault, not AWS's. */
export const isLocal = (error: unknown): boolean =>
  ["ENOSPC", "EDQUOT", "EACCES", "EROFS", "EMFILE"].includes(String((error as { code?: unknown } | null)?.code));

/** What kind of error it is. */
export function s3ErrorKind(error: unknown): S3ErrorKind {
  const { name, Code } = (error ?? {}) as { name?: unknown; Code?: unknown };
  const own = KIND_OF_NAME[String(name)] ?? KIND_OF_NAME[String(Code)];
  if (own) return own;
  if (isLocal(error)) return "other";
  const kind = awsErrorKind(error);
  if (kind === "credentials" || kind === "denied") return kind;
  if (kind === "missing") return "gone";
  return kind === "wrong" ? "other" : "again";
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

/** How AWS says that it may not decrypt, where it does not name the action. */
const NO_KEY = /ciphertext refers to a customer master key/i;
const RESOURCE = /on resource:\s+"?(arn:[^\s"]+)/;

/** What is to be allowed. AWS may name another action than that of the call: then its resource is another, too. */
function deniedSentence(error: unknown, { action, resource }: Attempt): string {
  const said = awsErrorText(error);
  if (/\bKMS\.DisabledException\b/.test(said)) return `AWS cannot decrypt: the key is disabled. ${said}`;
  const missing = NO_KEY.test(said) ? "kms:Decrypt" : missingAction(error, action);
  const named = RESOURCE.exec(error instanceof Error ? error.message : "")?.[1];
  if (missing.startsWith("kms:")) return `AWS refuses to decrypt: allow ${missing} on ${named ?? "the key"}.`;
  if (missing === "sts:AssumeRole") {
    const role = named ? `The role ${named}` : "The role";
    return `${role} cannot be taken: its trust policy, the external id or the permission sts:AssumeRole does not allow it.`;
  }
  const on = missing === action ? resource : named;
  return `AWS refuses: allow ${missing}${on ? ` on ${on}` : ""}.`;
}

/** One sentence that says what is wrong and what would help. */
export function awsSentence(error: unknown, attempt: Attempt): string {
  const said = awsErrorText(error);
  switch (s3ErrorKind(error)) {
    case "denied":
      return deniedSentence(error, attempt);
    case "credentials":
      return /expired/i.test(said)
        ? "The AWS credentials have expired. Renew them (for example with aws sso login); reading goes on by itself."
        : `AWS does not accept the credentials, or there are none: ${said}`;
    case "gone":
      return "It was deleted before it could be read.";
    case "archived":
      return "It is archived in S3 Glacier. Restore it, then resume the source.";
    case "place":
      return `It is not there, or it is in another Region: ${said}`;
    case "again":
      return `AWS could not be reached, or is too busy: ${said}`;
    default:
      return `AWS answered: ${said}`;
  }
}
