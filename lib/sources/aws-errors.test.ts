import { expect, test } from "vitest";
import { type AwsErrorKind, awsErrorKind, awsErrorText, missingAction } from "./aws-errors";

const error = (name: string, message = "", status = 400): Error =>
  Object.assign(new Error(message), { name, $metadata: { httpStatusCode: status } });

test.each<[Error, boolean, AwsErrorKind]>([
  [error("ThrottlingException", "Rate exceeded"), false, "throttled"],
  [error("LimitExceededException"), false, "throttled"],
  [error("SlowDown", "", 503), false, "throttled"],
  [error("Anything", "", 429), false, "throttled"],
  [error("InvalidParameterException", "The specified nextToken is invalid."), true, "token"],
  [error("InvalidParameterException", "The specified nextToken is invalid."), false, "wrong"],
  [error("ExpiredTokenException", "The security token included in the request is expired"), true, "credentials"],
  [error("UnrecognizedClientException", "The security token included in the request is invalid."), true, "credentials"],
  [error("CredentialsProviderError", "Could not load credentials from any providers", 0), false, "credentials"],
  [error("AccessDeniedException", "", 400), false, "denied"],
  [error("UnauthorizedOperation", "", 403), false, "denied"],
  [error("ResourceNotFoundException"), false, "missing"],
  [error("ServiceUnavailableException", "", 503), false, "again"],
  [error("InternalFailure", "", 500), false, "again"],
  [Object.assign(new Error("read ECONNRESET"), { name: "Error", code: "ECONNRESET" }), true, "again"],
  [Object.assign(new Error("aborted"), { code: "ECONNRESET", $metadata: { attempts: 1 } }), false, "again"],
  [
    Object.assign(new SyntaxError("Unexpected end of JSON input"), { $metadata: { httpStatusCode: 200 } }),
    true,
    "again",
  ],
  [error("TimeoutError", "", 0), false, "again"],
  [error("SyntaxError", "Unexpected token '<'", 503), false, "again"],
  [error("Error", "XML parse error: mismatched tags", 404), false, "wrong"],
  [error("InvalidParameterException", "Value at 'startTime'"), false, "wrong"],
])("%s (token sent: %s) is %s", (given, sentToken, kind) => {
  expect(awsErrorKind(given, sentToken)).toBe(kind);
});

test("the missing action is AWS's, else the one that was called", () => {
  const message =
    "User: arn:aws:iam::123456789012:user/a is not authorized to perform: logs:FilterLogEvents on resource: arn:aws:logs:…";
  expect(missingAction(error("AccessDeniedException", message), "logs:GetLogEvents")).toBe("logs:FilterLogEvents");
  expect(missingAction(error("UnauthorizedOperation", "no"), "ec2:DescribeFlowLogs")).toBe("ec2:DescribeFlowLogs");
});

test("a reason says what AWS says, shortly", () => {
  expect(awsErrorText(error("ServiceUnavailableException", "Try later", 503))).toBe(
    "Try later (ServiceUnavailableException, HTTP 503)",
  );
  const unread =
    "Unexpected token '<'\n  Deserialization error: to see the raw response, inspect the hidden field {error}.$response";
  expect(awsErrorText(error("SyntaxError", unread, 503))).toBe("Unexpected token '<' (SyntaxError, HTTP 503)");
  expect(awsErrorText(error("X", "y".repeat(1000), 500)).length).toBeLessThan(350);
});

test("an error after which the SDK has set its clock right is worth another try", () => {
  const skewed = Object.assign(error("InvalidSignatureException", "Signature expired"), {
    $metadata: { httpStatusCode: 400, clockSkewCorrected: true },
  });
  expect(awsErrorKind(skewed)).toBe("again");
  expect(awsErrorKind(error("RequestTimeTooSkewed", "", 403))).toBe("credentials");
});
