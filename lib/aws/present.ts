import type { AwsFlowLog, AwsPlaceParams } from "../api/contract";
import type { FlowLogFact } from "../doctor";
import type { AwsPlace } from "../sources/source";

/** The place that a request names. */
export function placeOf({ region, role_arn, external_id }: AwsPlaceParams): AwsPlace {
  return { region, roleArn: role_arn || null, externalId: external_id || null };
}

function presentPlace({ place }: FlowLogFact): AwsFlowLog["destination"] {
  if (place.kind === "cloudwatch") return { kind: "cloudwatch", log_group: place.group, role_arn: place.roleArn };
  if (place.kind === "other") return place;
  return {
    kind: "s3",
    bucket: place.bucket,
    prefix: place.prefix,
    file_format: place.format,
    hive_compatible_partitions: place.hive,
    per_hour_partition: place.hourly,
  };
}

/** A flow log as the API tells it. */
export function presentFlowLog(flowLog: FlowLogFact): AwsFlowLog {
  return {
    id: flowLog.id,
    name: flowLog.name,
    resource_id: flowLog.resourceId,
    resource_kind: flowLog.resource,
    traffic_type: flowLog.traffic,
    destination: presentPlace(flowLog),
    log_format: flowLog.format,
    fields: flowLog.fields === null ? null : [...flowLog.fields],
    max_aggregation_interval: flowLog.interval,
    delivery_status: flowLog.delivery,
    delivery_error: flowLog.deliveryError,
    created_at: flowLog.createdAt,
  };
}
