/**
 * What somebody chose for a new flow log. A choice may be unfinished or wrong, as it comes from a form or an
 * address; only `checkChoice` makes a `CheckedChoice`, and only that can be written as commands.
 */

/** What the flow log watches. */
export const SCOPES = [
  "vpc",
  "subnet",
  "interface",
  "regional-nat-gateway",
  "transit-gateway",
  "transit-gateway-attachment",
] as const;
export type Scope = (typeof SCOPES)[number];

/**
 * Whether AWS's rules for transit gateways hold: fields of their own, no kind of traffic, an interval of one minute.
 * @see https://docs.aws.amazon.com/vpc/latest/tgw/flow-logs-api-cli.html
 */
export const isOfTransitGateway = (scope: Scope): boolean =>
  scope === "transit-gateway" || scope === "transit-gateway-attachment";

/** Which traffic is logged, in AWS's words. */
export const TRAFFIC = ["ALL", "ACCEPT", "REJECT"] as const;
export type Traffic = (typeof TRAFFIC)[number];

/** Longest time, in seconds, over which packets of one flow become one record. */
export const INTERVALS = [60, 600] as const;
export type Interval = (typeof INTERVALS)[number];

export const FILE_FORMATS = ["plain-text", "parquet"] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];

/** Days that CloudWatch Logs can keep events (API reference, PutRetentionPolicy). */
export const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

export interface CloudWatchDestination {
  readonly kind: "cloudwatch";
  readonly group: string;
  /** Days; one of RETENTION_DAYS. */
  readonly retention: number;
  /** The name of the role to create for the delivery, or the ARN of one that exists. */
  readonly role: string;
  /** True when the log group is there already. */
  readonly existing: boolean;
}

export interface S3Destination {
  readonly kind: "s3";
  readonly bucket: string;
  /** Folder in the bucket, without slashes at its ends; may be empty. */
  readonly prefix: string;
  readonly format: FileFormat;
  /** Hive-compatible prefixes: `aws-account-id=…/year=…`. */
  readonly hive: boolean;
  /** One folder an hour in place of one a day. */
  readonly hourly: boolean;
  /** True when the bucket is there already. */
  readonly existing: boolean;
}

/** The fields of a record: AWS's default, the set that Flowglass makes most of, or a list of text names in order. */
export type FieldChoice =
  | { readonly kind: "default" }
  | { readonly kind: "recommended" }
  | { readonly kind: "own"; readonly names: readonly string[] };

export interface SetupChoice {
  /** Twelve digits. */
  readonly account: string;
  readonly region: string;
  readonly scope: Scope;
  /** The id of what is watched. */
  readonly id: string;
  readonly traffic: Traffic;
  readonly destination: CloudWatchDestination | S3Destination;
  readonly interval: Interval;
  readonly fields: FieldChoice;
}

declare const checked: unique symbol;

/** A choice that passed every rule of `checkChoice`. */
export type CheckedChoice = SetupChoice & { readonly [checked]: true };

export const DEFAULT_CLOUDWATCH: CloudWatchDestination = {
  kind: "cloudwatch",
  group: "/vpc/flow-logs",
  retention: 30,
  role: "vpc-flow-logs-delivery",
  existing: false,
};

export const DEFAULT_S3: S3Destination = {
  kind: "s3",
  bucket: "",
  prefix: "",
  format: "plain-text",
  hive: false,
  hourly: false,
  existing: false,
};

/** Where a new choice starts: all traffic of a VPC, every minute, to CloudWatch Logs, with the recommended fields. */
export const DEFAULT_CHOICE: SetupChoice = {
  account: "",
  region: "us-east-1",
  scope: "vpc",
  id: "",
  traffic: "ALL",
  destination: DEFAULT_CLOUDWATCH,
  interval: 60,
  fields: { kind: "recommended" },
};
