import { describe, expect, it } from "vitest";
import { DEFAULT_CLOUDWATCH } from "../choice";
import { checked, EXAMPLES, ofTransitGateway, toCloudWatch, toOldBucket, toS3 } from "../testing/choices";
import { bucketPolicy } from "./bucket";
import { deliveryPolicy, trustPolicy } from "./delivery-role";
import { type PolicyDocument, printPolicy } from "./policy";
import { readerPolicy } from "./reader";

const list = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === "string" ? [value] : value;

/** Each action with the resources it is allowed on. */
function allowed(policy: PolicyDocument): Record<string, readonly string[]> {
  return Object.fromEntries(
    policy.Statement.flatMap(({ Action, Resource }) => list(Action).map((action) => [action, list(Resource)])),
  );
}

/** Every policy of a choice. */
function policiesOf(choice: (typeof EXAMPLES)[number][1]): PolicyDocument[] {
  const { destination } = choice;
  const rest =
    destination.kind === "cloudwatch"
      ? [trustPolicy(choice), deliveryPolicy(choice, destination.group)]
      : [bucketPolicy(choice, destination)];
  return [readerPolicy(choice), ...rest];
}

describe.each(EXAMPLES)("the policies for %s", (_, choice) => {
  it("are JSON, name each statement, and allow no action by a wildcard", () => {
    for (const policy of policiesOf(choice)) {
      expect(JSON.parse(printPolicy(policy))).toEqual(policy);
      expect(policy.Version).toBe("2012-10-17");
      const ids = policy.Statement.map(({ Sid }) => Sid);
      expect(new Set(ids).size).toBe(ids.length);
      for (const { Sid, Action } of policy.Statement) {
        expect(Sid).toMatch(/^[A-Za-z0-9]+$/);
        for (const action of list(Action)) expect(action).toMatch(/^[a-z0-9]+:[A-Za-z]+$/);
      }
    }
  });

  it("let a service in only for this account, and flow logs of this region", () => {
    for (const policy of policiesOf(choice)) {
      for (const { Principal, Condition } of policy.Statement) {
        if (!Principal) continue;
        expect(Condition?.StringEquals?.["aws:SourceAccount"]).toBe(choice.account);
        expect(Condition?.ArnLike?.["aws:SourceArn"]).toContain(`:${choice.region}:${choice.account}:`);
      }
    }
  });

  it("name only ARNs of the region's partition", () => {
    const partition = { c: "aws-cn", u: "aws-us-gov" }[choice.region.replace(/^us-(?!gov)/, "x")[0] ?? ""] ?? "aws";
    for (const [, found] of JSON.stringify(policiesOf(choice)).matchAll(/"arn:([^:]+):/g))
      expect(found).toBe(partition);
  });
});

describe("the delivery role", () => {
  it("is taken by flow logs, under both conditions", () => {
    expect(trustPolicy(ofTransitGateway).Statement).toEqual([
      {
        Sid: "FlowLogsOfThisAccount",
        Effect: "Allow",
        Principal: { Service: "vpc-flow-logs.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: {
          StringEquals: { "aws:SourceAccount": "123456789012" },
          ArnLike: { "aws:SourceArn": "arn:aws:ec2:us-east-1:123456789012:vpc-flow-log/*" },
        },
      },
    ]);
  });

  it("may do the five things that AWS asks for, on one log group", () => {
    const group = "arn:aws:logs:us-east-1:123456789012:log-group:/vpc/flow-logs";
    const one = [group, `${group}:*`];
    expect(allowed(deliveryPolicy(toCloudWatch, DEFAULT_CLOUDWATCH.group))).toEqual({
      "logs:CreateLogGroup": one,
      "logs:CreateLogStream": one,
      "logs:PutLogEvents": one,
      "logs:DescribeLogStreams": one,
      "logs:DescribeLogGroups": ["arn:aws:logs:us-east-1:123456789012:log-group:*"],
    });
  });
});

describe("the bucket policy", () => {
  it("lets AWS write into the folder of the account only, giving the owner control", () => {
    if (toS3.destination.kind !== "s3") throw new Error("not S3");
    const [write, check] = bucketPolicy(toS3, toS3.destination).Statement;
    expect(write?.Resource).toBe("arn:aws:s3:::my-flow-logs/net/vpc/AWSLogs/123456789012/*");
    expect(write?.Condition?.StringEquals?.["s3:x-amz-acl"]).toBe("bucket-owner-full-control");
    expect(check?.Resource).toBe("arn:aws:s3:::my-flow-logs");
    expect(check?.Action).toEqual(["s3:GetBucketAcl", "s3:ListBucket"]);
  });

  it("knows the folder of Hive-compatible prefixes", () => {
    if (toOldBucket.destination.kind !== "s3") throw new Error("not S3");
    const [write] = bucketPolicy(toOldBucket, toOldBucket.destination).Statement;
    expect(write?.Resource).toBe("arn:aws:s3:::my-flow-logs/AWSLogs/aws-account-id=123456789012/*");
  });
});

describe("the policy for Flowglass", () => {
  it("only reads", () => {
    for (const [, choice] of EXAMPLES) {
      for (const action of Object.keys(allowed(readerPolicy(choice)))) {
        expect(action).toMatch(/^(?:ec2|logs|s3):(?:Describe|Get|List|Filter|StartQuery$|StopQuery$)/);
      }
    }
  });

  it("reads the contents of one log group, or of the account's folder in one bucket", () => {
    const group = "arn:aws:logs:us-east-1:123456789012:log-group:/vpc/flow-logs";
    expect(allowed(readerPolicy(toCloudWatch))["logs:FilterLogEvents"]).toEqual([group, `${group}:*`]);
    expect(allowed(readerPolicy(toCloudWatch))["s3:GetObject"]).toBeUndefined();
    const { "s3:GetObject": read, "s3:ListBucket": listed } = allowed(readerPolicy(toS3));
    expect(read).toEqual(["arn:aws:s3:::my-flow-logs/net/vpc/AWSLogs/123456789012/*"]);
    expect(listed).toEqual(["arn:aws:s3:::my-flow-logs"]);
    const condition = readerPolicy(toS3).Statement.find(({ Sid }) => Sid === "ListTheBucket")?.Condition;
    expect(condition).toEqual({ StringLike: { "s3:prefix": ["net/vpc", "net/vpc/*"] } });
  });

  it.each([checked({ region: "eu-south-2" }), toOldBucket])(
    "fits into a managed policy of 6,144 characters",
    (choice) => {
      expect(JSON.stringify(readerPolicy(choice)).length).toBeLessThan(6144);
    },
  );
});
