import type { CheckedChoice, CloudWatchDestination, S3Destination, Scope } from "../choice";
import { isArn } from "../names";
import { bucketPolicy } from "../policy/bucket";
import { deliveryPolicy, trustPolicy } from "../policy/delivery-role";
import { bucketDestination, DELIVERY_POLICY_NAME, formatOf, trafficOf } from "./flow-log";
import { type Block, printHcl, Reference, Template, type Value } from "./hcl";

const ID_ARGUMENT: Readonly<Record<Scope, string>> = {
  vpc: "vpc_id",
  subnet: "subnet_id",
  interface: "eni_id",
  "regional-nat-gateway": "regional_nat_gateway_id",
  "transit-gateway": "transit_gateway_id",
  "transit-gateway-attachment": "transit_gateway_attachment_id",
};

type Arguments = readonly (readonly [name: string, value: Value])[];

interface Destination {
  readonly resources: readonly Block[];
  readonly arguments: Arguments;
  readonly blocks?: readonly Block[];
}

/** A resource, or with `data` something that is there already. */
function resource(type: string, given: Arguments, keyword = "resource"): Block {
  return { type: keyword, labels: [type, "flow_logs"], arguments: given };
}

function toCloudWatch(choice: CheckedChoice, destination: CloudWatchDestination): Destination {
  const { group, retention, role, existing } = destination;
  const logGroup = existing
    ? resource("aws_cloudwatch_log_group", [["name", group]], "data")
    : resource("aws_cloudwatch_log_group", [
        ["name", group],
        ["retention_in_days", retention],
      ]);
  const roles = isArn(role)
    ? []
    : [
        resource("aws_iam_role", [
          ["name", role],
          ["assume_role_policy", { jsonencode: trustPolicy(choice) }],
        ]),
        resource("aws_iam_role_policy", [
          ["name", DELIVERY_POLICY_NAME],
          ["role", new Reference("aws_iam_role.flow_logs.id")],
          ["policy", { jsonencode: deliveryPolicy(choice, group) }],
        ]),
      ];
  return {
    resources: [logGroup, ...roles],
    arguments: [
      ["log_destination_type", "cloud-watch-logs"],
      ["log_destination", new Reference(`${existing ? "data." : ""}aws_cloudwatch_log_group.flow_logs.arn`)],
      ["iam_role_arn", isArn(role) ? role : new Reference("aws_iam_role.flow_logs.arn")],
    ],
  };
}

function toS3(choice: CheckedChoice, destination: S3Destination): Destination {
  const { bucket, prefix, existing } = destination;
  const name: Value = existing ? bucket : new Reference("aws_s3_bucket.flow_logs.id");
  const created = [
    resource("aws_s3_bucket", [["bucket", bucket]]),
    resource("aws_s3_bucket_public_access_block", [
      ["bucket", name],
      ["block_public_acls", true],
      ["block_public_policy", true],
      ["ignore_public_acls", true],
      ["restrict_public_buckets", true],
    ]),
  ];
  const arn = new Reference("aws_s3_bucket.flow_logs.arn");
  const to = existing
    ? bucketDestination(choice, bucket, prefix)
    : prefix === ""
      ? arn
      : new Template(arn, `/${prefix}/`);
  return {
    resources: [
      ...(existing ? [] : created),
      resource("aws_s3_bucket_policy", [
        ["bucket", name],
        ["policy", { jsonencode: bucketPolicy(choice, destination) }],
      ]),
    ],
    arguments: [
      ["log_destination_type", "s3"],
      ["log_destination", to],
      ["depends_on", [new Reference("aws_s3_bucket_policy.flow_logs")]],
    ],
    blocks: [
      {
        type: "destination_options",
        arguments: [
          ["file_format", destination.format],
          ["hive_compatible_partitions", destination.hive],
          ["per_hour_partition", destination.hourly],
        ],
      },
    ],
  };
}

/** The flow log and what it needs as Terraform configuration, for the AWS provider from version 5 on. */
export function terraformText(choice: CheckedChoice): string {
  const { destination } = choice;
  const to = destination.kind === "cloudwatch" ? toCloudWatch(choice, destination) : toS3(choice, destination);
  const traffic = trafficOf(choice);
  const format = formatOf(choice);
  const flowLog: Block = {
    ...resource("aws_flow_log", [
      [ID_ARGUMENT[choice.scope], choice.id],
      ...(traffic ? [["traffic_type", traffic] as const] : []),
      ["max_aggregation_interval", choice.interval],
      ...to.arguments,
      ...(format ? [["log_format", format] as const] : []),
    ]),
    blocks: to.blocks,
  };
  const provider: Block = { type: "provider", labels: ["aws"], arguments: [["region", choice.region]] };
  const notes =
    destination.kind === "s3" && destination.existing
      ? "# This takes the place of the policy that the bucket has.\n"
      : "";
  return `# Leave out the provider if your configuration has one.\n${notes}${printHcl([provider, ...to.resources, flowLog])}`;
}
