import { homedir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";
import { z } from "zod";
import { readServer, SERVER_VARIABLES, type ServerSettings } from "./server/clickhouse";
import { isLoopback } from "./server/loopback";

type Environment = Readonly<Record<string, string | undefined>>;

/** The environment, checked once at start. The command line's options win over it. */
const schema = z.object({
  FLOWGLASS_HOST: z.string().min(1).default("127.0.0.1"),
  FLOWGLASS_PORT: z.coerce.number().int().min(0).max(65535).default(4480),
  FLOWGLASS_DATA: z.string().min(1).optional(),
  FLOWGLASS_TOKEN: z.string().min(16, { error: "FLOWGLASS_TOKEN needs at least 16 characters." }).optional(),
  FLOWGLASS_ALLOWED_HOSTS: z.string().default(""),
  ...SERVER_VARIABLES,
});

export interface Settings {
  readonly host: string;
  readonly port: number;
  /** Absolute path of the folder that holds the store. */
  readonly data: string;
  /** What a client must show when the server listens beyond loopback. */
  readonly token: string | null;
  /** More names that a request's Host header may have, for servers behind a proxy. */
  readonly allowedHosts: readonly string[];
  /** The ClickHouse server that holds the store; null is the engine that comes with the program. */
  readonly clickhouse: ServerSettings | null;
}

/** A setting that cannot be used; the message is one sentence for the user. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";
}

function defaultData(environment: Environment): string {
  const base = environment.XDG_DATA_HOME;
  return join(base && isAbsolute(base) ? base : join(homedir(), ".local", "share"), "flowglass");
}

/** @throws SettingsError */
function clickhouseOf(values: z.output<typeof schema>): ServerSettings | null {
  try {
    return readServer(values);
  } catch (error) {
    throw error instanceof RangeError ? new SettingsError(error.message) : error;
  }
}

/**
 * Reads the settings.
 * @param options what the command line gave.
 * @throws SettingsError
 */
export function readSettings(
  environment: Environment,
  options: { host?: string; port?: string; data?: string } = {},
): Settings {
  const given = {
    ...environment,
    ...(options.host !== undefined && { FLOWGLASS_HOST: options.host }),
    ...(options.port !== undefined && { FLOWGLASS_PORT: options.port }),
    ...(options.data !== undefined && { FLOWGLASS_DATA: options.data }),
  };
  const result = schema.safeParse(given);
  if (!result.success) {
    const issue = result.error.issues[0];
    if (issue?.path[0] === "FLOWGLASS_PORT") throw new SettingsError("The port must be a number from 0 to 65535.");
    throw new SettingsError(issue?.message ?? "The settings cannot be read.");
  }
  const values = result.data;
  if (!isLoopback(values.FLOWGLASS_HOST) && !values.FLOWGLASS_TOKEN) {
    throw new SettingsError(
      `Listening on ${values.FLOWGLASS_HOST} lets other machines in: set FLOWGLASS_TOKEN to a secret of at least 16 characters, or leave out --host.`,
    );
  }
  return {
    host: values.FLOWGLASS_HOST,
    port: values.FLOWGLASS_PORT,
    data: resolve(values.FLOWGLASS_DATA ?? defaultData(environment)),
    token: values.FLOWGLASS_TOKEN ?? null,
    clickhouse: clickhouseOf(values),
    allowedHosts: values.FLOWGLASS_ALLOWED_HOSTS.split(",")
      .map((name) => name.trim().toLowerCase())
      .filter(Boolean),
  };
}
