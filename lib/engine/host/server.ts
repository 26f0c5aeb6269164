import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { setTimeout as delay } from "node:timers/promises";
import type { SessionPool } from "./pool";
import { runStreamed, runThroughFile, runWhole } from "./run";
import { bindingOf, quoted, toStatement } from "./statement";

/** The parts of the engine host that a request needs. */
export interface HostContext {
  /** Sessions for questions. */
  readonly readers: SessionPool;
  /** Sessions for imports and upkeep, so that neither waits for the other. */
  readonly writers: SessionPool;
  /** Sessions kept free for KILL QUERY. */
  readonly killers: SessionPool;
  readonly scratch: string;
}

const CHANGES = /^\s*(INSERT|CREATE|ALTER|DROP|TRUNCATE|OPTIMIZE|RENAME|EXCHANGE|SYSTEM|DELETE|DETACH|ATTACH)\b/i;
const FILE_FORMATS = new Set(["Parquet", "ORC", "Arrow"]);
const never = new AbortController().signal;

/** Stops a statement by the query id that it carries as its `log_comment`. */
async function kill(context: HostContext, queryId: string): Promise<void> {
  const lent = await context.killers.lend(never);
  try {
    await lent.session.queryAsync(`KILL QUERY WHERE Settings['log_comment'] = ${quoted(queryId)} ASYNC`);
  } finally {
    lent.release();
  }
}

/** A statement can be lent its session and not have begun yet, so the KILL is repeated until it ends. */
async function killWhile(running: () => boolean, context: HostContext, queryId: string): Promise<void> {
  while (running()) {
    await kill(context, queryId);
    await delay(100);
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function refuse(response: ServerResponse, error: unknown): void {
  const message = messageOf(error);
  if (response.headersSent) {
    // Rows are on their way already: a cut connection is the only way left to say that they are not all.
    response.destroy();
    return;
  }
  const code = /^Code: (\d+)/.exec(message)?.[1] ?? "1002";
  const body = message.startsWith("Code:") ? message : `Code: 1002. DB::Exception: ${message}. (UNKNOWN_EXCEPTION)`;
  response.writeHead(500, { "content-type": "text/plain; charset=utf-8", "x-clickhouse-exception-code": code });
  response.end(body);
}

async function answer(context: HostContext, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", "http://engine");
  if (url.pathname === "/ping") {
    response.end("Ok.\n");
    return;
  }
  const queryId = url.searchParams.get("query_id") ?? randomUUID();
  const sql = [url.searchParams.get("query"), await text(request)].filter(Boolean).join("\n");
  const streamed = url.searchParams.get("flowglass_stream") === "1";
  url.searchParams.delete("flowglass_stream");
  const statement = toStatement(sql, url.searchParams, queryId);
  const binding = bindingOf(url.searchParams);
  const gone = new AbortController();
  let running = false;
  response.once("close", () => {
    if (response.writableFinished) return;
    gone.abort();
    void killWhile(() => running, context, queryId);
  });
  const pool = CHANGES.test(statement.sql) ? context.writers : context.readers;
  const lent = await pool.lend(gone.signal);
  running = true;
  try {
    if (binding) await lent.session.queryAsync(binding);
    if (FILE_FORMATS.has(statement.format)) {
      await runThroughFile(lent.session, statement, response, context.scratch);
    } else if (streamed) {
      await runStreamed(lent.session, statement, response);
    } else {
      await runWhole(lent.session, statement, response);
    }
  } catch (error) {
    // A session keeps what a failed statement held, memory too, until it runs the next one.
    await lent.session.queryAsync("SELECT 1").catch(() => undefined);
    throw error;
  } finally {
    running = false;
    lent.release();
  }
}

/**
 * A small subset of ClickHouse's HTTP interface: enough for the unchanged `@clickhouse/client`. A request
 * whose connection closes before its answer is whole has its statement killed.
 */
export function createHostServer(context: HostContext): Server {
  // Bound values travel in the URL, and a filter may list hundreds of addresses.
  const server = createServer({ maxHeaderSize: 2 ** 20 }, (request, response) => {
    response.on("error", () => response.destroy());
    answer(context, request, response).catch((error: unknown) => refuse(response, error));
  });
  server.requestTimeout = 0;
  server.keepAliveTimeout = 60_000;
  return server;
}
