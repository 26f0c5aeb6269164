import { parseArgs } from "node:util";

/** What the command line says. */
export interface Options {
  readonly inputs: readonly string[];
  readonly demo: boolean;
  readonly help: boolean;
  readonly host?: string;
  readonly port?: string;
  readonly data?: string;
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
        help: { type: "boolean", short: "h", default: false },
        host: { type: "string" },
        port: { type: "string" },
        data: { type: "string" },
      },
    });
    return { ...values, demo: values.demo ?? false, help: values.help ?? false, inputs: positionals };
  } catch (error) {
    const message = error instanceof Error ? (error.message.split(". ")[0] ?? "") : String(error);
    throw new Error(`${message}. Try: npm start -- --help`);
  }
}
