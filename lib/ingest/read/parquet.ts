import type { Engine } from "../../engine/engine";
import { findField, NO_ADDRESS } from "../../flow";
import { servicePortSql } from "../../flow/service";
import { ShapeError } from "../shapes/types";

const quote = (text: string): string => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;

/** A Parquet file's SELECT into the columns of `flows`, and the fields that it holds. */
export interface ParquetRecords {
  readonly fields: readonly string[];
  readonly columns: readonly string[];
  readonly select: string;
}

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
  const source = `file(${quote(path)}, 'Parquet')`;
  const { rows } = await engine.query<{ name: string }>(`DESCRIBE TABLE ${source}`).catch(() => {
    throw new ShapeError(
      "not_flow_log",
      "This is a Parquet file, but it is damaged or incomplete and cannot be opened.",
    );
  });
  const found = new Map<string, string>();
  for (const { name } of rows) {
    const field = findField(name.replaceAll("_", "-"));
    if (field && !/[`\\]/.test(name) && !found.has(field.column)) found.set(field.column, name);
  }
  if (found.size < 3 || found.size * 2 < rows.length) {
    const names = rows.slice(0, 4).map((row) => row.name);
    throw new ShapeError(
      "not_flow_log",
      `This is a Parquet file, but its columns (${names.join(", ")}, ...) are not those of a flow log.`,
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
    select: `SELECT ${all.map(({ column, value }) => `${value} AS new_${column}`).join(",\n  ")}\nFROM ${source}`,
  };
}
