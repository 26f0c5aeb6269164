import { logGroupArn, partitionOf } from "../arn";
import type { CheckedChoice } from "../choice";
import { type PolicyDocument, policyOf } from "./policy";

/**
 * Who may take the role that delivers to CloudWatch Logs: the flow logs of this account and region, and nobody who
 * talks another account's flow log into using it (VPC user guide, "IAM role for publishing flow logs to CloudWatch
 * Logs"; IAM user guide, "The confused deputy problem").
 */
export function trustPolicy({ account, region }: CheckedChoice): PolicyDocument {
  return policyOf({
    Sid: "FlowLogsOfThisAccount",
    Effect: "Allow",
    Principal: { Service: "vpc-flow-logs.amazonaws.com" },
    Action: "sts:AssumeRole",
    Condition: {
      StringEquals: { "aws:SourceAccount": account },
      ArnLike: { "aws:SourceArn": `arn:${partitionOf(region)}:ec2:${region}:${account}:vpc-flow-log/*` },
    },
  });
}

/** What that role may do: write to the one log group. Listing log groups cannot be narrowed to one of them. */
export function deliveryPolicy(choice: CheckedChoice, group: string): PolicyDocument {
  const arn = logGroupArn(choice, group);
  return policyOf(
    {
      Sid: "WriteToTheLogGroup",
      Effect: "Allow",
      Action: ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
      Resource: [arn, `${arn}:*`],
    },
    {
      Sid: "FindTheLogGroup",
      Effect: "Allow",
      Action: "logs:DescribeLogGroups",
      Resource: logGroupArn(choice, "*"),
    },
  );
}
