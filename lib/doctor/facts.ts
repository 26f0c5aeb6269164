/** What was found out about an account in one region. `null` is "not known": a permission is missing, or nobody asked. */

export interface CloudWatchPlace {
  readonly kind: "cloudwatch";
  readonly group: string;
  readonly roleArn: string | null;
}

export interface S3Place {
  readonly kind: "s3";
  readonly bucket: string;
  /** Folder in the bucket, without slashes at its ends; may be empty. */
  readonly prefix: string;
  readonly format: "plain-text" | "parquet";
  readonly hive: boolean;
  readonly hourly: boolean;
}

/** A Firehose stream, or whatever AWS adds: Flowglass cannot read from it. */
export interface OtherPlace {
  readonly kind: "other";
  readonly arn: string;
}

export type DeliveryPlace = CloudWatchPlace | S3Place | OtherPlace;

export const RESOURCE_KINDS = ["vpc", "subnet", "interface", "transit-gateway", "other"] as const;
export type ResourceKind = (typeof RESOURCE_KINDS)[number];

/** A flow log, as `DescribeFlowLogs` tells it. */
export interface FlowLogFact {
  readonly id: string;
  readonly name: string | null;
  /** The account, where the destination's ARN tells it: a log group is always in the flow log's own account. */
  readonly account: string | null;
  readonly resourceId: string;
  readonly resource: ResourceKind;
  /** Null for a transit gateway's. */
  readonly traffic: "ALL" | "ACCEPT" | "REJECT" | null;
  readonly place: DeliveryPlace;
  /** The format as AWS writes it. */
  readonly format: string;
  /** Field names in order; null when the format names one that is not known. */
  readonly fields: readonly string[] | null;
  /** Seconds. */
  readonly interval: number;
  readonly delivery: "SUCCESS" | "FAILED" | null;
  readonly deliveryError: string | null;
  /** Epoch seconds. */
  readonly createdAt: number | null;
}

export interface VpcFact {
  readonly id: string;
  readonly name: string | null;
  readonly cidr: string | null;
  readonly isDefault: boolean;
}

export interface SubnetFact {
  readonly id: string;
  readonly vpcId: string;
  readonly name: string | null;
  readonly cidr: string | null;
}

/** A network interface that has a flow log of its own. */
export interface InterfaceFact {
  readonly id: string;
  readonly subnetId: string;
  readonly vpcId: string;
}

export interface LogGroupFact {
  readonly name: string;
  /** Days; null is for ever. */
  readonly retention: number | null;
  readonly bytes: number | null;
}

export interface Facts {
  readonly account: string | null;
  readonly region: string;
  readonly flowLogs: readonly FlowLogFact[] | null;
  readonly vpcs: readonly VpcFact[] | null;
  readonly subnets: readonly SubnetFact[] | null;
  readonly interfaces: readonly InterfaceFact[] | null;
  readonly logGroups: readonly LogGroupFact[] | null;
}

/** The parts of the facts that a rule may need. */
export type Known = "flowLogs" | "vpcs" | "subnets" | "interfaces" | "logGroups";

/** How a thing is written in a sentence: its id, with its name where it has one. */
export function called({ id, name }: { readonly id: string; readonly name: string | null }): string {
  return name ? `${id} (${name})` : id;
}

/** Where a flow log delivers to, in words. */
export function sayPlace(place: DeliveryPlace): string {
  if (place.kind === "cloudwatch") return `the log group ${place.group}`;
  if (place.kind === "s3") return `s3://${place.bucket}${place.prefix === "" ? "" : `/${place.prefix}`}`;
  return place.arn;
}
