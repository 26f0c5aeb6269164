import { z } from "zod";
import { logGroupName } from "@/lib/setup/log-group-name";
import { checkLogGroup, checkRegion, checkRoleArn } from "@/lib/setup/names";
import { count, seconds } from "./common";

/** A text that keeps one of AWS's rules; an empty one is absent. */
const ruled = (rule: (text: string) => string | null) =>
  z.string().superRefine((text, context) => {
    const wrong = text === "" ? null : rule(text);
    if (wrong !== null) context.addIssue({ code: "custom", message: wrong });
  });

const EXTERNAL_ID = /^[\w+=,.@:/-]{2,1224}$/;

/** Where AWS is asked: a region, and a role to take first. Credentials and endpoints never come from a request. */
export const awsPlaceParams = z.object({
  region: ruled(checkRegion)
    .refine((text) => text !== "", { error: "Give a region, such as eu-west-1." })
    .meta({ description: "A region's code, such as eu-west-1." }),
  role_arn: ruled(checkRoleArn).optional().meta({ description: "The ARN of a role to take before asking." }),
  external_id: z
    .string()
    .refine((text) => text === "" || EXTERNAL_ID.test(text), {
      error: "An external id has 2 to 1,224 letters, digits and + = , . @ : / - _.",
    })
    .optional()
    .meta({ description: "The external id that the role's trust policy asks for." }),
});
export type AwsPlaceParams = z.input<typeof awsPlaceParams>;

export const awsSearchParams = awsPlaceParams.extend({
  search: z.string().max(512).default("").meta({ description: "A part of the name, whatever its case." }),
});
export type AwsSearchParams = z.input<typeof awsSearchParams>;

/** Why AWS gave no answer to a call. */
export const awsFailure = z
  .object({
    kind: z.enum(["permission", "no_credentials", "expired", "credentials", "network", "throttled", "other"]),
    action: z.string().meta({ description: "The IAM action: ec2:DescribeFlowLogs." }),
    message: z.string(),
  })
  .meta({ id: "AwsFailure" });
export type AwsFailure = z.infer<typeof awsFailure>;

const failures = z.array(awsFailure).meta({ description: "Calls that failed; what they would have told is left out." });

/** `GET /api/aws/regions`. */
export const awsRegions = z
  .object({
    regions: z.array(z.object({ code: z.string(), name: z.string() })),
    default: z.string().nullable().meta({ description: "The region of the server's own AWS configuration." }),
  })
  .meta({ id: "AwsRegions" });
export type AwsRegions = z.infer<typeof awsRegions>;

const destination = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("cloudwatch"), log_group: z.string(), role_arn: z.string().nullable() }),
  z.object({
    kind: z.literal("s3"),
    bucket: z.string(),
    prefix: z.string(),
    file_format: z.enum(["plain-text", "parquet"]),
    hive_compatible_partitions: z.boolean(),
    per_hour_partition: z.boolean(),
  }),
  z.object({ kind: z.literal("other"), arn: z.string() }),
]);

export const awsFlowLog = z
  .object({
    id: z.string(),
    name: z.string().nullable(),
    resource_id: z.string(),
    resource_kind: z.enum(["vpc", "subnet", "interface", "transit-gateway", "other"]),
    traffic_type: z.enum(["ALL", "ACCEPT", "REJECT"]).nullable(),
    destination,
    log_format: z.string().meta({ description: "The format as AWS writes it." }),
    fields: z
      .array(z.string())
      .nullable()
      .meta({ description: "Null when the format names a field that is not known." }),
    max_aggregation_interval: z.int().meta({ description: "Seconds." }),
    delivery_status: z.enum(["SUCCESS", "FAILED"]).nullable(),
    delivery_error: z.string().nullable().meta({ description: "AWS's reason for a failed delivery." }),
    created_at: seconds.nullable(),
  })
  .meta({ id: "AwsFlowLog" });
export type AwsFlowLog = z.infer<typeof awsFlowLog>;

/** `GET /api/aws/flow-logs`. */
export const awsFlowLogs = z
  .object({ account: z.string().nullable(), region: z.string(), flow_logs: z.array(awsFlowLog).nullable(), failures })
  .meta({ id: "AwsFlowLogs" });
export type AwsFlowLogs = z.infer<typeof awsFlowLogs>;

/** `GET /api/aws/log-groups`. */
export const awsLogGroups = z
  .object({
    log_groups: z
      .array(z.object({ name: z.string(), retention_days: z.int().nullable(), stored_bytes: count.nullable() }))
      .nullable(),
    more: z.boolean().meta({ description: "True when there are more than are listed." }),
    failures,
  })
  .meta({ id: "AwsLogGroups" });
export type AwsLogGroups = z.infer<typeof awsLogGroups>;

export const awsStreamParams = awsSearchParams.extend({
  log_group: z
    .string({ error: "Give the name of the log group." })
    .transform(logGroupName)
    .pipe(ruled(checkLogGroup).refine((text) => text !== "", { error: "Give the name of the log group." }))
    .meta({ description: "The name of the log group, or its ARN." }),
});
export type AwsStreamParams = z.input<typeof awsStreamParams>;
export type CheckedAwsStreamParams = z.output<typeof awsStreamParams>;

/** `GET /api/aws/log-streams`. */
export const awsLogStreams = z
  .object({
    streams: z
      .array(
        z.object({
          name: z.string(),
          last_event: seconds
            .nullable()
            .meta({ description: "The last event, as far as AWS noticed: up to an hour late." }),
        }),
      )
      .nullable(),
    more: z.boolean().meta({ description: "True when there are more than were looked at." }),
    failures,
  })
  .meta({ id: "AwsLogStreams" });
export type AwsLogStreams = z.infer<typeof awsLogStreams>;

/** `GET /api/aws/buckets`. */
export const awsBuckets = z
  .object({
    buckets: z.array(z.object({ name: z.string(), region: z.string().nullable() })).nullable(),
    more: z.boolean().meta({ description: "True when there are more than are listed." }),
    failures,
  })
  .meta({ id: "AwsBuckets" });
export type AwsBuckets = z.infer<typeof awsBuckets>;

export const awsFinding = z
  .object({
    rule: z.string(),
    severity: z.enum(["problem", "warning", "advice"]),
    title: z.string(),
    details: z.array(z.string()),
    about: z.array(z.string()).meta({ description: "Ids of the flow logs and resources that it is about." }),
    remedies: z.array(z.object({ label: z.string(), text: z.string() })),
    setup: z.string().nullable().meta({ description: "Parameters of the Set up page that start a better flow log." }),
  })
  .meta({ id: "AwsFinding" });
export type AwsFinding = z.infer<typeof awsFinding>;

/** `GET /api/aws/doctor`. */
export const awsDoctor = z
  .object({
    account: z.string().nullable(),
    region: z.string(),
    findings: z.array(awsFinding),
    checks: z.array(
      z.object({
        rule: z.string(),
        title: z.string(),
        state: z.enum(["fine", "found", "not_checked"]),
        unknown: z.array(z.string()).meta({ description: "What was not known, where it was not checked." }),
      }),
    ),
    failures,
  })
  .meta({ id: "AwsDoctor" });
export type AwsDoctor = z.infer<typeof awsDoctor>;
