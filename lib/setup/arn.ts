/** ARNs of what a flow log needs. Partitions: IAM user guide, "Amazon Resource Names". */

/** The partition of a region: `aws`, `aws-cn`, `aws-us-gov` and the isolated ones. */
export function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  if (region.startsWith("us-gov-")) return "aws-us-gov";
  if (region.startsWith("us-iso-")) return "aws-iso";
  if (region.startsWith("us-isob-")) return "aws-iso-b";
  if (region.startsWith("eu-isoe-")) return "aws-iso-e";
  if (region.startsWith("us-isof-")) return "aws-iso-f";
  if (region.startsWith("eusc-")) return "aws-eusc";
  return "aws";
}

interface Place {
  readonly account: string;
  readonly region: string;
}

export function logGroupArn({ account, region }: Place, group: string): string {
  return `arn:${partitionOf(region)}:logs:${region}:${account}:log-group:${group}`;
}

export function bucketArn({ region }: Place, bucket: string): string {
  return `arn:${partitionOf(region)}:s3:::${bucket}`;
}

/** The ARN of a role given by its name, or by its ARN. */
export function roleArn({ account, region }: Place, role: string): string {
  return role.startsWith("arn:") ? role : `arn:${partitionOf(region)}:iam::${account}:role/${role}`;
}
