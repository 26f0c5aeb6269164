import { z } from "zod";
import { logGroupName } from "@/lib/setup/log-group-name";
import { count, seconds, timeParam } from "./common";

export const sourceState = z.enum(["reading", "following", "paused", "failed", "done"]).meta({
  description:
    "reading: the back-fill is under way. following: in step, new records are taken in. paused: by a person. failed: nothing can be read now, error says why, and it is tried again. done: everything in the range was read and nothing failed.",
});

const span = { from: seconds, to: seconds };
const TIME_FORMS = "Epoch seconds, RFC 3339, or relative to now: now-7d (units s m h d w).";

/** One source: what was asked for, how far it is, what is wrong. */
export const sourceInfo = z
  .object({
    id: z.string(),
    kind: z.enum(["cloudwatch", "s3"]),
    name: z.string(),
    state: sourceState,
    flows: count,
    nodata: count,
    skipdata: count,
    unparsed: count,
    fields: z.array(z.string()).meta({ description: "Field names in order; empty while not known." }),
    format_source: z.enum(["given", "flow_log", "header", "default"]).nullable().meta({
      description:
        "How the field order is known: given, from the flow log's LogFormat, in the records, or the default.",
    }),
    formats: z
      .array(z.object({ fields: z.array(z.string()), format_source: z.string(), flow_log_id: z.string().nullable() }))
      .meta({ description: "All field orders, when several flow logs write to one place." }),
    read: z.array(z.object(span)).meta({ description: "What was read to its end, half-open, in epoch seconds." }),
    failed: z.array(z.object({ ...span, reason: z.string() })).meta({ description: "What failed; it is tried again." }),
    lag_seconds: z
      .int()
      .nullable()
      .meta({ description: "Seconds since the source was last in step; null while it never was." }),
    error: z.object({ code: z.string(), message: z.string() }).nullable(),
    notices: z
      .array(z.object({ code: z.string(), message: z.string(), action: z.string().optional() }))
      .meta({ description: "What does not stop the source, but should be known, such as a missing permission." }),
    region: z.string(),
    log_group: z.string().optional(),
    streams: z.array(z.string()).nullable().optional(),
    bucket: z.string().optional(),
    prefix: z.string().optional(),
    requester_pays: z.boolean().optional(),
    queue_url: z.string().nullable().optional(),
    role_arn: z.string().nullable(),
    since: seconds.nullable(),
    until: seconds.nullable(),
    follow: z.boolean(),
    bytes_read: count.meta({ description: "Bytes of text or objects taken in." }),
    created_at: seconds,
  })
  .meta({ id: "Source" });
export type Source = z.infer<typeof sourceInfo>;

/** `GET /api/sources`. */
export const sourceList = z.object({ sources: z.array(sourceInfo) }).meta({ id: "Sources" });
export type SourceList = z.infer<typeof sourceList>;

const REGION = /^[a-z]{2,}(?:-[a-z]+)+-\d+$/;
const ROLE = /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/;

const place = {
  region: z
    .string({ error: "Give the AWS Region, such as eu-central-1." })
    .regex(REGION, { error: "Give the AWS Region, such as eu-central-1." }),
  role_arn: z
    .string()
    .regex(ROLE, { error: "Give the role's ARN, such as arn:aws:iam::123456789012:role/flowglass." })
    .nullish(),
  external_id: z.string().min(2).max(1224).nullish(),
} as const;

const moment = timeParam.meta({ type: "string", description: TIME_FORMS });
const follow = z.boolean({ error: "Say whether to follow: true or false." }).default(false).meta({
  description: "Whether to go on with new records once the range is read.",
});

/** `POST /api/sources` for a CloudWatch log group. */
export const cloudwatchRequest = z
  .object({
    kind: z.literal("cloudwatch"),
    ...place,
    log_group: z
      .string({ error: "Give the name of the log group." })
      .transform(logGroupName)
      .pipe(
        z
          .string()
          .regex(/^[.\-_/#A-Za-z0-9]{1,512}$/, { error: "Give the name of the log group, such as /vpc/flow-logs." }),
      )
      .meta({ description: "The name of the log group, or its ARN." }),
    since: moment,
    until: moment.nullish(),
    follow,
    streams: z
      .array(z.string().min(1).max(512))
      .max(100, { error: "At most 100 streams can be chosen; leave them out to read all." })
      .nullish()
      .meta({ description: "Names of log streams, at most 100; absent: all." }),
    format: z.string().max(8000).nullish().meta({
      description: "The field list, as AWS writes a log format or as plain names; absent: the flow log's own.",
    }),
  })
  .meta({ id: "CloudWatchSource" });

/** `POST /api/sources` for a place in S3. */
export const s3Request = z
  .object({
    kind: z.literal("s3"),
    ...place,
    bucket: z
      .string({ error: "Give the name of the bucket." })
      .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, { error: "Give the name of the bucket, without s3://." }),
    prefix: z.string().max(1024).default(""),
    since: moment.nullish(),
    until: moment.nullish(),
    follow,
    requester_pays: z.boolean().default(false),
    queue_url: z.url({ error: "Give the URL of the SQS queue." }).nullish(),
  })
  .meta({ id: "S3Source" });

/** The body of `POST /api/sources`. */
export const sourceRequest = z.discriminatedUnion("kind", [cloudwatchRequest, s3Request], {
  error: 'Give a kind: "cloudwatch" or "s3".',
});
export type SourceRequest = z.input<typeof sourceRequest>;
export type CheckedSourceRequest = z.output<typeof sourceRequest>;
