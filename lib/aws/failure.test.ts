import { expect, test } from "vitest";
import { failureOf, isPassing } from "./failure";

const place = { region: "eu-west-1", roleArn: null };
const kindOf = (name: string, message = "") =>
  failureOf(Object.assign(new Error(message), { name }), "ec2:DescribeFlowLogs", place).kind;

test("a session that has run out is not a lack of credentials", () => {
  const ended = "The SSO session associated with this profile has expired. To refresh it run aws sso login";
  expect(kindOf("CredentialsProviderError", ended)).toBe("expired");
  expect(kindOf("TokenProviderError", "Token is expired. To refresh this SSO session run 'aws sso login'")).toBe(
    "expired",
  );
  expect(kindOf("CredentialsProviderError", "Could not load credentials from any providers")).toBe("no_credentials");
  expect(kindOf("ExpiredTokenException")).toBe("expired");
});

test("the same cause by other names", () => {
  for (const name of ["InvalidToken", "MissingAuthenticationToken", "IncompleteSignature", "AuthFailure"]) {
    expect(kindOf(name)).toBe("credentials");
  }
  for (const name of ["ThrottledException", "RequestThrottled", "SlowDown"]) expect(kindOf(name)).toBe("throttled");
  for (const name of ["UnauthorizedException", "AccessDenied"]) expect(kindOf(name)).toBe("permission");
});

test("what passes is tried again, and no way at all is not", () => {
  const coded = (name: string, code?: string) => Object.assign(new Error("x"), { name, code });
  for (const code of ["ECONNRESET", "EPIPE"]) expect(isPassing(coded("TimeoutError", code))).toBe(true);
  expect(isPassing(coded("EmptyAnswer", "ECONNRESET"))).toBe(true);
  expect(isPassing(coded("InternalError"))).toBe(true);
  for (const code of ["ECONNREFUSED", "ENOTFOUND", "ETIMEDOUT"]) expect(isPassing(coded("Error", code))).toBe(false);
  expect(isPassing(coded("TimeoutError"))).toBe(false);
  expect(isPassing(coded("AccessDenied"))).toBe(false);
});
