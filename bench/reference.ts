import { flowsTable } from "@/lib/engine/schema";
import { startTestEngine } from "@/lib/engine/testing";
import { DEFAULT_FORMAT, FIELDS, type Field, NO_ADDRESS } from "@/lib/flow";
import { recordsSelect } from "@/lib/ingest/read/parse-sql";

/** What the engine alone needs for the same files. */
export interface Reference {
  readonly name: string;
  readonly seconds: number;
}

/** Reads the columns and nothing more: no check, no reason, no responder's port. */
function barestValue(field: Field, position: number): string {
  const token = `tokens[${position}]`;
  if (field.kind === "address") return `ifNull(toIPv6OrNull(${token}), toIPv6('${NO_ADDRESS}'))`;
  if (field.kind === "time") return `toUInt32OrZero(${token})`;
  if (field.kind === "enum" || field.kind === "text") return `if(${token} = '-', '', ${token})`;
  return `to${field.type.replace(/^Nullable\((.*)\)$/, "$1")}OrNull(${token})`;
}

/** The fields of the generated log, in order. */
export const LOG_FIELDS: readonly Field[] = DEFAULT_FORMAT.flatMap((name) =>
  FIELDS.filter((field) => field.name === name),
);

/** Gzip or plain text as the engine reads it. */
export const textFiles = (glob: string): string => `file('${glob}', 'LineAsString', 'line String')`;

/** @param lines what gives a column `line`, and `_row_number`. */
export function barestInsert(table: string, lines: string): string {
  const fields = LOG_FIELDS;
  const columns = [...fields.map((field) => field.column), "input", "line"].join(", ");
  const values = fields.map((field, index) => barestValue(field, index + 1));
  return `INSERT INTO ${table} (${columns})
    WITH splitByChar(' ', line) AS tokens
    SELECT ${[...values, "1", "_row_number"].join(", ")}
    FROM ${lines}
    WHERE length(tokens) = ${DEFAULT_FORMAT.length} AND tokens[1] = '2'`;
}

function sameParseInsert(table: string, glob: string): string {
  const { columns, select } = recordsSelect([{ path: glob, fields: DEFAULT_FORMAT, firstLine: 1, input: 1, lines: 0 }]);
  return `INSERT INTO ${table} (${columns.join(", ")}) ${select}`;
}

/**
 * Times the engine's own `INSERT ... SELECT ... FROM file(...)` into a plain table with the columns of `flows`, with all
 * files in one statement: once with the least parsing that fills the columns, once with Flowglass's parsing.
 * @param folder the folder of the generated files. @throws Error when a row is missing.
 */
export async function measureReferences(folder: string, records: number): Promise<Reference[]> {
  const test = await startTestEngine();
  try {
    const runs = [
      {
        name: "engine alone, least parsing",
        insert: (table: string, glob: string) => barestInsert(table, textFiles(glob)),
      },
      { name: "engine alone, same parsing", insert: sameParseInsert },
    ];
    const measured: Reference[] = [];
    for (const { name, insert } of runs) {
      await test.engine.command(flowsTable("bench_reference", "plain").create);
      const began = performance.now();
      await test.engine.command(
        insert("bench_reference", `${folder}/*.log.gz`),
        {},
        { maxSeconds: 0, maxMemory: 8 * 2 ** 30 },
      );
      measured.push({ name, seconds: (performance.now() - began) / 1000 });
      const { rows } = await test.engine.query<{ n: string }>("SELECT count() AS n FROM bench_reference");
      const found = Number(rows[0]?.n);
      if (found !== records) throw new Error(`The reference import has ${found} records instead of ${records}.`);
      await test.engine.command("DROP TABLE bench_reference SYNC");
    }
    return measured;
  } finally {
    await test.close();
  }
}
