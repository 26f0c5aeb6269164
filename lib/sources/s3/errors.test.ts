import { describe, expect, it } from "vitest";
import { type Attempt, awsSentence, type S3ErrorKind, s3ErrorKind } from "./errors";

const GET: Attempt = { action: "s3:GetObject", resource: "arn:aws:s3:::flow-logs/*" };
const KEY = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";

/** An error as the SDK makes it of an answer. */
const error = (name: string, status: number, message = ""): Error =>
  Object.assign(new Error(message), { name, $metadata: { httpStatusCode: status } });

/** AWS's own words for a permission that is missing. */
const missing = (action: string, resource: string): Error =>
  error(
    "AccessDenied",
    403,
    `User: arn:aws:sts::123456789012:assumed-role/reader/i-0 is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`,
  );

describe("what S3 refuses", () => {
  it.each<[string, Error, string]>([
    ["no words", error("AccessDenied", 403), "AWS refuses: allow s3:GetObject on arn:aws:s3:::flow-logs/*."],
    [
      "the action of the call, on one object",
      missing("s3:GetObject", '"arn:aws:s3:::flow-logs/AWSLogs/x.log.gz"'),
      "AWS refuses: allow s3:GetObject on arn:aws:s3:::flow-logs/*.",
    ],
    [
      "a listing, as S3 says of an object that is gone to whoever may not list",
      missing("s3:ListBucket", '"arn:aws:s3:::flow-logs"'),
      "AWS refuses: allow s3:ListBucket on arn:aws:s3:::flow-logs.",
    ],
    [
      "another action, and not on what",
      missing("s3:GetObjectVersion", "it"),
      "AWS refuses: allow s3:GetObjectVersion.",
    ],
    ["a key of KMS", missing("kms:Decrypt", KEY), `AWS refuses to decrypt: allow kms:Decrypt on ${KEY}.`],
    [
      "a key of KMS, in older words",
      error(
        "AccessDenied",
        403,
        "The ciphertext refers to a customer master key that does not exist, does not exist in this region, or you are not allowed to access.",
      ),
      "AWS refuses to decrypt: allow kms:Decrypt on the key.",
    ],
    [
      "a role",
      missing("sts:AssumeRole", "arn:aws:iam::210987654321:role/reader"),
      "The role arn:aws:iam::210987654321:role/reader cannot be taken: its trust policy, the external id or the permission sts:AssumeRole does not allow it.",
    ],
  ])("names what is to be allowed: %s", (_name, refusal, sentence) => {
    expect(s3ErrorKind(refusal)).toBe("denied");
    expect(awsSentence(refusal, GET)).toBe(sentence);
  });

  it("blames no permission for a key that is disabled", () => {
    const sentence = awsSentence(error("KMS.DisabledException", 400, `${KEY} is disabled.`), GET);
    expect(sentence).toContain("the key is disabled");
    expect(sentence).not.toContain("allow");
  });

  it.each<[Error, S3ErrorKind]>([
    [error("KMS.ThrottlingException", 400, "Rate exceeded"), "again"],
    [error("SlowDown", 503), "again"],
    [error("KMS.NotFoundException", 400, "Key does not exist"), "other"],
    [error("ExpiredToken", 400, "The provided token has expired."), "credentials"],
    [error("PermanentRedirect", 301), "place"],
    [error("AuthorizationHeaderMalformed", 400), "place"],
    [error("InvalidObjectState", 403), "archived"],
  ])("tells what passes from what does not: %s", (one, kind) => {
    expect(s3ErrorKind(one)).toBe(kind);
  });
});
