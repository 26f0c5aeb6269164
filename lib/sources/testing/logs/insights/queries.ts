import { randomUUID } from "node:crypto";
import { z } from "zod";
import { AwsFault, invalid, notFound } from "../../server/fault";
import { type LogsContext, nameIn, readInput } from "../context";
import { lowerBound, type StoredEvent } from "../store";
import { parseQuery } from "./parse";
import { type Found, run } from "./run";
import { QueryError } from "./syntax";

/** A query that was started. */
interface Query {
  status: "Running" | "Complete" | "Cancelled";
  /** How often its results were asked for. */
  polls: number;
  readonly found: Found;
  readonly scanned: { readonly records: number; readonly bytes: number };
}

/** Started queries, by id. A region has its own. */
export type Queries = Map<string, Query>;

const CONCURRENT = 100;
const MOST_ROWS = 100_000;
const PAGE_ROWS = 10_000;
/** How often results are asked for before a query is complete. */
const POLLS = 2;

const startSchema = z.object({
  logGroupName: z.string().min(1).optional(),
  logGroupNames: z.array(z.string()).max(50).optional(),
  logGroupIdentifiers: z.array(z.string()).max(50).optional(),
  startTime: z.number().int().min(0),
  endTime: z.number().int().min(0),
  queryString: z.string().max(10_000),
  queryLanguage: z.enum(["CWLI"]).optional(),
  limit: z.number().int().min(1).max(MOST_ROWS).optional(),
});

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StartQuery.html */
export function startQuery(context: LogsContext, raw: unknown): object {
  const input = readInput(startSchema, raw);
  const running = [...context.store.queries.values()].filter((query) => query.status === "Running").length;
  if (running >= CONCURRENT)
    throw new AwsFault("LimitExceededException", "Account maximum query concurrency limit reached");
  if (input.startTime > input.endTime) throw invalid("End time should not be less than start time");
  const events = groupNames(input).flatMap((name) => eventsOf(context, name, input.startTime, input.endTime));
  const found = compiled(input.queryString, events);
  const id = randomUUID();
  context.store.queries.set(id, {
    status: "Running",
    polls: 0,
    found: { ...found, rows: found.rows.slice(0, input.limit ?? PAGE_ROWS) },
    scanned: { records: events.length, bytes: events.reduce((sum, event) => sum + event.size, 0) },
  });
  return { queryId: id };
}

function groupNames(input: z.infer<typeof startSchema>): string[] {
  const ways = [
    input.logGroupName === undefined ? undefined : [input.logGroupName],
    input.logGroupNames,
    input.logGroupIdentifiers?.map((identifier) => nameIn(identifier) ?? ""),
  ].filter((names) => names !== undefined);
  const [names] = ways;
  if (!names || ways.length > 1) {
    throw invalid("Exactly one of logGroupName, logGroupNames and logGroupIdentifiers must be specified.");
  }
  return names;
}

/** Both ends are seconds and inclusive: the last second counts as a whole. */
function eventsOf(context: LogsContext, name: string, from: number, to: number): StoredEvent[] {
  const group = context.store.groups.get(name);
  if (!group) throw notFound("log group");
  const all = context.store.ordered(group);
  const out: StoredEvent[] = [];
  for (let n = lowerBound(all, { timestamp: from * 1000, eventId: "" }); n < all.length; n++) {
    const event = all[n];
    if (!event || event.timestamp >= (to + 1) * 1000) break;
    if (context.store.visible(group, event)) out.push(event);
  }
  return out;
}

function compiled(query: string, events: readonly StoredEvent[]): Found {
  try {
    return run(parseQuery(query), events);
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
    throw new AwsFault("MalformedQueryException", error.message, 400, {
      queryCompileError: {
        message: error.message,
        location: { startCharOffset: error.from, endCharOffset: error.to },
      },
    });
  }
}

const resultsSchema = z.object({
  queryId: z.string(),
  nextToken: z.string().optional(),
  maxItems: z.number().int().min(1).max(PAGE_ROWS).optional(),
});

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetQueryResults.html */
export function getQueryResults(context: LogsContext, raw: unknown): object {
  const input = readInput(resultsSchema, raw);
  const query = context.store.queries.get(input.queryId);
  if (!query) throw notFound("query");
  query.polls += 1;
  if (query.status === "Running" && query.polls >= POLLS) query.status = "Complete";
  const complete = query.status === "Complete";
  const from = Number(input.nextToken ?? 0);
  const end = from + (input.maxItems ?? PAGE_ROWS);
  const rows = complete ? query.found.rows.slice(from, end) : [];
  return {
    queryLanguage: "CWLI",
    status: query.status,
    results: rows.map((row) =>
      query.found.columns
        // A column that a row has no value for is not in the row at all.
        .filter((field) => row[field] !== null && row[field] !== undefined)
        .map((field) => ({ field, value: String(row[field]) })),
    ),
    statistics: {
      recordsMatched: complete ? query.found.matched : 0,
      recordsScanned: complete ? query.scanned.records : 0,
      bytesScanned: complete ? query.scanned.bytes : 0,
      logGroupsScanned: 1,
    },
    ...(complete && end < query.found.rows.length ? { nextToken: String(end) } : {}),
  };
}

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StopQuery.html */
export function stopQuery(context: LogsContext, raw: unknown): object {
  const { queryId } = readInput(z.object({ queryId: z.string() }), raw);
  const query = context.store.queries.get(queryId);
  if (!query) throw notFound("query");
  if (query.status !== "Running") throw invalid(`The query with ID ${queryId} has already ended.`);
  query.status = "Cancelled";
  return { success: true };
}
