import { z } from "zod";
import { invalid, notFound } from "../server/fault";
import { groupMembers, groupOf, type LogsContext, readInput } from "./context";
import { matcher } from "./pattern";
import { type Group, type Key, lowerBound, type StoredEvent } from "./store";
import { questionOf } from "./tokens";

const MAX_STREAMS = 100;
const FIRST: Key = { timestamp: 0, eventId: "" };

const schema = z.object({
  ...groupMembers,
  logStreamNames: z.array(z.string().min(1).max(512)).min(1).max(MAX_STREAMS).optional(),
  logStreamNamePrefix: z.string().min(1).max(512).optional(),
  startTime: z.number().int().min(0).optional(),
  endTime: z.number().int().min(0).optional(),
  filterPattern: z.string().max(1024).optional(),
  nextToken: z.string().min(1).optional(),
  limit: z.number().int().min(1).max(10_000).optional(),
  interleaved: z.boolean().optional(),
  unmask: z.boolean().optional(),
});

/**
 * One page of the events of a group, of all streams or some. `endTime` is inclusive. A page may be partial or empty and
 * still have a token; only the absence of a token means the end. What is delivered behind the place that a token stands
 * for is not seen by its chain.
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html
 */
export function filterLogEvents(context: LogsContext, raw: unknown): object {
  const input = readInput(schema, raw);
  const { nextToken, limit, ...asked } = input;
  if (input.logStreamNames && input.logStreamNamePrefix) {
    throw invalid("Only one of the parameters logStreamNames and logStreamNamePrefix can be specified.");
  }
  const { startTime = 0, endTime = Number.MAX_SAFE_INTEGER } = input;
  if (startTime > endTime) throw invalid("startTime must be less than or equal to endTime.");
  const group = groupOf(context, input);
  const streams = streamFilter(group, input.logStreamNames, input.logStreamNamePrefix);
  const matches = matcher(input.filterPattern ?? "");
  const question = questionOf(asked);
  const place = nextToken === undefined ? null : context.tokens.read(nextToken, question);
  const page = place?.page ?? 0;
  const fill = context.pages.fill(page);
  const most = Math.max(fill > 0 ? 1 : 0, Math.floor(Math.min(limit ?? 10_000, context.pages.events) * fill));
  const bytes = context.pages.bytes * fill;

  const all = context.store.ordered(group);
  const after = place?.after ?? null;
  const found: StoredEvent[] = [];
  let size = 0;
  let last = after;
  let more = false;
  for (let n = lowerBound(all, after ?? { ...FIRST, timestamp: startTime }); n < all.length; n++) {
    const event = all[n];
    if (!event || event.timestamp > endTime) break;
    if (event.eventId === after?.eventId || !streams(event.stream)) continue;
    if (!context.store.visible(group, event) || !matches(event.message)) continue;
    if (found.length >= most || (found.length > 0 && size + event.size > bytes)) {
      more = true;
      break;
    }
    found.push(event);
    size += event.size;
    last = event;
  }
  return {
    events: found.map((event) => ({
      logStreamName: event.stream,
      timestamp: event.timestamp,
      message: event.message,
      ingestionTime: event.ingestionTime,
      eventId: event.eventId,
    })),
    searchedLogStreams: [],
    ...(more ? { nextToken: context.tokens.write(question, page + 1, last) } : {}),
  };
}

function streamFilter(
  group: Group,
  names: readonly string[] | undefined,
  prefix: string | undefined,
): (stream: string) => boolean {
  if (names) {
    if (names.some((name) => !group.streams.has(name))) throw notFound("log stream");
    const wanted = new Set(names);
    return (stream) => wanted.has(stream);
  }
  return prefix === undefined ? () => true : (stream) => stream.startsWith(prefix);
}
