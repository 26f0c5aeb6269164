import type { CheckedChoice, CloudWatchDestination, S3Destination } from "../choice";
import { isArn, nounOf } from "../names";
import { bucketPolicy } from "../policy/bucket";
import { deliveryPolicy, trustPolicy } from "../policy/delivery-role";
import { printPolicy } from "../policy/policy";
import {
  bucketDestination,
  DELIVERY_POLICY_NAME,
  deliveryRoleArn,
  formatOf,
  RESOURCE_TYPE,
  trafficOf,
} from "./flow-log";
import { type Command, comment, printCommand } from "./shell";

/** Commands that belong together, and what they are for. */
export interface CommandGroup {
  readonly title: string;
  /** What to know before running them. */
  readonly notes: readonly string[];
  readonly commands: readonly Command[];
}

const aws = (service: string, action: string, ...options: Command["options"]): Command => ({
  words: ["aws", service, action],
  options,
});

function logGroup({ region }: CheckedChoice, { group, retention, existing }: CloudWatchDestination): CommandGroup {
  const place = [
    ["region", region],
    ["log-group-name", group],
  ] as const;
  const keep = aws("logs", "put-retention-policy", ...place, ["retention-in-days", String(retention)]);
  return existing
    ? { title: `The log group is there; its events are kept for ${retention} days`, notes: [], commands: [keep] }
    : {
        title: `The log group, with events kept for ${retention} days`,
        notes: [],
        commands: [aws("logs", "create-log-group", ...place), keep],
      };
}

function deliveryRole(choice: CheckedChoice, { role, group }: CloudWatchDestination): CommandGroup[] {
  if (isArn(role)) return [];
  // IAM has no regions, but its address depends on the partition, which the CLI tells from the region.
  const place = [
    ["region", choice.region],
    ["role-name", role],
  ] as const;
  return [
    {
      title: "The role that delivers the records",
      notes: [
        "IAM may need a few seconds to know a new role. If the last command does not find it, run that one again.",
      ],
      commands: [
        aws("iam", "create-role", ...place, ["assume-role-policy-document", printPolicy(trustPolicy(choice))]),
        aws(
          "iam",
          "put-role-policy",
          ...place,
          ["policy-name", DELIVERY_POLICY_NAME],
          ["policy-document", printPolicy(deliveryPolicy(choice, group))],
        ),
      ],
    },
  ];
}

function bucket(choice: CheckedChoice, destination: S3Destination): CommandGroup[] {
  const { region } = choice;
  const place = [
    ["region", region],
    ["bucket", destination.bucket],
  ] as const;
  const policy: CommandGroup = {
    title: "The bucket's policy, which lets AWS deliver",
    notes: destination.existing
      ? [
          "This takes the place of the policy that the bucket has. If it has one, put these two statements into it instead:",
          `aws s3api get-bucket-policy --bucket ${destination.bucket} --query Policy --output text`,
        ]
      : [],
    commands: [aws("s3api", "put-bucket-policy", ...place, ["policy", printPolicy(bucketPolicy(choice, destination))])],
  };
  if (destination.existing) return [policy];
  // S3 API reference, CreateBucket: us-east-1 is the one region that must not be given as a constraint.
  const where =
    region === "us-east-1" ? [] : [["create-bucket-configuration", `LocationConstraint=${region}`] as const];
  return [
    {
      title: "The bucket, closed to the public",
      notes: [],
      commands: [
        aws("s3api", "create-bucket", ...place, ...where),
        aws("s3api", "put-public-access-block", ...place, [
          "public-access-block-configuration",
          "BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true",
        ]),
      ],
    },
    policy,
  ];
}

/** The command that creates the flow log itself. */
export function createFlowLog(choice: CheckedChoice): Command {
  const { destination } = choice;
  const traffic = trafficOf(choice);
  const format = formatOf(choice);
  return aws(
    "ec2",
    "create-flow-logs",
    ["region", choice.region],
    ["resource-type", RESOURCE_TYPE[choice.scope]],
    ["resource-ids", choice.id],
    ...(traffic ? [["traffic-type", traffic] as const] : []),
    ["max-aggregation-interval", String(choice.interval)],
    ...(destination.kind === "cloudwatch"
      ? ([
          ["log-destination-type", "cloud-watch-logs"],
          ["log-group-name", destination.group],
          ["deliver-logs-permission-arn", deliveryRoleArn(choice, destination.role)],
        ] as const)
      : ([
          ["log-destination-type", "s3"],
          ["log-destination", bucketDestination(choice, destination.bucket, destination.prefix)],
          [
            "destination-options",
            `FileFormat=${destination.format},HiveCompatiblePartitions=${destination.hive},PerHourPartition=${destination.hourly}`,
          ],
        ] as const)),
    ...(format ? [["log-format", format] as const] : []),
  );
}

/** Everything to run, in order. */
export function commandGroups(choice: CheckedChoice): CommandGroup[] {
  const { destination } = choice;
  const before =
    destination.kind === "cloudwatch"
      ? [logGroup(choice, destination), ...deliveryRole(choice, destination)]
      : bucket(choice, destination);
  const last: CommandGroup = {
    title: "The flow log",
    notes: ['The answer must have an empty "Unsuccessful" list: AWS reports a refusal there, and not as an error.'],
    commands: [createFlowLog(choice)],
  };
  return [...before, last];
}

/** The commands as a script for any POSIX shell, which stops at the first one that fails. */
export function cliText(choice: CheckedChoice): string {
  const noun = nounOf(choice.scope);
  const head = [
    "#!/bin/sh",
    comment(`Creates a flow log of the ${noun} ${choice.id} in ${choice.region}, account ${choice.account}.`),
    comment("Needs the AWS CLI with credentials of that account; AWS CloudShell has both."),
    "set -eu",
  ].join("\n");
  const parts = commandGroups(choice).map(({ title, notes, commands }, index) =>
    [comment(`${index + 1}. ${title}.`), ...notes.map(comment), ...commands.map(printCommand)].join("\n"),
  );
  return `${[head, ...parts].join("\n\n")}\n`;
}
