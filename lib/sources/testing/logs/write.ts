import { z } from "zod";
import { AwsFault, invalid, notFound } from "../server/fault";
import { groupMembers, groupOf, type LogsContext, readInput } from "./context";
import { EVENT_OVERHEAD } from "./store";

const DAY_MS = 86_400_000;
const MAX_BATCH_BYTES = 1_048_576;
const groupName = z
  .string()
  .min(1)
  .max(512)
  .regex(/^[.\-_/#A-Za-z0-9]+$/);
const streamName = z
  .string()
  .min(1)
  .max(512)
  .regex(/^[^:*]+$/);
/** The numbers of days that a group can keep its events. */
const RETENTIONS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

function exists(kind: "log group" | "log stream"): AwsFault {
  return new AwsFault("ResourceAlreadyExistsException", `The specified ${kind} already exists`);
}

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html */
export function createLogGroup(context: LogsContext, raw: unknown): object {
  const { logGroupName } = readInput(z.object({ logGroupName: groupName }), raw);
  if (context.store.groups.has(logGroupName)) throw exists("log group");
  context.store.ensureGroup(logGroupName);
  return {};
}

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteLogGroup.html */
export function deleteLogGroup(context: LogsContext, raw: unknown): object {
  const group = groupOf(context, readInput(z.object(groupMembers), raw));
  context.store.groups.delete(group.name);
  return {};
}

const streamSchema = z.object({ logGroupName: groupName, logStreamName: streamName });

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogStream.html */
export function createLogStream(context: LogsContext, raw: unknown): object {
  const input = readInput(streamSchema, raw);
  const group = groupOf(context, input);
  if (group.streams.has(input.logStreamName)) throw exists("log stream");
  context.store.ensureStream(group, input.logStreamName);
  return {};
}

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteLogStream.html */
export function deleteLogStream(context: LogsContext, raw: unknown): object {
  const input = readInput(streamSchema, raw);
  const group = groupOf(context, input);
  if (!group.streams.has(input.logStreamName)) throw notFound("log stream");
  context.store.deleteStream(group, input.logStreamName);
  return {};
}

const retentionSchema = z.object({
  logGroupName: groupName,
  retentionInDays: z
    .number()
    .refine((days) => RETENTIONS.includes(days), `Member must satisfy enum value set: [${RETENTIONS.join(", ")}]`),
});

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
export function putRetentionPolicy(context: LogsContext, raw: unknown): object {
  const input = readInput(retentionSchema, raw);
  groupOf(context, input).retentionInDays = input.retentionInDays;
  return {};
}

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteRetentionPolicy.html */
export function deleteRetentionPolicy(context: LogsContext, raw: unknown): object {
  groupOf(context, readInput(z.object({ logGroupName: groupName }), raw)).retentionInDays = undefined;
  return {};
}

const putSchema = streamSchema.extend({
  logEvents: z
    .array(z.object({ timestamp: z.number().int().min(0), message: z.string().min(1) }))
    .min(1)
    .max(10_000),
  sequenceToken: z.string().optional(),
});

/**
 * Adds events in order of time, within a day and 1 MB. Those older than 14 days or more than two hours ahead are left
 * out and told.
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html
 */
export function putLogEvents(context: LogsContext, raw: unknown): object {
  const input = readInput(putSchema, raw);
  const group = groupOf(context, input);
  if (!group.streams.has(input.logStreamName)) throw notFound("log stream");
  const times = input.logEvents.map((event) => event.timestamp);
  if (times.some((time, n) => time < (times[n - 1] ?? 0))) {
    throw invalid("Log events in a single PutLogEvents request must be in chronological order.");
  }
  if ((times.at(-1) ?? 0) - (times[0] ?? 0) > DAY_MS) {
    throw invalid("The batch of log events in a single PutLogEvents request cannot span more than 24 hours.");
  }
  const bytes = input.logEvents.reduce((sum, event) => sum + Buffer.byteLength(event.message) + EVENT_OVERHEAD, 0);
  if (bytes > MAX_BATCH_BYTES) throw invalid("Upload too large: the maximum batch size is 1048576 bytes.");
  const now = context.store.now();
  const tooOld = times.filter((time) => time < now - 14 * DAY_MS).length;
  const firstTooNew = times.findIndex((time) => time > now + 2 * 3_600_000);
  const taken = input.logEvents.slice(tooOld, firstTooNew < 0 ? undefined : firstTooNew);
  context.store.put(
    group.name,
    input.logStreamName,
    taken.map((event) => ({ ...event, deliveredAt: now })),
  );
  const rejected = {
    ...(firstTooNew < 0 ? {} : { tooNewLogEventStartIndex: firstTooNew }),
    ...(tooOld === 0 ? {} : { tooOldLogEventEndIndex: tooOld }),
  };
  return Object.keys(rejected).length > 0 ? { rejectedLogEventsInfo: rejected } : {};
}
