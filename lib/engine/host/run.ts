import { createReadStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Session } from "chdb";
import type { Statement } from "./statement";

/** Runs a statement whole and answers with its rows and ClickHouse's summary header. */
export async function runWhole(session: Session, statement: Statement, response: ServerResponse): Promise<void> {
  const options = { format: statement.format };
  const result = await session.queryAsync(statement.sql, options);
  const summary = {
    read_rows: String(result.rowsRead),
    read_bytes: String(result.bytesRead),
    elapsed_ns: String(Math.round(result.elapsed * 1e9)),
  };
  const bytes = result.bytes();
  response.writeHead(200, {
    "content-type": "application/octet-stream",
    "content-length": bytes.byteLength,
    "x-clickhouse-summary": JSON.stringify(summary),
  });
  response.end(bytes);
}

/** Formats in which every chunk of a stream starts with the names again. */
const withNames = (format: string): boolean => format.endsWith("WithNames");

async function write(response: ServerResponse, bytes: Uint8Array): Promise<void> {
  if (bytes.byteLength === 0 || response.write(bytes)) return;
  await new Promise<void>((resolve) => {
    response.once("drain", resolve);
    response.once("close", resolve);
  });
}

/** Streams a SELECT row by row as the reader takes it, in bounded memory. Only row formats can be cut into chunks. */
export async function runStreamed(session: Session, statement: Statement, response: ServerResponse): Promise<void> {
  const options = { format: statement.format };
  const stream = session.queryStream(statement.sql, options);
  let first = true;
  for await (const chunk of stream) {
    if (response.destroyed) break;
    let bytes = chunk.raw();
    if (first) response.writeHead(200, { "content-type": "application/octet-stream" });
    else if (withNames(statement.format)) bytes = bytes.subarray(bytes.indexOf(10) + 1);
    first = false;
    await write(response, bytes);
  }
  // A result without rows has no chunk, but a file of it still has its head.
  if (first) await runWhole(session, statement, response);
  else response.end();
}

/** Writes a SELECT into a file of a columnar format first, then sends the file: Parquet's index comes last. */
export async function runThroughFile(
  session: Session,
  statement: Statement,
  response: ServerResponse,
  folder: string,
): Promise<void> {
  const place = await mkdtemp(join(folder, "export-"));
  try {
    const file = join(place, "rows");
    const sql = `INSERT INTO FUNCTION file('${file}', '${statement.format}') ${statement.sql}`;
    await session.queryAsync(sql);
    response.writeHead(200, { "content-type": "application/octet-stream" });
    await pipeline(createReadStream(file), response);
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}
