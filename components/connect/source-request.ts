import type { AwsFlowLog, Source, SourceRequest } from "@/lib/api/contract";
import type { Place } from "./use-place";

/** What can be read: a log group, or a folder of a bucket with the region that the bucket is in. */
export type Target =
  | { readonly kind: "cloudwatch"; readonly log_group: string; readonly streams?: readonly string[] }
  | { readonly kind: "s3"; readonly bucket: string; readonly prefix: string; readonly region?: string };

/** The folders below which AWS puts one account's flow logs of one region (VPC user guide, "Flow log files"). */
function folderOf(hive: boolean, account: string | null, region: string): string {
  if (account === null) return "AWSLogs/";
  return hive
    ? `AWSLogs/aws-account-id=${account}/aws-service=vpcflowlogs/aws-region=${region}/`
    : `AWSLogs/${account}/vpcflowlogs/${region}/`;
}

/**
 * Where a flow log's records can be read; null where Flowglass cannot read them. In a bucket it is the folder of the
 * account and region: a prefix that ends earlier could be that of another flow log's folder too.
 */
export function targetOf(
  { destination }: AwsFlowLog,
  { account, region }: { readonly account: string | null; readonly region: string },
): Target | null {
  if (destination.kind === "cloudwatch") return { kind: "cloudwatch", log_group: destination.log_group };
  if (destination.kind !== "s3") return null;
  const { bucket, prefix, hive_compatible_partitions: hive } = destination;
  const folder = folderOf(hive, account, region);
  return { kind: "s3", bucket, prefix: prefix === "" ? folder : `${prefix}/${folder}` };
}

const regionOf = (place: Place, target: Target): string =>
  (target.kind === "s3" ? target.region : undefined) ?? place.region;

/** The request that makes it a source: from `since` on, and going on with what comes. */
export function toRequest(place: Place, target: Target, since: string): SourceRequest {
  const common = {
    region: regionOf(place, target),
    since,
    follow: true,
    ...(place.role_arn === "" ? {} : { role_arn: place.role_arn }),
    ...(place.role_arn === "" || place.external_id === "" ? {} : { external_id: place.external_id }),
  };
  return target.kind === "cloudwatch"
    ? {
        kind: "cloudwatch",
        log_group: target.log_group,
        ...common,
        ...(target.streams && { streams: [...target.streams] }),
      }
    : { kind: "s3", bucket: target.bucket, prefix: target.prefix, ...common };
}

/** The sources that read some streams of a log group, in this region and as this role. */
export function partsOf(sources: readonly Source[], place: Place, target: Target): Source[] {
  return sources.filter(
    (source) =>
      target.kind === "cloudwatch" &&
      source.log_group === target.log_group &&
      source.region === place.region &&
      (source.role_arn ?? "") === place.role_arn &&
      (source.streams ?? []).length > 0,
  );
}

/** The source that reads all of a target already, in this region and as this role. */
export function sourceOf(sources: readonly Source[], place: Place, target: Target): Source | undefined {
  return sources.find((source) => {
    if (source.kind !== target.kind || (source.role_arn ?? "") !== place.role_arn) return false;
    if (target.kind === "s3") {
      return source.bucket === target.bucket && target.prefix.startsWith(source.prefix ?? "");
    }
    return source.log_group === target.log_group && source.region === place.region && !source.streams;
  });
}
