import { createWriteStream } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { gunzipSync } from "node:zlib";
import type { Engine } from "@/lib/engine/engine";
import type { Field } from "@/lib/flow";
import { barestInsert, LOG_FIELDS, textFiles } from "./reference";

/** A form in which the same log is imported. */
export interface Form {
  readonly name: string;
  /** How its files end. */
  readonly ending: string;
  /** Writes one file of it. @param gzip a file of the log as gzip text. */
  write(gzip: string, path: string, engine: Engine): Promise<void>;
  /** The engine's own `INSERT ... SELECT` from such files, with no check of what they hold. */
  insert(table: string, glob: string): string;
}

const linesOf = async (gzip: string): Promise<string[]> =>
  gunzipSync(await readFile(gzip))
    .toString("latin1")
    .trimEnd()
    .split("\n")
    .slice(1);

/** A line's event as `filter-log-events` gives it. */
function event(message: string, index: number): object {
  const timestamp = Number(message.split(" ")[10]) * 1000;
  const eventId = String(index).padStart(56, "3");
  return {
    logStreamName: `${message.split(" ")[2]}-all`,
    timestamp,
    message,
    ingestionTime: timestamp + 52_000,
    eventId,
  };
}

/** A column of AWS's Parquet files: its type is that of the user guide's table of fields. */
function parquetColumn(field: Field, position: number): string {
  const token = `tokens[${position}]`;
  const name = field.name.replaceAll("-", "_");
  if (field.kind === "time") return `toInt64(${token}) AS ${name}`;
  if (["address", "enum", "text"].includes(field.kind)) return `${token} AS ${name}`;
  return `${["packets", "bytes"].includes(field.name) ? "toInt64" : "toInt32"}(${token}) AS ${name}`;
}

function parquetInsert(table: string, glob: string): string {
  const columns = LOG_FIELDS.map(({ column }) => column);
  const values = LOG_FIELDS.map((field) => {
    const name = field.name.replaceAll("-", "_");
    return field.kind === "address" ? `toIPv6(${name})` : name;
  });
  return `INSERT INTO ${table} (${[...columns, "input", "line"].join(", ")})
    SELECT ${[...values, "1", "_row_number"].join(", ")} FROM file('${glob}', 'Parquet')`;
}

async function writeParquet(gzip: string, path: string, engine: Engine): Promise<void> {
  const columns = LOG_FIELDS.map((field, index) => parquetColumn(field, index + 1));
  const sql = `WITH splitByChar(' ', line) AS tokens SELECT ${columns.join(", ")}
    FROM ${textFiles(gzip)} WHERE tokens[1] = '2'`;
  await pipeline(await engine.stream(sql, "Parquet"), createWriteStream(path));
}

/** Every form that is measured; gzip text first. */
export const FORMS: readonly Form[] = [
  {
    name: "gzip text",
    ending: "log.gz",
    write: async (gzip, path) => writeFile(path, await readFile(gzip)),
    insert: (table, glob) => barestInsert(table, textFiles(glob)),
  },
  {
    name: "plain text",
    ending: "log",
    write: async (gzip, path) => writeFile(path, gunzipSync(await readFile(gzip))),
    insert: (table, glob) => barestInsert(table, textFiles(glob)),
  },
  { name: "Parquet", ending: "parquet", write: writeParquet, insert: parquetInsert },
  {
    name: "JSON of filter-log-events",
    ending: "json",
    write: async (gzip, path) =>
      writeFile(path, JSON.stringify({ events: (await linesOf(gzip)).map(event), searchedLogStreams: [] })),
    insert: (table, glob) =>
      barestInsert(
        table,
        `(SELECT arrayJoin(events).1 AS line, rowNumberInAllBlocks() AS _row_number
          FROM file('${glob}', 'JSONEachRow', 'events Array(Tuple(message String))'))`,
      ),
  },
  {
    name: "ndjson of Firehose",
    ending: "ndjson",
    write: async (gzip, path) =>
      writeFile(path, `${(await linesOf(gzip)).map((message) => JSON.stringify({ message })).join("\n")}\n`),
    insert: (table, glob) =>
      barestInsert(
        table,
        `(SELECT message AS line, _row_number FROM file('${glob}', 'JSONEachRow', 'message String'))`,
      ),
  },
];

/** Writes a log in a form. @param files the log as gzip text. @param folder an existing folder. @returns the paths. */
export async function writeForm(
  form: Form,
  files: readonly string[],
  folder: string,
  engine: Engine,
): Promise<string[]> {
  const paths: string[] = [];
  for (const gzip of files) {
    const path = join(folder, basename(gzip).replace(/log\.gz$/, form.ending));
    await form.write(gzip, path, engine);
    paths.push(path);
  }
  return paths;
}
