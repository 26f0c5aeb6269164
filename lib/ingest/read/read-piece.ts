import { rm, stat } from "node:fs/promises";
import type { Engine } from "../../engine/engine";
import type { Chunk } from "../shapes/types";
import { IMPORT_LIMITS, type Staging } from "../staging";
import type { UnparsedLines } from "../unparsed";
import { countLines } from "./count-lines";
import type { Inserter, PieceChunk } from "./inserter";
import { insertParquet } from "./parquet";
import { inRangeSql, type Piece, pieceRange } from "./piece";
import type { UnwrapWorker } from "./worker";

/** What a piece is read with. */
export interface ReadTools {
  readonly engine: Engine;
  readonly worker: UnwrapWorker;
  readonly staging: Staging;
  readonly inserter: Inserter;
  readonly unparsed: UnparsedLines;
  readonly chunkBytes: number;
}

/** Where a piece's chunks go. */
export interface ChunkPlace {
  readonly folder: string;
  readonly prefix: string;
}

/**
 * Reads one piece: the worker unwraps it into chunks, which the inserter takes. When it returns, the last chunks may
 * still be on their way into the staging table.
 * @param place a folder that exists, and what the names of the chunks begin with: one folder for each of many small pieces
 *   would cost more than their records.
 * @param careful look at every line, so that a header in mid-file switches the field order.
 * @throws ShapeError when it is refused; the piece's signal's reason; Error when the worker ended.
 */
export async function readPiece(tools: ReadTools, piece: Piece, place: ChunkPlace, careful: boolean): Promise<void> {
  const { report } = piece;
  Object.assign(report, { bytesRead: 0, flows: 0, unparsed: 0, unparsedSamples: [] });
  if (piece.kind === "lines") return readLines(tools, piece, careful);
  const orders = new Set<string>();
  const request = {
    path: piece.path,
    name: piece.name,
    format: piece.format,
    spoolDir: place.folder,
    chunkPrefix: place.prefix,
    chunkBytes: tools.chunkBytes,
    careful,
  };
  for await (const event of tools.worker.unwrap(request, piece.signal)) {
    piece.signal.throwIfAborted();
    if (event.type === "recognised") {
      const { shape, label, fields, formatSource } = event;
      Object.assign(report, { shape, label, fields, formatSource });
    } else if (event.type === "chunk") {
      orders.add(event.fields.join(" "));
      await addChunk(tools, piece, event, { shared: orders.size > 1, borrowed: false, careful });
    } else if (event.type === "parquet") {
      await tools.inserter.run(piece, () => readParquet(tools, piece, event.path));
    } else if (event.type === "unparsed") {
      await tools.unparsed.add(piece, event.rows);
    } else if (event.type === "progress") {
      report.bytesRead = Math.max(report.bytesRead, event.bytesRead);
    } else if (event.truncated) {
      report.error = { code: "truncated", message: event.truncated };
    } else if (event.passedOver) {
      report.error = { code: "passed_over", message: event.passedOver };
    }
  }
}

async function addChunk(
  { inserter }: ReadTools,
  piece: Piece,
  chunk: Chunk,
  how: Pick<PieceChunk, "shared" | "borrowed" | "careful">,
): Promise<void> {
  const { size } = await stat(chunk.path);
  await inserter.add({ piece, chunk, bytes: size, ...how });
}

/** Lines need no unwrapping. */
async function readLines(tools: ReadTools, piece: Piece, careful: boolean): Promise<void> {
  const fields = piece.format ?? [];
  Object.assign(piece.report, { shape: "lines", label: "flow-log lines", fields, formatSource: "given" });
  const chunk: Chunk = {
    type: "chunk",
    path: piece.path,
    fields,
    firstLine: 1,
    lines: piece.counted?.lines ?? (await countLines(piece.path)),
    blank: piece.counted?.blank ?? 0,
    bytesRead: 0,
  };
  await addChunk(tools, piece, chunk, { shared: false, borrowed: true, careful });
}

async function readParquet({ engine, staging, unparsed }: ReadTools, piece: Piece, path: string): Promise<void> {
  const options = { ...IMPORT_LIMITS, signal: piece.signal };
  const into = (columns: readonly string[]) => staging.into(columns);
  const inserted = async () => {
    const sql = `SELECT count() AS n FROM ${staging.table} WHERE ${inRangeSql(pieceRange(piece))}`;
    return Number((await engine.query<{ n: string }>(sql, {}, options)).rows[0]?.n ?? 0);
  };
  const { fields, bad, more } = await insertParquet(engine, into, inserted, path, piece, options);
  piece.report.fields = fields;
  await unparsed.add(piece, bad);
  piece.report.unparsed += more;
}

/** Removes a piece's folder. */
export const removeFolder = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true });
