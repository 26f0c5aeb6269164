import { Readable } from "node:stream";
import type { ExportFormat } from "@/lib/query/export";

const MEDIA_TYPES: Readonly<Record<ExportFormat, string>> = {
  csv: "text/csv; charset=utf-8",
  ndjson: "application/x-ndjson",
  parquet: "application/vnd.apache.parquet",
};

/** A download of records, sent while the engine still writes it. A reader that goes away ends the stream. */
export function fileResponse(stream: Readable, format: ExportFormat): Response {
  return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array>, {
    headers: {
      "content-type": MEDIA_TYPES[format],
      "content-disposition": `attachment; filename="flow-records.${format}"`,
      "cache-control": "no-store",
    },
  });
}
