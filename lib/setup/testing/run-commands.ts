/** Two ways to run a script: by the AWS CLI, where it is installed, and command by command through the SDK. */

import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  PutRetentionPolicyCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { CreateFlowLogsCommand, type CreateFlowLogsCommandInput, EC2Client } from "@aws-sdk/client-ec2";
import {
  type BucketLocationConstraint,
  CreateBucketCommand,
  PutBucketPolicyCommand,
  PutPublicAccessBlockCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { awsCommand, shellCommands } from "./shell-words";

type Environment = Readonly<Record<string, string>>;
type Options = Readonly<Record<string, string>>;

/** `A=1,B=true` of the CLI's shorthand as an object. */
const shorthand = (text = ""): Record<string, string> =>
  Object.fromEntries(text.split(",").map((pair) => pair.split("=") as [string, string]));

function flowLogInput(options: Options): CreateFlowLogsCommandInput {
  const to = options["destination-options"];
  const { FileFormat, HiveCompatiblePartitions, PerHourPartition } = shorthand(to);
  const input = {
    ResourceType: options["resource-type"],
    ResourceIds: [options["resource-ids"]],
    TrafficType: options["traffic-type"],
    MaxAggregationInterval: Number(options["max-aggregation-interval"]),
    LogDestinationType: options["log-destination-type"],
    LogDestination: options["log-destination"],
    LogGroupName: options["log-group-name"],
    DeliverLogsPermissionArn: options["deliver-logs-permission-arn"],
    LogFormat: options["log-format"],
    ...(to && {
      DestinationOptions: {
        FileFormat,
        HiveCompatiblePartitions: HiveCompatiblePartitions === "true",
        PerHourPartition: PerHourPartition === "true",
      },
    }),
  };
  return input as CreateFlowLogsCommandInput;
}

/** IAM has no client among the dependencies; its protocol is a form (IAM API reference, "Making query requests"). */
async function iam(environment: Environment, action: string, fields: Readonly<Record<string, string | undefined>>) {
  const body = new URLSearchParams({ Action: action, Version: "2010-05-08" });
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) body.set(name, value);
  const credential = `${environment.AWS_ACCESS_KEY_ID}/20260101/us-east-1/iam/aws4_request`;
  const response = await fetch(environment.AWS_ENDPOINT_URL_IAM ?? "", {
    method: "POST",
    headers: { authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=0` },
    body,
  });
  if (!response.ok) throw new Error(await response.text());
}

function clients(environment: Environment, region: string) {
  const config = {
    region,
    maxAttempts: 1,
    credentials: {
      accessKeyId: environment.AWS_ACCESS_KEY_ID ?? "",
      secretAccessKey: environment.AWS_SECRET_ACCESS_KEY ?? "",
    },
  };
  return {
    logs: new CloudWatchLogsClient({ ...config, endpoint: environment.AWS_ENDPOINT_URL_CLOUDWATCH_LOGS }),
    ec2: new EC2Client({ ...config, endpoint: environment.AWS_ENDPOINT_URL_EC2 }),
    s3: new S3Client({ ...config, endpoint: environment.AWS_ENDPOINT_URL_S3, forcePathStyle: true }),
  };
}

async function runOne(environment: Environment, action: string, options: Options): Promise<void> {
  const { logs, ec2, s3 } = clients(environment, options.region ?? "us-east-1");
  const Bucket = options.bucket ?? "";
  const logGroupName = options["log-group-name"] ?? "";
  switch (action) {
    case "logs create-log-group":
      await logs.send(new CreateLogGroupCommand({ logGroupName }));
      return;
    case "logs put-retention-policy": {
      const retentionInDays = Number(options["retention-in-days"]);
      await logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays }));
      return;
    }
    case "iam create-role": {
      const document = options["assume-role-policy-document"];
      return iam(environment, "CreateRole", { RoleName: options["role-name"], AssumeRolePolicyDocument: document });
    }
    case "iam put-role-policy":
      return iam(environment, "PutRolePolicy", {
        RoleName: options["role-name"],
        PolicyName: options["policy-name"],
        PolicyDocument: options["policy-document"],
      });
    case "s3api create-bucket": {
      const { LocationConstraint: location } = shorthand(options["create-bucket-configuration"]);
      const constraint = location as BucketLocationConstraint | undefined;
      await s3.send(
        new CreateBucketCommand({
          Bucket,
          ...(constraint && { CreateBucketConfiguration: { LocationConstraint: constraint } }),
        }),
      );
      return;
    }
    case "s3api put-public-access-block": {
      const block = Object.entries(shorthand(options["public-access-block-configuration"]));
      const configuration = Object.fromEntries(block.map(([name, value]) => [name, value === "true"]));
      await s3.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration: configuration }));
      return;
    }
    case "s3api put-bucket-policy":
      await s3.send(new PutBucketPolicyCommand({ Bucket, Policy: options.policy }));
      return;
    case "ec2 create-flow-logs": {
      const { Unsuccessful } = await ec2.send(new CreateFlowLogsCommand(flowLogInput(options)));
      if (Unsuccessful?.[0]) throw new Error(Unsuccessful[0].Error?.Message);
      return;
    }
    default:
      throw new Error(`nothing is known of aws ${action}`);
  }
}

/** Runs every command of a script through the SDK. */
export async function runThroughSdk(script: string, environment: Environment): Promise<void> {
  for (const words of shellCommands(script)) {
    if (words[0] === "set") continue;
    const { action, options } = awsCommand(words);
    await runOne(environment, action, options);
  }
}

/** Runs a script with the shell and the AWS CLI. @returns what the commands printed. */
export async function runWithCli(script: string, environment: Environment): Promise<string> {
  const child = spawn("sh", ["-s"], { env: { ...process.env, ...environment, AWS_PAGER: "" } });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (bytes: Buffer) => {
      output += bytes.toString();
    });
  }
  child.stdin.end(script);
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(output);
  return output;
}
