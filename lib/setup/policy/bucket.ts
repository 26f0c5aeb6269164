import { bucketArn, partitionOf } from "../arn";
import type { CheckedChoice, S3Destination } from "../choice";
import { type PolicyDocument, policyOf } from "./policy";

/** The folder below which AWS writes an account's flow logs, without a slash at its end. */
export function deliveryFolder(account: string, { prefix, hive }: S3Destination): string {
  const folder = hive ? `AWSLogs/aws-account-id=${account}` : `AWSLogs/${account}`;
  return prefix === "" ? folder : `${prefix}/${folder}`;
}

/**
 * What lets AWS deliver flow logs of this account and region into the bucket, and nobody else's
 * (VPC user guide, "Amazon S3 bucket permissions for flow logs").
 */
export function bucketPolicy(choice: CheckedChoice, destination: S3Destination): PolicyDocument {
  const { account, region } = choice;
  const arn = bucketArn(choice, destination.bucket);
  const source = { "aws:SourceArn": `arn:${partitionOf(region)}:logs:${region}:${account}:*` };
  const Principal = { Service: "delivery.logs.amazonaws.com" };
  return policyOf(
    {
      Sid: "AWSLogDeliveryWrite",
      Effect: "Allow",
      Principal,
      Action: "s3:PutObject",
      Resource: `${arn}/${deliveryFolder(account, destination)}/*`,
      Condition: {
        StringEquals: { "aws:SourceAccount": account, "s3:x-amz-acl": "bucket-owner-full-control" },
        ArnLike: source,
      },
    },
    {
      Sid: "AWSLogDeliveryAclCheck",
      Effect: "Allow",
      Principal,
      Action: ["s3:GetBucketAcl", "s3:ListBucket"],
      Resource: arn,
      Condition: { StringEquals: { "aws:SourceAccount": account }, ArnLike: source },
    },
  );
}
