import type { Engine } from "@/lib/engine/engine";
import { FIELDS, NO_ADDRESS } from "@/lib/flow";
import type { TestRow } from "./rows";

interface Column {
  readonly name: string;
  /** Its type in the list of values, and the expression that makes the stored value of it. */
  readonly type: string;
  readonly sql: string;
  /** What stands for an absent value there. */
  readonly absent: string;
}

const quoted = (text: string): string => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;

const COLUMNS: readonly Column[] = [
  ...FIELDS.map(({ column: name, kind, type }): Column => {
    const plain = `\`${name}\``;
    if (kind === "address") return { name, type: "String", sql: `toIPv6(${plain})`, absent: quoted(NO_ADDRESS) };
    if (kind === "time") return { name, type: "UInt32", sql: `toDateTime(${plain}, 'UTC')`, absent: "0" };
    if (kind === "text" || kind === "enum") return { name, type: "String", sql: plain, absent: "''" };
    return { name, type, sql: plain, absent: "NULL" };
  }),
  { name: "input", type: "UInt32", sql: "input", absent: "0" },
  { name: "line", type: "UInt64", sql: "line", absent: "0" },
  { name: "service_port", type: "Nullable(UInt16)", sql: "service_port", absent: "NULL" },
];

const literal = (value: TestRow[string] | undefined, absent: string): string => {
  if (value === null || value === undefined) return absent;
  return typeof value === "string" ? quoted(value) : String(value);
};

const ROWS_AT_ONCE = 50;

/** Puts rows straight into `flows`. */
export async function insertRows(engine: Engine, rows: readonly TestRow[]): Promise<void> {
  const structure = quoted(COLUMNS.map(({ name, type }) => `\`${name}\` ${type}`).join(", "));
  const names = COLUMNS.map(({ name }) => `\`${name}\``).join(", ");
  const values = COLUMNS.map(({ sql }) => sql).join(", ");
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
    const tuples = rows
      .slice(at, at + ROWS_AT_ONCE)
      .map((row) => `(${COLUMNS.map(({ name, absent }) => literal(row[name], absent)).join(",")})`);
    await engine.command(
      `INSERT INTO flows (${names}) SELECT ${values} FROM values(${structure}, ${tuples.join(",")})`,
    );
  }
}
