import { z } from "zod";
import { invalid } from "../server/fault";
import { groupArn, groupMembers, groupOf, type LogsContext, nameIn, readInput } from "./context";
import type { Group, StoredEvent } from "./store";
import { questionOf } from "./tokens";

const MOST = 50;
const limit = z.number().int().min(1).max(MOST).optional();

const groupsSchema = z.object({
  logGroupNamePrefix: z.string().min(1).max(512).optional(),
  logGroupNamePattern: z.string().max(512).optional(),
  logGroupIdentifiers: z.array(z.string()).max(50).optional(),
  logGroupClass: z.string().optional(),
  accountIdentifiers: z.array(z.string()).optional(),
  includeLinkedAccounts: z.boolean().optional(),
  nextToken: z.string().min(1).optional(),
  limit,
});

/** The log groups by name, 50 a page. @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogGroups.html */
export function describeLogGroups(context: LogsContext, raw: unknown): object {
  const { nextToken, limit: most, ...asked } = readInput(groupsSchema, raw);
  const { logGroupNamePrefix: prefix, logGroupNamePattern: pattern } = asked;
  if (prefix !== undefined && pattern !== undefined) {
    throw invalid("LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.");
  }
  const wanted = asked.logGroupIdentifiers?.map(nameIn);
  const groups = [...context.store.groups.values()]
    .filter((group) => prefix === undefined || group.name.startsWith(prefix))
    .filter((group) => pattern === undefined || group.name.toLowerCase().includes(pattern.toLowerCase()))
    .filter((group) => !wanted || wanted.includes(group.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const page = cut(context, groups, most, nextToken, asked);
  return {
    logGroups: page.items.map((group) => ({
      logGroupName: group.name,
      creationTime: group.created,
      retentionInDays: group.retentionInDays,
      metricFilterCount: 0,
      arn: `${groupArn(context, group.name)}:*`,
      logGroupArn: groupArn(context, group.name),
      storedBytes: group.events.reduce((sum, event) => sum + event.size, 0),
      logGroupClass: "STANDARD",
    })),
    nextToken: page.nextToken,
  };
}

const streamsSchema = z.object({
  ...groupMembers,
  logStreamNamePrefix: z.string().min(1).max(512).optional(),
  orderBy: z.enum(["LogStreamName", "LastEventTime"]).optional(),
  descending: z.boolean().optional(),
  nextToken: z.string().min(1).optional(),
  limit,
});

/**
 * The streams of a group, 50 a page. What it says of the last event lags behind.
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogStreams.html
 */
export function describeLogStreams(context: LogsContext, raw: unknown): object {
  const { nextToken, limit: most, ...asked } = readInput(streamsSchema, raw);
  if (asked.orderBy === "LastEventTime" && asked.logStreamNamePrefix !== undefined) {
    throw invalid("Cannot order by LastEventTime with a logStreamNamePrefix.");
  }
  const group = groupOf(context, asked);
  const facts = streamFacts(context, group);
  const streams = [...group.streams.values()]
    .filter((stream) => stream.name.startsWith(asked.logStreamNamePrefix ?? ""))
    .map((stream) => ({ ...stream, ...facts.get(stream.name) }))
    .sort((a, b) =>
      asked.orderBy === "LastEventTime"
        ? (a.lastEventTimestamp ?? 0) - (b.lastEventTimestamp ?? 0) || (a.name < b.name ? -1 : 1)
        : a.name < b.name
          ? -1
          : 1,
    );
  if (asked.descending) streams.reverse();
  const page = cut(context, streams, most, nextToken, asked);
  return {
    logStreams: page.items.map(({ name, created, ...rest }) => ({
      logStreamName: name,
      creationTime: created,
      ...rest,
      uploadSequenceToken: "49600000000000000000000000000000000000000000000000000000",
      arn: `${groupArn(context, group.name)}:log-stream:${name}`,
      storedBytes: 0,
    })),
    nextToken: page.nextToken,
  };
}

interface StreamFacts {
  firstEventTimestamp?: number;
  lastEventTimestamp?: number;
  lastIngestionTime?: number;
}

function streamFacts(context: LogsContext, group: Group): ReadonlyMap<string, StreamFacts> {
  const facts = new Map<string, StreamFacts>();
  const settled = context.store.now() - context.lastEventLagMs;
  for (const event of context.store.ordered(group)) {
    if (!context.store.visible(group, event)) continue;
    facts.set(event.stream, withEvent(facts.get(event.stream) ?? {}, event, settled));
  }
  return facts;
}

function withEvent(known: StreamFacts, event: StoredEvent, settled: number): StreamFacts {
  return {
    firstEventTimestamp: known.firstEventTimestamp ?? event.timestamp,
    lastEventTimestamp: event.ingestionTime <= settled ? event.timestamp : known.lastEventTimestamp,
    lastIngestionTime: Math.max(known.lastIngestionTime ?? 0, event.ingestionTime),
  };
}

/** A page of a list that is known by its names: the token holds the name that was last. */
function cut<T extends { readonly name: string }>(
  context: LogsContext,
  items: readonly T[],
  most: number | undefined,
  token: string | undefined,
  asked: Readonly<Record<string, unknown>>,
): { readonly items: readonly T[]; readonly nextToken: string | undefined } {
  const question = questionOf(asked);
  const place = token === undefined ? null : context.tokens.read(token, question);
  const last = place?.after?.eventId;
  const from = last === undefined ? 0 : items.findIndex((item) => item.name === last) + 1;
  const page = items.slice(from, from + (most ?? MOST));
  const end = page.at(-1);
  if (!end || from + page.length >= items.length) return { items: page, nextToken: undefined };
  return {
    items: page,
    nextToken: context.tokens.write(question, (place?.page ?? 0) + 1, { timestamp: 0, eventId: end.name }),
  };
}
