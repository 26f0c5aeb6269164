import { parseArgs } from "node:util";

/** What the command line says. */
export interface Options {
  readonly inputs: readonly string[];
  readonly demo: boolean;
  /** Copy the data folder's store to a ClickHouse server, and end. */
  readonly copyToClickhouse: boolean;
  readonly help: boolean;
  readonly host?: string;
  readonly port?: string;
  readonly data?: string;
  /** From when on sources are read. */
  readonly since: string;
  readonly region?: string;
}

/**
 * Reads the arguments.
 * @throws Error with a sentence that names the wrong one.
 */
export function parseOptions(args: readonly string[]): Options {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        demo: { type: "boolean", default: false },
        "copy-to-clickhouse": { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
        host: { type: "string" },
        port: { type: "string" },
        data: { type: "string" },
        since: { type: "string", default: "7d" },
        region: { type: "string" },
      },
    });
    const { demo = false, help = false, since = "7d" } = values;
    const copyToClickhouse = values["copy-to-clickhouse"] ?? false;
    return { ...values, demo, help, since, copyToClickhouse, inputs: positionals };
  } catch (error) {
    const message = error instanceof Error ? (error.message.split(". ")[0] ?? "") : String(error);
    throw new Error(`${message}. Try: npm start -- --help`);
  }
}
