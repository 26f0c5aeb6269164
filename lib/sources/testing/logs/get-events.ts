import { z } from "zod";
import { invalid, notFound } from "../server/fault";
import { groupMembers, groupOf, type LogsContext, readInput } from "./context";
import { inOrder, type Key, type StoredEvent } from "./store";
import { questionOf } from "./tokens";

const schema = z.object({
  ...groupMembers,
  logStreamName: z.string().min(1).max(512),
  startTime: z.number().int().min(0).optional(),
  endTime: z.number().int().min(0).optional(),
  nextToken: z.string().min(1).optional(),
  limit: z.number().int().min(1).max(10_000).optional(),
  startFromHead: z.boolean().optional(),
  unmask: z.boolean().optional(),
});

type Direction = "f" | "b";

/**
 * One page of the events of one stream. `endTime` is exclusive. Without `startFromHead` the first page is the newest.
 * There is always a token for both directions; the end is reached when the token that comes back is the one sent.
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html
 */
export function getLogEvents(context: LogsContext, raw: unknown): object {
  const input = readInput(schema, raw);
  const { nextToken, limit, startFromHead = false, ...asked } = input;
  const group = groupOf(context, input);
  if (!group.streams.has(input.logStreamName)) throw notFound("log stream");
  const { startTime = 0, endTime = Number.MAX_SAFE_INTEGER } = input;
  const events = context.store
    .ordered(group)
    .filter(
      (event) =>
        event.stream === input.logStreamName &&
        event.timestamp >= startTime &&
        event.timestamp < endTime &&
        context.store.visible(group, event),
    );

  const question = questionOf(asked);
  const place = nextToken === undefined ? null : readToken(context, nextToken, question);
  const direction: Direction = place?.direction ?? (startFromHead ? "f" : "b");
  const page = place?.page ?? 0;
  const fill = context.pages.fill(page);
  const most = Math.floor(Math.min(limit ?? 10_000, context.pages.events) * fill);
  const rest = events.filter((event) => isBeyond(event, place?.key ?? null, direction));
  if (direction === "b") rest.reverse();
  const found = take(rest, most, context.pages.bytes * fill);
  if (direction === "b") found.reverse();
  // Only at the end is the token that was sent given back; an empty page in the middle has a new one.
  const ended = nextToken !== undefined && rest.length === 0;
  const write = (to: Direction, key: Key | null): string => `${to}/${context.tokens.write(question, page + 1, key)}`;
  const kept = place?.key ?? null;
  return {
    events: found.map(({ timestamp, message, ingestionTime }) => ({ timestamp, message, ingestionTime })),
    nextForwardToken: ended && direction === "f" ? nextToken : write("f", found.at(-1) ?? kept),
    nextBackwardToken: ended && direction === "b" ? nextToken : write("b", found[0] ?? kept),
  };
}

function readToken(
  context: LogsContext,
  token: string,
  question: string,
): { readonly direction: Direction; readonly page: number; readonly key: Key | null } {
  const [direction, text] = [token.slice(0, 2), token.slice(2)];
  if (direction !== "f/" && direction !== "b/") throw invalid("The specified nextToken is invalid.");
  const { page, after } = context.tokens.read(text, question);
  return { direction: direction === "f/" ? "f" : "b", page, key: after };
}

function isBeyond(event: StoredEvent, key: Key | null, direction: Direction): boolean {
  if (!key) return true;
  const order = inOrder(event, key);
  return direction === "f" ? order > 0 : order < 0;
}

function take(events: readonly StoredEvent[], most: number, bytes: number): StoredEvent[] {
  const found: StoredEvent[] = [];
  let size = 0;
  for (const event of events) {
    if (found.length >= most || (found.length > 0 && size + event.size > bytes)) break;
    found.push(event);
    size += event.size;
  }
  return found;
}
