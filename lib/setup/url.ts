/**
 * A choice as the parameters of an address. The names are part of every link that was shared: add, never rename.
 * None of them is a name of the view's own (lib/view/url.ts), so that both live in one address.
 */

import { findField } from "@/lib/flow";
import {
  type CloudWatchDestination,
  DEFAULT_CHOICE,
  DEFAULT_CLOUDWATCH,
  DEFAULT_S3,
  FILE_FORMATS,
  type FieldChoice,
  INTERVALS,
  isOfTransitGateway,
  type S3Destination,
  SCOPES,
  type SetupChoice,
  TRAFFIC,
} from "./choice";

export const SETUP_PARAMS = [
  "account",
  "region",
  "scope",
  "id",
  "traffic",
  "dest",
  "group",
  "days",
  "role",
  "bucket",
  "prefix",
  "file",
  "hive",
  "hourly",
  "existing",
  "interval",
  "fields",
] as const;
type Param = (typeof SETUP_PARAMS)[number];

type Read = (name: Param) => string | null;

const oneOf = <Value extends string | number>(values: readonly Value[], text: string | null, fallback: Value): Value =>
  values.find((value) => String(value) === text) ?? fallback;

const isOn = (text: string | null): boolean => text === "1";

function readCloudWatch(read: Read): CloudWatchDestination {
  const days = read("days") ?? "";
  return {
    kind: "cloudwatch",
    group: read("group") ?? DEFAULT_CLOUDWATCH.group,
    retention: /^\d{1,5}$/.test(days) ? Number(days) : DEFAULT_CLOUDWATCH.retention,
    role: read("role") ?? DEFAULT_CLOUDWATCH.role,
    existing: isOn(read("existing")),
  };
}

function readS3(read: Read): S3Destination {
  return {
    kind: "s3",
    bucket: read("bucket") ?? DEFAULT_S3.bucket,
    prefix: read("prefix") ?? DEFAULT_S3.prefix,
    format: oneOf(FILE_FORMATS, read("file"), DEFAULT_S3.format),
    hive: isOn(read("hive")),
    hourly: isOn(read("hourly")),
    existing: isOn(read("existing")),
  };
}

function readFields(text: string | null): FieldChoice {
  if (text === null || text === "recommended") return { kind: "recommended" };
  if (text === "default") return { kind: "default" };
  const names = text
    .split(",")
    .map((name) => findField(name.trim())?.name)
    .filter((name) => name !== undefined);
  return { kind: "own", names: [...new Set(names)] };
}

/** Reads a choice from an address. It never fails: what is absent or unknown is as by default. */
export function parseSetup(params: URLSearchParams): SetupChoice {
  const read: Read = (name) => params.get(name)?.trim() ?? null;
  const scope = oneOf(SCOPES, read("scope"), DEFAULT_CHOICE.scope);
  return {
    account: read("account") ?? DEFAULT_CHOICE.account,
    region: read("region") ?? DEFAULT_CHOICE.region,
    scope,
    id: read("id") ?? DEFAULT_CHOICE.id,
    traffic: oneOf(TRAFFIC, read("traffic"), DEFAULT_CHOICE.traffic),
    destination: read("dest") === "s3" ? readS3(read) : readCloudWatch(read),
    interval: isOfTransitGateway(scope) ? 60 : oneOf(INTERVALS, read("interval"), DEFAULT_CHOICE.interval),
    fields: readFields(read("fields")),
  };
}

function entriesOf(choice: SetupChoice): [Param, string, string][] {
  const { destination, fields } = choice;
  const flag = (value: boolean) => (value ? "1" : "");
  const to: [Param, string, string][] =
    destination.kind === "cloudwatch"
      ? [
          ["group", destination.group, DEFAULT_CLOUDWATCH.group],
          ["days", String(destination.retention), String(DEFAULT_CLOUDWATCH.retention)],
          ["role", destination.role, DEFAULT_CLOUDWATCH.role],
        ]
      : [
          ["dest", "s3", ""],
          ["bucket", destination.bucket, DEFAULT_S3.bucket],
          ["prefix", destination.prefix, DEFAULT_S3.prefix],
          ["file", destination.format, DEFAULT_S3.format],
          ["hive", flag(destination.hive), ""],
          ["hourly", flag(destination.hourly), ""],
        ];
  return [
    ["account", choice.account, DEFAULT_CHOICE.account],
    ["region", choice.region, DEFAULT_CHOICE.region],
    ["scope", choice.scope, DEFAULT_CHOICE.scope],
    ["id", choice.id, DEFAULT_CHOICE.id],
    ["traffic", choice.traffic, DEFAULT_CHOICE.traffic],
    ...to,
    ["existing", flag(destination.existing), ""],
    ["interval", String(choice.interval), String(DEFAULT_CHOICE.interval)],
    ["fields", fields.kind === "own" ? fields.names.join(",") : fields.kind, "recommended"],
  ];
}

/** Writes a choice as parameters; what is as by default is left out. */
export function printSetup(choice: SetupChoice): URLSearchParams {
  const params = new URLSearchParams();
  for (const [name, value, fallback] of entriesOf(choice)) if (value !== fallback) params.set(name, value);
  return params;
}
