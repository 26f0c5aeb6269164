import { createReadStream } from "node:fs";
import { type Engine, isServer, type StatementOptions } from "../../engine/engine";
import { findField, NO_ADDRESS } from "../../flow";
import { servicePortSql } from "../../flow/service";
import { parquetColumns } from "../shapes/parquet/columns";
import { ShapeError } from "../shapes/types";

const quote = (text: string): string => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;

/** A Parquet file's SELECT into the columns of `flows`, and the fields that it holds. */
export interface ParquetRecords {
  readonly fields: readonly string[];
  readonly columns: readonly string[];
  readonly select: string;
}

/** How the rows of a Parquet file are come by. */
interface ParquetSource {
  /** Its columns; none when it cannot be opened. */
  readonly names: readonly string[];
  readonly from: string;
}

async function inPlace(engine: Engine, path: string): Promise<ParquetSource> {
  const from = `file(${quote(path)}, 'Parquet')`;
  const { rows } = await engine.query<{ name: string }>(`DESCRIBE TABLE ${from}`).catch(() => ({ rows: [] }));
  return { names: rows.map(({ name }) => name), from };
}

/** A server takes every column as text, which is how they are read anyway; it numbers the rows as they come. */
async function sent(path: string): Promise<ParquetSource> {
  const names = await parquetColumns(path);
  const structure = names.filter(isPlain).map((name) => `\`${name}\` Nullable(String)`);
  const from = `(SELECT *, rowNumberInAllBlocks() AS _row_number FROM input(${quote(structure.join(", "))}))`;
  return { names, from };
}

/** Rows in the order of the file, one after the other, so that their numbers are right. */
const IN_ORDER = { input_format_parquet_preserve_order: 1, max_threads: 1 };

const isPlain = (name: string): boolean => !/[`\\]/.test(name);

function parquetValue(column: string, name: string): string | null {
  const field = findField(column);
  if (!field) return null;
  // Through text, so that a file whose integers are wider, or strings, is read alike; '-' in a string means absent.
  const text = `toString(\`${name}\`)`;
  switch (field.kind) {
    case "address":
      return `ifNull(toIPv6OrNull(ifNull(${text}, '')), toIPv6('${NO_ADDRESS}'))`;
    case "time": {
      const number = `ifNull(toUInt64OrNull(ifNull(${text}, '')), 0)`;
      return `toUInt32(if(${number} > 2147483647, intDiv(${number}, 1000), ${number}))`;
    }
    case "enum":
    case "text":
      return `if(ifNull(${text}, '-') = '-', '', ifNull(${text}, ''))`;
    default:
      return `to${field.type.replace(/^Nullable\((.*)\)$/, "$1")}OrNull(ifNull(${text}, ''))`;
  }
}

/**
 * Reads a Parquet file's schema and maps its columns to flow-log fields by name (dashes, underscores and
 * case do not matter).
 * @throws ShapeError when it holds no flow-log columns.
 */
export async function parquetRecords(
  engine: Engine,
  path: string,
  place: { readonly input: number; readonly lineOffset: number },
): Promise<ParquetRecords> {
  const { names, from } = isServer(engine) ? await sent(path) : await inPlace(engine, path);
  if (names.length === 0) {
    throw new ShapeError(
      "not_flow_log",
      "This is a Parquet file, but it is damaged or incomplete and cannot be opened.",
    );
  }
  const found = new Map<string, string>();
  for (const name of names) {
    const field = findField(name.replaceAll("_", "-"));
    if (field && isPlain(name) && !found.has(field.column)) found.set(field.column, name);
  }
  if (found.size < 3 || found.size * 2 < names.length) {
    throw new ShapeError(
      "not_flow_log",
      `This is a Parquet file, but its columns (${names.slice(0, 4).join(", ")}, ...) are not those of a flow log.`,
    );
  }
  const values = [...found].map(([column, name]) => ({ column, value: parquetValue(column, name) ?? "NULL" }));
  const expression = (column: string): string | undefined => values.find((entry) => entry.column === column)?.value;
  const [srcport, dstport, protocol] = [expression("srcport"), expression("dstport"), expression("protocol")];
  const all = [
    ...values,
    { column: "input", value: `toUInt32(${place.input})` },
    { column: "line", value: `toUInt64(_row_number + 1 + ${place.lineOffset})` },
    ...(srcport && dstport && protocol
      ? [
          {
            column: "service_port",
            value: servicePortSql({
              srcport,
              dstport,
              protocol,
              tcpFlags: expression("tcp_flags") ?? "CAST(NULL, 'Nullable(UInt16)')",
            }),
          },
        ]
      : []),
  ];
  return {
    fields: [...found.keys()].map((column) => findField(column)?.name ?? column),
    columns: all.map(({ column }) => column),
    select: `SELECT ${all.map(({ column, value }) => `${value} AS new_${column}`).join(",\n  ")}\nFROM ${from}`,
  };
}

/** Inserts a Parquet file's records. @param into gives the INSERT for columns. @returns the fields that it holds. @throws ShapeError; EngineError */
export async function insertParquet(
  engine: Engine,
  into: (columns: readonly string[]) => Promise<string>,
  path: string,
  place: { readonly input: number; readonly lineOffset: number },
  options: StatementOptions,
): Promise<readonly string[]> {
  const { fields, columns, select } = await parquetRecords(engine, path, place);
  const sql = `${await into(columns)} ${select}`;
  if (isServer(engine)) {
    const settings = { ...options.settings, ...IN_ORDER };
    await engine.send(sql, "Parquet", createReadStream(path), {}, { ...options, settings });
  } else {
    await engine.command(sql, {}, options);
  }
  return fields;
}
