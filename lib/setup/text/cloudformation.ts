import type { CheckedChoice, CloudWatchDestination, S3Destination } from "../choice";
import { isArn, nounOf } from "../names";
import { bucketPolicy } from "../policy/bucket";
import { deliveryPolicy, trustPolicy } from "../policy/delivery-role";
import type { PolicyDocument } from "../policy/policy";
import { bucketDestination, DELIVERY_POLICY_NAME, formatOf, RESOURCE_TYPE, trafficOf } from "./flow-log";
import { printYaml, type Tree } from "./yaml";

type Resources = Record<string, { readonly [key: string]: Tree }>;

/** A policy as a plain tree. */
const tree = (policy: PolicyDocument): Tree => JSON.parse(JSON.stringify(policy)) as Tree;

function toCloudWatch(choice: CheckedChoice, { group, retention, role, existing }: CloudWatchDestination) {
  const resources: Resources = {};
  if (!existing) {
    resources.LogGroup = {
      Type: "AWS::Logs::LogGroup",
      DeletionPolicy: "Retain",
      UpdateReplacePolicy: "Retain",
      Properties: { LogGroupName: group, RetentionInDays: retention },
    };
  }
  if (!isArn(role)) {
    resources.DeliveryRole = {
      Type: "AWS::IAM::Role",
      Properties: {
        RoleName: role,
        AssumeRolePolicyDocument: tree(trustPolicy(choice)),
        Policies: [{ PolicyName: DELIVERY_POLICY_NAME, PolicyDocument: tree(deliveryPolicy(choice, group)) }],
      },
    };
  }
  const properties: Record<string, Tree> = {
    LogDestinationType: "cloud-watch-logs",
    LogGroupName: existing ? group : { Ref: "LogGroup" },
    DeliverLogsPermissionArn: isArn(role) ? role : { "Fn::GetAtt": ["DeliveryRole", "Arn"] },
  };
  return { resources, properties, dependsOn: null };
}

function toS3(choice: CheckedChoice, destination: S3Destination) {
  const resources: Resources = {};
  if (!destination.existing) {
    resources.Bucket = {
      Type: "AWS::S3::Bucket",
      DeletionPolicy: "Retain",
      UpdateReplacePolicy: "Retain",
      Properties: {
        BucketName: destination.bucket,
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
      },
    };
  }
  resources.BucketPolicy = {
    Type: "AWS::S3::BucketPolicy",
    Properties: {
      Bucket: destination.existing ? destination.bucket : { Ref: "Bucket" },
      PolicyDocument: tree(bucketPolicy(choice, destination)),
    },
  };
  const properties: Record<string, Tree> = {
    LogDestinationType: "s3",
    LogDestination: bucketDestination(choice, destination.bucket, destination.prefix),
    DestinationOptions: {
      FileFormat: destination.format,
      HiveCompatiblePartitions: destination.hive,
      PerHourPartition: destination.hourly,
    },
  };
  return { resources, properties, dependsOn: "BucketPolicy" };
}

/** The stack as a tree (CloudFormation user guide, "Template anatomy"). */
export function cloudFormationTemplate(choice: CheckedChoice) {
  const { destination } = choice;
  const to = destination.kind === "cloudwatch" ? toCloudWatch(choice, destination) : toS3(choice, destination);
  const traffic = trafficOf(choice);
  const format = formatOf(choice);
  return {
    AWSTemplateFormatVersion: "2010-09-09",
    Description: `Flow log of the ${nounOf(choice.scope)} ${choice.id}. For ${choice.region} in the account ${choice.account}.`,
    Resources: {
      ...to.resources,
      FlowLog: {
        Type: "AWS::EC2::FlowLog",
        ...(to.dependsOn ? { DependsOn: to.dependsOn } : {}),
        Properties: {
          ResourceType: RESOURCE_TYPE[choice.scope],
          ResourceId: choice.id,
          ...(traffic ? { TrafficType: traffic } : {}),
          MaxAggregationInterval: choice.interval,
          ...to.properties,
          ...(format ? { LogFormat: format } : {}),
        },
      },
    },
    Outputs: { FlowLogId: { Value: { Ref: "FlowLog" } } },
  } satisfies Tree;
}

/** The stack as YAML. It names an IAM role, so it needs CAPABILITY_NAMED_IAM. */
export function cloudFormationText(choice: CheckedChoice): string {
  const { destination, region } = choice;
  const iam = destination.kind === "cloudwatch" && !isArn(destination.role);
  const head = [
    "# Save it as flow-log.yaml, then:",
    `# aws cloudformation deploy --region ${region} --stack-name flow-log --template-file flow-log.yaml${iam ? " --capabilities CAPABILITY_NAMED_IAM" : ""}`,
    ...(destination.kind === "cloudwatch" && destination.existing
      ? ["# The log group is there already: this stack does not change how long it keeps events."]
      : []),
    ...(destination.kind === "s3" && destination.existing
      ? ["# This takes the place of the policy that the bucket has."]
      : []),
  ];
  return `${head.join("\n")}\n${printYaml(cloudFormationTemplate(choice))}`;
}
