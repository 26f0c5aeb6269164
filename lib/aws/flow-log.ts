import type { FlowLog } from "@aws-sdk/client-ec2";
import type { DeliveryPlace, FlowLogFact, ResourceKind } from "../doctor";
import { parseFormat } from "../flow";
import { logGroupInArn, logGroupName } from "../setup/log-group-name";

const KIND_OF_PREFIX: Readonly<Record<string, ResourceKind>> = {
  vpc: "vpc",
  subnet: "subnet",
  eni: "interface",
  tgw: "transit-gateway",
};

/** What kind of thing an id names; an attachment of a transit gateway is another kind than the gateway. */
export function resourceOf(id: string): ResourceKind {
  if (id.startsWith("tgw-attach-")) return "other";
  return KIND_OF_PREFIX[id.slice(0, id.indexOf("-"))] ?? "other";
}

function bucketPlace(flowLog: FlowLog): DeliveryPlace {
  const arn = flowLog.LogDestination ?? "";
  const found = /^arn:[^:]+:s3:::([^/]+)\/?(.*?)\/*$/.exec(arn);
  if (!found) return { kind: "other", arn };
  const [, bucket = "", prefix = ""] = found;
  const options = flowLog.DestinationOptions;
  return {
    kind: "s3",
    bucket,
    prefix,
    format: options?.FileFormat === "parquet" ? "parquet" : "plain-text",
    hive: options?.HiveCompatiblePartitions ?? false,
    hourly: options?.PerHourPartition ?? false,
  };
}

/** The log group, by its name or from an ARN. */
function groupOf({ LogGroupName, LogDestination = "" }: FlowLog): string | null {
  return LogGroupName ? logGroupName(LogGroupName) : logGroupInArn(LogDestination);
}

function placeOf(flowLog: FlowLog): DeliveryPlace {
  if (flowLog.LogDestinationType === "s3") return bucketPlace(flowLog);
  const group = flowLog.LogDestinationType === "kinesis-data-firehose" ? null : groupOf(flowLog);
  if (group === null) return { kind: "other", arn: flowLog.LogDestination ?? "" };
  return { kind: "cloudwatch", group, roleArn: flowLog.DeliverLogsPermissionArn ?? null };
}

/** A flow log of the SDK as a fact (EC2 API reference, FlowLog). */
export function toFact(flowLog: FlowLog): FlowLogFact {
  const format = flowLog.LogFormat ?? "";
  const parsed = parseFormat(format);
  const resourceId = flowLog.ResourceId ?? "";
  const status = flowLog.DeliverLogsStatus;
  return {
    id: flowLog.FlowLogId ?? "",
    name: flowLog.Tags?.find(({ Key }) => Key === "Name")?.Value || null,
    account: /^arn:[^:]+:logs:[^:]*:(\d{12}):/.exec(flowLog.LogDestination ?? "")?.[1] ?? null,
    resourceId,
    resource: resourceOf(resourceId),
    traffic: flowLog.TrafficType ?? null,
    place: placeOf(flowLog),
    format,
    fields: "fields" in parsed ? parsed.fields : null,
    interval: flowLog.MaxAggregationInterval ?? 600,
    delivery: status === "SUCCESS" || status === "FAILED" ? status : null,
    deliveryError: flowLog.DeliverLogsErrorMessage ?? null,
    createdAt: flowLog.CreationTime ? Math.floor(flowLog.CreationTime.getTime() / 1000) : null,
  };
}
