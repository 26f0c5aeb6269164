import { randomUUID } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import http, { type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";

/** How the stand-in behaves. */
export interface StandInOptions {
  /** The Unix socket of an engine host, which answers. */
  readonly socket: string;
  /** A folder for rows on their way. */
  readonly folder: string;
  readonly user?: string;
  readonly password?: string;
  readonly database?: string;
  /** What it says its version is, in place of the engine's. */
  readonly version?: string;
  readonly port?: number;
}

/** A ClickHouse server as tests have it. */
export interface StandIn {
  readonly url: string;
  readonly port: number;
  /** Every statement that came, without the rows, newest last. */
  readonly statements: readonly string[];
  close(): Promise<void>;
}

interface Taken {
  readonly sql: string;
  /** The rows that came with an INSERT, and their format. */
  readonly rows: { readonly bytes: Buffer; readonly format: string } | null;
}

const ROWS = /\bFORMAT ([A-Za-z]+)\n/;

/** Tells a statement from the rows that follow it: they begin after FORMAT and a line end. */
function take(address: string, body: Buffer): Taken {
  const head = address ? `${address}\n` : "";
  const text = head + body.toString("latin1", 0, 2 ** 20);
  const found = /\binput\(/.test(text) ? ROWS.exec(text) : null;
  if (!found?.[1]) return { sql: head + body.toString("utf8"), rows: null };
  const from = found.index + found[0].length - head.length;
  const sql = head + body.toString("utf8", 0, found.index - head.length);
  return { sql, rows: { bytes: body.subarray(from), format: found[1] } };
}

/** What an engine without Keeper cannot do is left out: replication, and statements for all servers of a cluster. */
const alone = (sql: string): string =>
  sql
    .replace(/^SYSTEM SYNC REPLICA .*/s, "SELECT 1 FORMAT Null")
    .replace(/ ON CLUSTER '\w+'/g, "")
    .replace(/Replicated(\w*)MergeTree\('[^']*', '[^']*'(?:, (\w+))?\)/g, (_, kind: string, version?: string) =>
      version ? `${kind}MergeTree(${version})` : `${kind}MergeTree`,
    );

function refuse(response: ServerResponse, status: number, code: number, text: string): void {
  response.writeHead(status, { "x-clickhouse-exception-code": String(code) });
  response.end(`Code: ${code}. DB::Exception: ${text}`);
}

/**
 * Starts a server that speaks ClickHouse's HTTP interface on 127.0.0.1 as far as the program uses it: it asks for user,
 * password and database, and takes rows in for `input(...)`. An engine host answers; it is sent what came in a file.
 */
export async function startStandIn(options: StandInOptions): Promise<StandIn> {
  const { user = "default", password = "", database = "default" } = options;
  const statements: string[] = [];

  const isKnown = ({ headers }: IncomingMessage): boolean =>
    headers.authorization === `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;

  async function forward(sql: string, url: URL, response: ServerResponse): Promise<void> {
    url.searchParams.delete("query");
    const target = { socketPath: options.socket, path: `/?${url.searchParams}`, method: "POST" };
    await new Promise<void>((resolve) => {
      const asked = http.request(target, (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
        answer.on("end", resolve);
        answer.on("error", () => response.destroy());
      });
      asked.on("error", () => response.destroy());
      response.on("close", () => {
        asked.destroy();
        resolve();
      });
      asked.end(sql);
    });
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://server");
    const body = await buffer(request);
    if (!isKnown(request)) {
      const text = "Authentication failed: password is incorrect, or there is no user with such name.";
      return refuse(response, 403, 516, `${user}: ${text} (AUTHENTICATION_FAILED)`);
    }
    const asked = url.searchParams.get("database") ?? "default";
    if (asked !== database) return refuse(response, 404, 81, `Database ${asked} does not exist. (UNKNOWN_DATABASE)`);
    const { sql, rows } = take(url.searchParams.get("query") ?? "", body);
    statements.push(sql);
    if (options.version && sql.startsWith("SELECT version()")) {
      response.end(`${JSON.stringify({ version: options.version })}\n`);
      return;
    }
    if (!rows) return forward(alone(sql), url, response);
    const path = join(options.folder, `rows-${randomUUID()}`);
    await writeFile(path, rows.bytes);
    // `file` takes a structure where `input` does, with its quotes doubled or not, so that it is passed on as it is.
    const inFile = sql.replace(/\binput\(/, () => `file('${path}', '${rows.format}', `);
    await forward(alone(inFile), url, response).finally(() => rm(path));
  }

  const server = http.createServer({ maxHeaderSize: 2 ** 20 }, (request, response) => {
    response.on("error", () => response.destroy());
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    statements,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
