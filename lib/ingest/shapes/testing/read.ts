import { mkdtempSync, readFileSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type PrepareEvent, type PrepareOptions, prepare, type Recognised, ShapeError } from "..";
import { addRecord, DifferentHeader, noTotals, type ParsedRecord, parseLine, type Totals } from "./reference";

/** All that `prepare` and the reference parser make of one file. */
export interface Reading {
  readonly recognised: Recognised;
  readonly totals: Totals;
  /** Parsed records by their line. */
  readonly records: ReadonlyMap<number, ParsedRecord>;
  /** Lines that are no records, from chunks and from events. */
  readonly unparsed: readonly { readonly line: number; readonly text: string; readonly reason: string }[];
  readonly chunks: number;
  readonly truncated: string | null;
  readonly passedOver: string | null;
  readonly parquet: boolean;
}

export interface ReadOptions extends Partial<PrepareOptions> {
  readonly format?: readonly string[];
  readonly name?: string;
}

/** Runs a file through `prepare` and parses its chunks; a second time, carefully, when it asks for that. */
export async function readFile(path: string, options: ReadOptions = {}): Promise<Reading> {
  try {
    return await readOnce(path, options);
  } catch (error) {
    if (options.careful || !(error instanceof DifferentHeader)) throw error;
    return readOnce(path, { ...options, careful: true });
  }
}

/** A line that names fields, but that the careful reading took for no header, is no record: so the import counts it. */
function lineOf(line: string, fields: readonly string[], careful: boolean): ReturnType<typeof parseLine> {
  try {
    const parsed = parseLine(line, fields);
    // The import reads a file again, carefully, when it holds lines that end in a carriage return alone.
    if (!careful && parsed && "reason" in parsed && /\r(?!\s*$)/.test(line)) throw new DifferentHeader(line);
    return parsed;
  } catch (error) {
    if (!careful || !(error instanceof DifferentHeader)) throw error;
    return { reason: "names fields but is no header" };
  }
}

async function readOnce(path: string, options: ReadOptions): Promise<Reading> {
  const spoolDir = mkdtempSync(join(tmpdir(), "shapes-"));
  const totals = noTotals();
  const records = new Map<number, ParsedRecord>();
  const unparsed: { line: number; text: string; reason: string }[] = [];
  let recognised: Recognised | null = null;
  let truncated: string | null = null;
  let passedOver: string | null = null;
  let parquet = false;
  let chunks = 0;
  const chunk = (event: Extract<PrepareEvent, { type: "chunk" }>) => {
    chunks += 1;
    const text = readFileSync(event.path, "utf8");
    const lines = text.split("\n");
    if (lines[lines.length - 1] === "") lines.pop();
    if (lines.length !== event.lines) throw new Error(`${lines.length} lines in a chunk that tells of ${event.lines}`);
    lines.forEach((line, i) => {
      const record = lineOf(line, event.fields, options.careful ?? false);
      const number = event.firstLine + i;
      if (record === null) return;
      if ("reason" in record && typeof record.reason === "string" && Object.keys(record).length === 1) {
        unparsed.push({ line: number, text: line, reason: record.reason });
        return;
      }
      if (records.has(number)) throw new Error(`line ${number} is there twice`);
      records.set(number, record as ParsedRecord);
      addRecord(totals, record as ParsedRecord);
    });
    unlinkSync(event.path);
  };
  try {
    const { format, name = "file", ...rest } = options;
    for await (const event of prepare({ path, name, ...(format && { format }) }, { ...rest, spoolDir })) {
      if (event.type === "recognised") recognised = event;
      else if (event.type === "chunk") chunk(event);
      else if (event.type === "unparsed") unparsed.push(...event.rows);
      else if (event.type === "end") ({ truncated, passedOver } = event);
      else if (event.type === "parquet") parquet = true;
    }
  } finally {
    rmSync(spoolDir, { recursive: true });
  }
  if (!recognised) throw new Error("nothing was recognised");
  totals.unparsed = unparsed.length;
  return { recognised, totals, records, unparsed, chunks, truncated, passedOver, parquet };
}

/** The same for bytes. */
export async function readBytes(bytes: Uint8Array | string, options: ReadOptions = {}): Promise<Reading> {
  const folder = mkdtempSync(join(tmpdir(), "shapes-"));
  try {
    const path = join(folder, "input");
    writeFileSync(path, bytes);
    return await readFile(path, options);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The error that a file is refused with. */
export async function refusalOf(bytes: Uint8Array | string, options: ReadOptions = {}): Promise<ShapeError> {
  try {
    const reading = await readBytes(bytes, options);
    throw new Error(`it was read as ${reading.recognised.shape}`);
  } catch (error) {
    if (error instanceof ShapeError) return error;
    throw error;
  }
}
