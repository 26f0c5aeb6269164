import { open } from "node:fs/promises";
import { COMPACT, CompactReader } from "./compact";

/** Length of the footer, and the magic. */
const TAIL = 8;
const MOST_BYTES = 64 * 2 ** 20;

/** An element of the schema: a column, or a group of those that follow it. */
interface Element {
  readonly name: string;
  readonly children: number;
}

/** Field 4 of a SchemaElement is its name, field 5 how many children follow (Apache Parquet, parquet.thrift). */
function readElement(reader: CompactReader): Element {
  let name = "";
  let children = 0;
  for (const { id, type } of reader.fields()) {
    if (id === 4 && type === COMPACT.binary) name = reader.text();
    else if (id === 5 && type === COMPACT.i32) children = reader.int();
    else reader.skip(type);
  }
  return { name, children };
}

/** Field 2 of FileMetaData is the schema, field 3 the number of rows. */
function readFooter(footer: Buffer): { schema: Element[]; rows: number } {
  const reader = new CompactReader(footer);
  let schema: Element[] = [];
  for (const { id, type } of reader.fields()) {
    if (id === 2 && type === COMPACT.list) {
      const { size } = reader.list();
      schema = Array.from({ length: Math.min(size, footer.length) }, () => readElement(reader));
    } else if (id === 3 && type === COMPACT.i64) return { schema, rows: reader.int() };
    else reader.skip(type);
  }
  return { schema, rows: 0 };
}

/** The names of the columns at the top; the schema is a tree, written from the root down. */
function topNames(schema: readonly Element[]): string[] {
  const names: string[] = [];
  const end = (at: number): number => {
    let next = at + 1;
    for (let child = 0; child < (schema[at]?.children ?? 0) && next < schema.length; child++) next = end(next);
    return next;
  };
  for (let at = 1; at < schema.length; at = end(at)) names.push(schema[at]?.name ?? "");
  return names;
}

/** What a Parquet file's footer tells. */
export interface ParquetFooter {
  readonly names: readonly string[];
  readonly rows: number;
}

const NOTHING: ParquetFooter = { names: [], rows: 0 };

/**
 * The names of a Parquet file's columns and the number of its rows, from its footer.
 * @returns no name for a footer that cannot be read.
 */
export async function parquetFooter(path: string): Promise<ParquetFooter> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const tail = Buffer.alloc(TAIL);
    await file.read(tail, 0, TAIL, Math.max(0, size - TAIL));
    const length = tail.readUInt32LE(0);
    if (length > MOST_BYTES || length + TAIL > size) return NOTHING;
    const footer = Buffer.alloc(length);
    await file.read(footer, 0, length, size - TAIL - length);
    const { schema, rows } = readFooter(footer);
    return { names: topNames(schema), rows };
  } catch (error) {
    if (error instanceof RangeError) return NOTHING;
    throw error;
  } finally {
    await file.close();
  }
}
