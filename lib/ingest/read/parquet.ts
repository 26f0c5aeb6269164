import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { type Engine, isServer, type StatementOptions } from "../../engine/engine";
import { EngineError } from "../../engine/errors";
import { type Field, findField } from "../../flow";
import { servicePortSql } from "../../flow/service";
import { parquetFooter } from "../shapes/parquet/columns";
import { fieldOfName } from "../shapes/record/names";
import { ShapeError, type UnparsedRow } from "../shapes/types";
import { KEPT_TEXT, type ParsedField, parsedField } from "./parse-sql";
import { REJECTED_PREFIX } from "./rejected";

const quote = (text: string): string => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;

/** How the rows of a Parquet file are come by. */
interface ParquetSource {
  /** Its columns and their types; none when it cannot be opened. */
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly from: string;
}

/** A Parquet file's rows as records: the fields that it holds, and the SQL of each. */
interface ParquetRows {
  readonly fields: readonly string[];
  readonly parsed: readonly ParsedField[];
  /** SQL of each value's text. */
  readonly tokens: readonly string[];
  readonly from: string;
}

/** Where a file's rows go. */
interface Place {
  readonly input: number;
  readonly lineOffset: number;
}

async function inPlace(engine: Engine, path: string): Promise<ParquetSource> {
  const from = `file(${quote(path)}, 'Parquet')`;
  const { rows } = await engine
    .query<{ name: string; type: string }>(`DESCRIBE TABLE ${from}`)
    .catch(() => ({ rows: [] }));
  return { columns: rows, from };
}

/** A server takes every column as text, which is how they are read anyway; it numbers the rows as they come. */
async function sent(path: string): Promise<ParquetSource> {
  const { names } = await parquetFooter(path);
  const structure = names.filter(isPlain).map((name) => `\`${name}\` Nullable(String)`);
  const from = `(SELECT *, rowNumberInAllBlocks() AS _row_number FROM input(${quote(structure.join(", "))}))`;
  return { columns: names.map((name) => ({ name, type: "" })), from };
}

/** Rows in the order of the file, one after the other, so that their numbers are right. */
const IN_ORDER = { input_format_parquet_preserve_order: 1, max_threads: 1 };

/** Bad rows that are kept of one file; more are counted only. */
const MOST_BAD = 10_000;

const isPlain = (name: string): boolean => !/[`\\]/.test(name);

/** A value as flow-log text, so that a file whose integers are wider, or strings, is read alike. */
function tokenSql(name: string, type: string): string {
  const column = `\`${name}\``;
  const text = `ifNull(toString(${/DateTime/.test(type) ? `toUnixTimestamp(${column})` : column}), '-')`;
  return `if(${text} = '', '-', ${text})`;
}

/**
 * The field that each column holds, told by name as in a CSV file: `start_time` and `numbytes` too, unless another
 * column has the field's own name.
 */
function fieldsOf(names: readonly string[]): Map<string, Field> {
  const fields = new Map<string, Field>();
  const taken = new Set<string>();
  for (const exact of [true, false]) {
    for (const name of names) {
      const named = fieldOfName(name);
      const field = named?.exact === exact ? findField(named.name) : undefined;
      if (!field || !isPlain(name) || taken.has(field.name)) continue;
      fields.set(name, field);
      taken.add(field.name);
    }
  }
  return fields;
}

/**
 * Reads a Parquet file's schema and maps its columns to flow-log fields by name.
 * @throws ShapeError when it holds no flow-log columns.
 */
async function parquetRows(engine: Engine, path: string): Promise<ParquetRows> {
  const { columns, from } = isServer(engine) ? await sent(path) : await inPlace(engine, path);
  if (columns.length === 0) {
    throw new ShapeError(
      "not_flow_log",
      "This is a Parquet file, but it is damaged or incomplete and cannot be opened.",
    );
  }
  const found = new Map<string, { parsed: ParsedField; token: string }>();
  const fields = fieldsOf(columns.map(({ name }) => name));
  for (const { name, type } of columns) {
    const field = fields.get(name);
    if (!field) continue;
    const token = tokenSql(name, type);
    found.set(field.name, { parsed: parsedField(field, token), token });
  }
  if (found.size < 3 || found.size * 2 < columns.length) {
    const names = columns.slice(0, 4).map(({ name }) => name);
    throw new ShapeError(
      "not_flow_log",
      `This is a Parquet file, but its columns (${names.join(", ")}, ...) are not those of a flow log.`,
    );
  }
  const all = [...found.values()];
  return {
    fields: [...found.keys()],
    parsed: all.map(({ parsed }) => parsed),
    tokens: all.map(({ token }) => token),
    from,
  };
}

const goodSql = ({ parsed }: ParquetRows): string =>
  parsed
    .map(({ good }) => good)
    .filter(Boolean)
    .join("\n  AND ") || "true";

/** The SELECT that gives every good row as a record, and the columns that it fills. */
function recordsSql(rows: ParquetRows, place: Place): { columns: string[]; select: string } {
  const expressionOf = (column: string): string | undefined => rows.parsed.find((one) => one.column === column)?.value;
  const [srcport, dstport, protocol] = [expressionOf("srcport"), expressionOf("dstport"), expressionOf("protocol")];
  const tcpFlags = expressionOf("tcp_flags") ?? "CAST(NULL, 'Nullable(UInt16)')";
  const values = [
    ...rows.parsed,
    { column: "input", value: `toUInt32(${place.input})` },
    { column: "line", value: `toUInt64(_row_number + 1 + ${place.lineOffset})` },
    ...(srcport && dstport && protocol
      ? [{ column: "service_port", value: servicePortSql({ srcport, dstport, protocol, tcpFlags }) }]
      : []),
  ];
  const list = values.map(({ column, value }) => `${value} AS new_${column}`).join(",\n  ");
  return {
    columns: values.map(({ column }) => column),
    select: `SELECT ${list}\nFROM ${rows.from}\nWHERE ${goodSql(rows)}`,
  };
}

/** The SELECT that gives the first rows that are no records: `line`, counted from 1, `text` and `reason`. */
function rejectedSql(rows: ParquetRows): string {
  const checks = rows.parsed.flatMap(({ good, reason }) => (good ? [`NOT (${good}), ${quote(reason)}`] : []));
  return `SELECT toUInt64(_row_number + 1) AS line,
  toValidUTF8(substring(arrayStringConcat([${rows.tokens.join(", ")}], ' '), 1, ${KEPT_TEXT})) AS text,
  multiIf(${[...checks, "'is not a record'"].join(",\n    ")}) AS reason
FROM ${rows.from} WHERE NOT (${goodSql(rows)}) LIMIT ${MOST_BAD}`;
}

type RejectedRow = { readonly line: string; readonly text: string; readonly reason: string };

async function rejectedRows(
  engine: Engine,
  path: string,
  rows: ParquetRows,
  options: StatementOptions,
): Promise<UnparsedRow[]> {
  const read = async (sql: string): Promise<UnparsedRow[]> =>
    (await engine.query<RejectedRow>(sql, {}, options)).rows.map((row) => ({ ...row, line: Number(row.line) }));
  if (!isServer(engine)) return read(`SELECT * FROM (${rejectedSql(rows)}) ORDER BY line`);
  const table = `${REJECTED_PREFIX}${randomUUID().replaceAll("-", "")}`;
  await engine.command(`CREATE TABLE ${table} (line UInt64, text String, reason String) ENGINE = Memory`);
  try {
    await sendTo(engine, `INSERT INTO ${table} (line, text, reason) ${rejectedSql(rows)}`, path, options);
    return await read(`SELECT * FROM ${table} ORDER BY line`);
  } finally {
    await engine.command(`DROP TABLE ${table}`).catch(() => undefined);
  }
}

function sendTo(engine: Engine, sql: string, path: string, options: StatementOptions): Promise<void> {
  if (!isServer(engine)) throw new TypeError("Only a server is sent files.");
  const settings = { ...options.settings, ...IN_ORDER };
  return engine.send(sql, "Parquet", createReadStream(path), {}, { ...options, settings });
}

/**
 * Says of a file whose pages the engine cannot read that it is damaged; other errors are thrown as they are. The
 * engine's reader names the stage of reading when it meets one.
 */
function damaged(error: unknown): never {
  const broken = error instanceof EngineError && error.kind === "other" && error.message.includes("read stage:");
  if (!broken) throw error;
  throw new ShapeError(
    "not_flow_log",
    "This Parquet file is damaged inside, so nothing of it was taken; fetch it again and upload it.",
  );
}

/** What came of a Parquet file. */
export interface ParquetOutcome {
  readonly fields: readonly string[];
  /** The first rows that are no records. */
  readonly bad: readonly UnparsedRow[];
  /** How many more of them there are. */
  readonly more: number;
}

/**
 * Inserts a Parquet file's records.
 * @param into gives the INSERT for columns.
 * @param inserted counts the records that came of it.
 * @throws ShapeError; EngineError
 */
export async function insertParquet(
  engine: Engine,
  into: (columns: readonly string[]) => Promise<string>,
  inserted: () => Promise<number>,
  path: string,
  place: Place,
  options: StatementOptions,
): Promise<ParquetOutcome> {
  const rows = await parquetRows(engine, path);
  const { columns, select } = recordsSql(rows, place);
  const sql = `${await into(columns)} ${select}`;
  await (isServer(engine) ? sendTo(engine, sql, path, options) : engine.command(sql, {}, options)).catch(damaged);
  const [good, footer] = [await inserted(), await parquetFooter(path)];
  const count = Math.max(0, footer.rows - good);
  const bad = count > 0 ? await rejectedRows(engine, path, rows, options) : [];
  return { fields: rows.fields, bad, more: Math.max(0, count - bad.length) };
}
