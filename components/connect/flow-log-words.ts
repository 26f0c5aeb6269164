import type { AwsFlowLog } from "@/lib/api/contract";
import { defaultFields, recommendedFields } from "@/lib/setup";

const NOUNS: Readonly<Record<AwsFlowLog["resource_kind"], string>> = {
  vpc: "VPC",
  subnet: "subnet",
  interface: "interface",
  "transit-gateway": "transit gateway",
  other: "",
};

/** What a flow log watches, as a word; empty where only the id tells. */
export const sayScope = ({ resource_kind }: AwsFlowLog): string => NOUNS[resource_kind];

export function sayTraffic({ traffic_type, max_aggregation_interval }: AwsFlowLog): string {
  const traffic = { ALL: "all traffic", ACCEPT: "only accepted", REJECT: "only refused" };
  const what = traffic_type === null ? "all traffic" : traffic[traffic_type];
  return `${what}, ${max_aggregation_interval === 60 ? "1 minute" : `${max_aggregation_interval / 60} minutes`}`;
}

/** Where the records go: the kind of place, and its name. */
export function sayDestination({ destination }: AwsFlowLog): readonly [kind: string, name: string] {
  if (destination.kind === "cloudwatch") return ["CloudWatch Logs", destination.log_group];
  if (destination.kind === "other") return ["Firehose", destination.arn.slice(destination.arn.lastIndexOf("/") + 1)];
  const files = destination.file_format === "parquet" ? "S3, Parquet" : "S3, text";
  return [files, `s3://${destination.bucket}${destination.prefix === "" ? "" : `/${destination.prefix}`}`];
}

const sameSet = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && b.every((name) => a.includes(name));

/** The fields of a record in a few words. */
export function sayFields({ fields, resource_kind }: AwsFlowLog): string {
  if (fields === null) return "fields not known";
  const count = `${fields.length} ${fields.length === 1 ? "field" : "fields"}`;
  if (resource_kind === "transit-gateway") return count;
  if (sameSet(fields, defaultFields("vpc"))) return `${count}, the default`;
  if (recommendedFields("vpc").every((name) => fields.includes(name))) return `${count}, all recommended`;
  return count;
}
