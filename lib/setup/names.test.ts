import { describe, expect, it } from "vitest";
import {
  checkAccount,
  checkBucket,
  checkId,
  checkLogGroup,
  checkPrefix,
  checkRegion,
  checkRole,
  checkRoleArn,
} from "./names";

const cases = [
  {
    name: "account",
    check: checkAccount,
    good: ["123456789012", "000000000000"],
    bad: ["", "12345678901", "1234567890123", "12345678901x", "1234-5678-9012", " 123456789012"],
  },
  {
    name: "region",
    check: checkRegion,
    good: ["us-east-1", "ap-southeast-4", "us-gov-west-1", "cn-north-1", "eusc-de-east-1", "us-iso-east-1"],
    bad: ["", "us", "US-EAST-1", "us-east-1a", "us-east", "us-east-1;rm", "us-east-1\n"],
  },
  {
    name: "log group",
    check: checkLogGroup,
    good: ["/vpc/flow-logs", "a", "A_b/c.d#e-f", "x".repeat(512), "/aws/vpc"],
    bad: ["", "aws/vpc", "a b", "a*", "a:b", "$(id)", "x".repeat(513), "grüße"],
  },
  {
    name: "bucket",
    check: checkBucket,
    good: ["abc", "my.logs-1", "0abc0", "x".repeat(63)],
    bad: [
      "",
      "ab",
      "x".repeat(64),
      "My-logs",
      "my_logs",
      "-abc",
      "abc-",
      "a..b",
      "192.168.5.4",
      "xn--abc",
      "sthree-x",
      "amzn-s3-demo-x",
      "abc-s3alias",
      "abc--ol-s3",
      "abc.mrap",
      "abc--x-s3",
      "abc--table-s3",
    ],
  },
  {
    name: "folder",
    check: checkPrefix,
    good: ["", "logs", "logs/vpc", "it's-(1)!", "a=b", "AWSLogs-old"],
    bad: [
      "/logs",
      "logs/",
      "a//b",
      "a*b",
      "a?b",
      `a/\${aws:username}`,
      "AWSLogs",
      "x/AWSLogs/y",
      "a b",
      "x".repeat(513),
    ],
  },
  {
    name: "role",
    check: checkRole,
    good: [
      "delivery",
      "a+b=c,d.e@f_g-h",
      "arn:aws:iam::123456789012:role/path/x",
      "arn:aws-cn:iam::123456789012:role/x",
    ],
    bad: ["", "a b", "a/b", "x".repeat(65), "arn:aws:iam::1:role/x", "arn:aws:iam::123456789012:user/x", "arn:x"],
  },
  {
    name: "role ARN",
    check: checkRoleArn,
    good: ["arn:aws:iam::123456789012:role/x", "arn:aws-us-gov:iam::123456789012:role/a/b"],
    bad: ["", "x", "arn:aws:iam::123456789012:role/", "arn:aws:iam::123456789012:role/x y", "arn:aws:s3:::b"],
  },
];

describe.each(cases)("the rule for $name", ({ check, good, bad }) => {
  it.each(good)("allows %j", (text) => expect(check(text)).toBeNull());
  it.each(bad)("refuses %j with a sentence", (text) => expect(check(text)).toMatch(/^["A-Z].*\.$/s));
});

describe("the rule for ids", () => {
  it("allows 8 and 17 digits", () => {
    expect(checkId("vpc", "vpc-0a1b2c3d")).toBeNull();
    expect(checkId("interface", "eni-0123456789abcdef0")).toBeNull();
  });

  it("says what another kind's id is", () => {
    expect(checkId("vpc", "subnet-0a1b2c3d")).toBe("subnet-0a1b2c3d is a subnet, not a VPC.");
    expect(checkId("interface", "tgw-0123456789abcdef0")).toBe(
      "tgw-0123456789abcdef0 is a transit gateway, not a network interface.",
    );
  });

  it.each(["", "vpc-", "vpc-123", "vpc-0A1B2C3D", "vpc-0123456789abcdef01", "vpc-0a1b2c3d; id", "vpc-0a1b2c3d\n"])(
    "refuses %j with an example",
    (id) => expect(checkId("vpc", id)).toContain("vpc-0123456789abcdef0"),
  );
});
