import { bucketArn, logGroupArn } from "../arn";
import type { CheckedChoice, CloudWatchDestination, S3Destination } from "../choice";
import { deliveryFolder } from "./bucket";
import { type PolicyDocument, policyOf, type Statement } from "./policy";

// None of these can be narrowed to one resource (service authorization reference, EC2 and CloudWatch Logs).
const DISCOVER: Statement = {
  Sid: "FindFlowLogs",
  Effect: "Allow",
  Action: [
    "ec2:DescribeFlowLogs",
    "ec2:DescribeVpcs",
    "ec2:DescribeSubnets",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeInstances",
    "logs:DescribeLogGroups",
  ],
  Resource: "*",
};

function readGroup(choice: CheckedChoice, { group }: CloudWatchDestination): Statement[] {
  const arn = logGroupArn(choice, group);
  return [
    {
      Sid: "ReadTheLogGroup",
      Effect: "Allow",
      Action: ["logs:DescribeLogStreams", "logs:FilterLogEvents", "logs:GetLogEvents", "logs:StartQuery"],
      Resource: [arn, `${arn}:*`],
    },
    {
      Sid: "ReadQueryResults",
      Effect: "Allow",
      Action: ["logs:GetQueryResults", "logs:StopQuery"],
      Resource: "*",
    },
  ];
}

function readBucket(choice: CheckedChoice, destination: S3Destination): Statement[] {
  const arn = bucketArn(choice, destination.bucket);
  const { prefix } = destination;
  const list: Statement = {
    Sid: "ListTheBucket",
    Effect: "Allow",
    Action: ["s3:ListBucket"],
    Resource: arn,
    ...(prefix === "" ? {} : { Condition: { StringLike: { "s3:prefix": [prefix, `${prefix}/*`] } } }),
  };
  return [
    { Sid: "FindTheBucket", Effect: "Allow", Action: ["s3:GetBucketLocation"], Resource: arn },
    list,
    {
      Sid: "ReadTheLogFiles",
      Effect: "Allow",
      Action: ["s3:GetObject"],
      Resource: `${arn}/${deliveryFolder(choice.account, destination)}/*`,
    },
  ];
}

/** What Flowglass itself needs to find this flow log and to read what it delivers. It writes nothing. */
export function readerPolicy(choice: CheckedChoice): PolicyDocument {
  const { destination } = choice;
  const read = destination.kind === "cloudwatch" ? readGroup(choice, destination) : readBucket(choice, destination);
  return policyOf(DISCOVER, ...read);
}
