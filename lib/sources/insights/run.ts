import { GetQueryResultsCommand, StartQueryCommand, StopQueryCommand } from "@aws-sdk/client-cloudwatch-logs";
import { CallFailed, type CallTools, callAws, GET_QUERY_RESULTS, START_QUERY, STOP_QUERY, ThingMissing } from "../call";
import { SourceFailure } from "../reader";
import type { AwsPlace } from "../source";

/** What is asked, of which group. */
export interface InsightsRequest {
  readonly place: AwsPlace;
  readonly logGroup: string;
  /** Epoch seconds, half-open. */
  readonly from: number;
  readonly to: number;
  readonly query: string;
}

/** What a query found, and what it cost. */
export interface InsightsResult {
  readonly rows: readonly Readonly<Record<string, string>>[];
  /** AWS charges for these. */
  readonly bytesScanned: number;
  readonly recordsScanned: number;
  readonly recordsMatched: number;
}

const MOST_ROWS = 10_000;
const FIRST_POLL_MS = 250;
const LONGEST_POLL_MS = 2_000;
const GIVE_UP_MS = 15 * 60_000;
const STOP_MS = 5_000;

/**
 * Runs a query of Logs Insights to its end. Stops it in AWS when the signal is aborted.
 * @throws SourceFailure with a sentence; the signal's reason.
 */
export async function runInsights(tools: CallTools, request: InsightsRequest): Promise<InsightsResult> {
  try {
    const id = await start(tools, request);
    try {
      return await results(tools, request, id);
    } catch (error) {
      // Whoever went away pays for no more than was scanned so far.
      await stop(tools, request, id);
      throw error;
    }
  } catch (error) {
    if (error instanceof ThingMissing) {
      const message = `There is no log group ${request.logGroup} in ${request.place.region}.`;
      throw new SourceFailure("log_group_missing", message, { cause: error });
    }
    if (error instanceof CallFailed) {
      throw new SourceFailure("insights", `Logs Insights refused the query: ${error.message}`, { cause: error });
    }
    throw error;
  }
}

async function start(tools: CallTools, request: InsightsRequest): Promise<string> {
  // Never broken off: a query whose id is not known could not be stopped.
  const { queryId } = await callAws(tools, request.place, START_QUERY, ({ logs }) =>
    logs.send(
      new StartQueryCommand({
        logGroupName: request.logGroup,
        startTime: request.from,
        // Both ends are seconds, and the last one counts as a whole.
        endTime: request.to - 1,
        queryString: request.query,
        limit: MOST_ROWS,
      }),
    ),
  );
  if (!queryId) throw new CallFailed("Logs Insights gave the query no id.");
  return queryId;
}

async function results(tools: CallTools, request: InsightsRequest, queryId: string): Promise<InsightsResult> {
  const began = tools.clock.now();
  for (let wait = FIRST_POLL_MS; ; wait = Math.min(LONGEST_POLL_MS, wait * 1.5)) {
    await tools.clock.sleep(wait, tools.signal);
    const answer = await callAws(tools, request.place, GET_QUERY_RESULTS, ({ logs }, abortSignal) =>
      logs.send(new GetQueryResultsCommand({ queryId }), { abortSignal }),
    );
    if (answer.status === "Complete") {
      const { bytesScanned = 0, recordsScanned = 0, recordsMatched = 0 } = answer.statistics ?? {};
      const rows = (answer.results ?? []).map((row) =>
        Object.fromEntries(row.flatMap(({ field, value }) => (field ? [[field, value ?? ""]] : []))),
      );
      return { rows, bytesScanned, recordsScanned, recordsMatched };
    }
    if (answer.status !== "Running" && answer.status !== "Scheduled") {
      throw new SourceFailure("insights", `Logs Insights ended the query: ${answer.status ?? "no status"}.`);
    }
    if (tools.clock.now() - began > GIVE_UP_MS) {
      throw new SourceFailure("insights", "Logs Insights did not answer within 15 minutes. Choose a shorter range.");
    }
  }
}

async function stop(tools: CallTools, request: InsightsRequest, queryId: string): Promise<void> {
  const signal = AbortSignal.timeout(STOP_MS);
  await callAws({ ...tools, signal }, request.place, STOP_QUERY, ({ logs }, abortSignal) =>
    logs.send(new StopQueryCommand({ queryId }), { abortSignal }),
  ).catch(() => undefined);
}
