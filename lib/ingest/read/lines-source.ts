import { createReadStream } from "node:fs";
import { rm, stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { type Engine, isServer, type StatementOptions } from "../../engine/engine";
import { makeBundle } from "./bundle";
import type { LinesFile } from "./parse-sql";

/** Where the parsing SQL finds lines: one row a line, its text as `raw`. */
export interface LineSource {
  readonly from: string;
  /** SQL of the line's number in the input, and of the input's. */
  readonly line: string;
  readonly input: string;
}

const quote = (text: string): string => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;

/** All of one type, since `transform` mixes none. */
const array = (values: readonly number[]): string => `[${values.map((value) => `toInt64(${value})`).join(", ")}]`;

/** Input and line number of each row, as SQL. */
function placesSql(files: readonly LinesFile[]): { input: string; line: string } {
  const [only] = files;
  if (files.length === 1 && only) {
    return { input: `toUInt32(${only.input})`, line: `_row_number + toUInt64(${only.firstLine})` };
  }
  const starts: number[] = [];
  let rows = 0;
  for (const { lines } of files) {
    starts.push(rows);
    rows += lines;
  }
  const begins = array(starts);
  // The file that a row is of is the last one that begins at or before it.
  const of = (values: readonly number[]): string =>
    `transform(roundDown(toInt64(_row_number), ${begins}), ${begins}, ${array(values)}, toInt64(0))`;
  return {
    input: `toUInt32(${of(files.map(({ input }) => input))})`,
    line: `toUInt64(toInt64(_row_number) + ${of(files.map(({ firstLine }, at) => firstLine - (starts[at] ?? 0)))})`,
  };
}

/**
 * Files that the engine reads where they lie.
 * @param bundle the path of the file that holds the lines of all, one after the other, when there are several. Their counts
 *   of lines must then be exact, and none may be 0.
 */
export const filesInPlace = (files: readonly LinesFile[], bundle = files[0]?.path ?? ""): LineSource => ({
  from: `file(${quote(bundle)}, 'LineAsString', 'raw String')`,
  ...placesSql(files),
});

/** What is sent to a server: one row a file, with all of its text. The server tells lines apart, so it can number them. */
const FORMAT = "RowBinary";
const STRUCTURE = "of_input UInt32, first_line UInt64, blob String";

const FILES_SENT: LineSource = {
  from: `(SELECT of_input, first_line, splitByChar('\\n', blob) AS all_lines FROM input('${STRUCTURE}'))
ARRAY JOIN all_lines AS raw, arrayEnumerate(all_lines) AS nth`,
  line: "first_line + nth - 1",
  input: "of_input",
};

/** A length as RowBinary writes it: seven bits a byte, the lowest first. */
function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  return Buffer.from([...bytes, rest]);
}

async function* rowsOf(files: readonly LinesFile[]): AsyncGenerator<Uint8Array> {
  for (const { path, input, firstLine } of files) {
    const numbers = Buffer.alloc(12);
    numbers.writeUInt32LE(input);
    numbers.writeBigUInt64LE(BigInt(firstLine), 4);
    const { size } = await stat(path);
    yield Buffer.concat([numbers, varint(size)]);
    if (size > 0) yield* createReadStream(path, { end: size - 1, highWaterMark: 2 ** 18 });
  }
}

async function insertInPlace(
  engine: Engine,
  files: readonly LinesFile[],
  sql: (source: LineSource) => string,
  options: StatementOptions,
): Promise<void> {
  const [first] = files;
  if (files.length < 2 || !first) return engine.command(sql(filesInPlace(files)), {}, options);
  const bundle = `${first.path}.bundle`;
  const held = await makeBundle(files, bundle);
  if (held.length > 0) await engine.command(sql(filesInPlace(held, bundle)), {}, options);
  await rm(bundle, { force: true });
}

/**
 * Runs an INSERT that parses files of lines, wherever the engine is.
 * @param sql makes the statement for where the lines are. @throws EngineError
 */
export function insertLines(
  engine: Engine,
  files: readonly LinesFile[],
  sql: (source: LineSource) => string,
  options: StatementOptions,
): Promise<void> {
  if (!isServer(engine)) return insertInPlace(engine, files, sql, options);
  return engine.send(sql(FILES_SENT), FORMAT, Readable.from(rowsOf(files), { objectMode: false }), {}, options);
}
