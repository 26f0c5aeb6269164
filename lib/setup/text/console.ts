import {
  type CheckedChoice,
  type CloudWatchDestination,
  isOfTransitGateway,
  type S3Destination,
  type Scope,
} from "../choice";
import { fieldNames } from "../fields";
import { isArn, nounOf } from "../names";
import { bucketPolicy } from "../policy/bucket";
import { deliveryPolicy, trustPolicy } from "../policy/delivery-role";
import { printPolicy } from "../policy/policy";
import { bucketDestination, DELIVERY_POLICY_NAME } from "./flow-log";

/** One thing to do in the AWS console. */
export interface Step {
  readonly title: string;
  /** What to click and fill in, in order. */
  readonly actions: readonly string[];
  /** A text to paste on the way. */
  readonly paste?: { readonly label: string; readonly text: string };
}

const WHERE: Readonly<Record<Scope, string>> = {
  vpc: "VPC console, Your VPCs",
  subnet: "VPC console, Subnets",
  interface: "EC2 console, Network Interfaces",
  "regional-nat-gateway": "VPC console, NAT gateways",
  "transit-gateway": "VPC console, Transit gateways",
  "transit-gateway-attachment": "VPC console, Transit gateway attachments",
};

function logGroup({ group, retention, existing }: CloudWatchDestination): Step {
  if (existing) {
    return {
      title: "Check the log group",
      actions: [
        `Open the CloudWatch console, Log groups, and find ${group}.`,
        `If its retention is "Never expire", choose it and set ${retention} days: AWS bills what is kept.`,
      ],
    };
  }
  return {
    title: "Create the log group",
    actions: [
      "Open the CloudWatch console, Log groups, Create log group.",
      `Name: ${group}. Retention setting: ${retention} days.`,
    ],
  };
}

function role(choice: CheckedChoice, destination: CloudWatchDestination): Step[] {
  if (isArn(destination.role)) return [];
  const name = destination.role;
  return [
    {
      title: "Create the role that delivers the records",
      actions: ["Open the IAM console, Roles, Create role, Custom trust policy. Paste this in place of what is there:"],
      paste: { label: "Trust policy", text: printPolicy(trustPolicy(choice)) },
    },
    {
      title: "Name the role and give it its permissions",
      actions: [
        `Choose Next twice, without a permission. Role name: ${name}. Create role.`,
        `Open the role ${name}, Add permissions, Create inline policy, JSON. Paste this, and name it ${DELIVERY_POLICY_NAME}:`,
      ],
      paste: { label: "Permission policy", text: printPolicy(deliveryPolicy(choice, destination.group)) },
    },
  ];
}

function bucket(choice: CheckedChoice, destination: S3Destination): Step[] {
  const paste = { label: "Bucket policy", text: printPolicy(bucketPolicy(choice, destination)) };
  if (destination.existing) {
    return [
      {
        title: "Let AWS deliver into the bucket",
        actions: [
          `Open the S3 console, the bucket ${destination.bucket}, Permissions, Bucket policy, Edit.`,
          "Paste this. If there is a policy already, add the two statements to it:",
        ],
        paste,
      },
    ];
  }
  return [
    {
      title: "Create the bucket",
      actions: [
        "Open the S3 console, Create bucket.",
        `Name: ${destination.bucket}. Region: ${choice.region}. Leave Block all public access on.`,
      ],
    },
    {
      title: "Let AWS deliver into the bucket",
      actions: ["Open the bucket, Permissions, Bucket policy, Edit. Paste this:"],
      paste,
    },
  ];
}

function destinationAction(choice: CheckedChoice): string {
  const { destination, account, region } = choice;
  if (destination.kind === "cloudwatch") {
    const { group, role } = destination;
    const name = isArn(role) ? role.slice(role.lastIndexOf("/") + 1) : role;
    return `Destination: Send to CloudWatch Logs, log group ${group}, IAM role ${name} (account ${account}, region ${region}).`;
  }
  const { bucket, prefix, format, hive, hourly } = destination;
  const options = [
    `file format ${format === "parquet" ? "Parquet" : "Text"}`,
    `Hive-compatible prefix ${hive ? "on" : "off"}`,
    `partition logs by time: ${hourly ? "every 1 hour" : "every 24 hours"}`,
  ];
  const arn = bucketDestination(choice, bucket, prefix);
  return `Destination: Send to an Amazon S3 bucket; S3 bucket ARN ${arn}; ${options.join("; ")}.`;
}

function flowLog(choice: CheckedChoice): Step {
  const { scope, id, traffic, interval, fields } = choice;
  const filter = traffic === "ALL" ? "All" : traffic === "ACCEPT" ? "Accept" : "Reject";
  const most = interval === 60 ? "1 minute" : "10 minutes";
  const given = isOfTransitGateway(scope) ? [] : [`Filter: ${filter}. Maximum aggregation interval: ${most}.`];
  return {
    title: `Create the flow log`,
    actions: [
      `Open the ${WHERE[scope]}. Check that the region at the top is ${choice.region}.`,
      `Tick the ${nounOf(scope)} ${id}, then Actions, Create flow log.`,
      ...given,
      destinationAction(choice),
      fields.kind === "default"
        ? "Log record format: AWS default format. Create flow log."
        : "Log record format: Custom format. Choose these fields in this order, then Create flow log:",
    ],
    ...(fields.kind === "default" ? {} : { paste: { label: "Fields", text: fieldNames(choice).join("\n") } }),
  };
}

/** What to do by hand in the AWS console, in order. */
export function consoleSteps(choice: CheckedChoice): Step[] {
  const { destination } = choice;
  const before =
    destination.kind === "cloudwatch"
      ? [logGroup(destination), ...role(choice, destination)]
      : bucket(choice, destination);
  return [...before, flowLog(choice)];
}

/** The steps as plain text (Markdown). */
export function consoleText(choice: CheckedChoice): string {
  const parts = consoleSteps(choice).map(({ title, actions, paste }, index) =>
    [
      `## ${index + 1}. ${title}`,
      "",
      ...actions.map((action) => `- ${action}`),
      ...(paste ? ["", "```", paste.text, "```"] : []),
    ].join("\n"),
  );
  return `# Flow log of the ${nounOf(choice.scope)} ${choice.id}\n\n${parts.join("\n\n")}\n`;
}
