import { z } from "zod";

const optional = z
  .string()
  .optional()
  // An empty variable is one that was not set.
  .transform((text) => text || undefined);

/** The variables that name a ClickHouse server. */
export const SERVER_VARIABLES = {
  FLOWGLASS_CLICKHOUSE_URL: optional,
  FLOWGLASS_CLICKHOUSE_USER: optional,
  FLOWGLASS_CLICKHOUSE_PASSWORD: optional,
  FLOWGLASS_CLICKHOUSE_DATABASE: optional,
  FLOWGLASS_CLICKHOUSE_CLUSTER: optional,
  FLOWGLASS_CLICKHOUSE_CA: optional,
};

type Values = Readonly<Record<keyof typeof SERVER_VARIABLES, string | undefined>>;

/** A ClickHouse server as the environment names it. */
export interface ServerSettings {
  /** Without a path: `https://HOST:PORT`. */
  readonly url: string;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** The cluster that tables are made on; null is the one server. */
  readonly cluster: string | null;
  /** The file of the CA's certificates; null is the system's. */
  readonly caFile: string | null;
}

function readUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol) || !url.hostname) {
    throw new RangeError(
      `FLOWGLASS_CLICKHOUSE_URL must be the address of ClickHouse's HTTP interface, such as https://clickhouse.example.org:8443; it is "${text.slice(0, 200)}".`,
    );
  }
  if (url.username || url.password) {
    throw new RangeError(
      "FLOWGLASS_CLICKHOUSE_URL must not hold a user or a password: put them into FLOWGLASS_CLICKHOUSE_USER and FLOWGLASS_CLICKHOUSE_PASSWORD.",
    );
  }
  if (url.pathname !== "/" || url.search || url.hash) {
    throw new RangeError("FLOWGLASS_CLICKHOUSE_URL must end after the port: a path or parameters cannot be used.");
  }
  return url;
}

/** Names stand in statements and in Keeper's paths. */
function plainName(variable: keyof Values, text: string): string {
  if (/^[A-Za-z_][A-Za-z0-9_-]{0,63}$/.test(text) && (variable.endsWith("CLUSTER") || !text.includes("-"))) return text;
  throw new RangeError(
    `${variable} must be a plain name of letters, digits and underscores; it is "${text.slice(0, 200)}".`,
  );
}

/**
 * Reads which ClickHouse server holds the store.
 * @returns null when none is named. @throws RangeError with one sentence for the user.
 */
export function readServer(values: Values): ServerSettings | null {
  const { FLOWGLASS_CLICKHOUSE_URL: address, FLOWGLASS_CLICKHOUSE_CLUSTER: cluster } = values;
  const { FLOWGLASS_CLICKHOUSE_CA: caFile = null } = values;
  if (address === undefined) {
    const other = Object.keys(SERVER_VARIABLES).find((name) => values[name as keyof Values] !== undefined);
    if (other) throw new RangeError(`${other} is set, but FLOWGLASS_CLICKHOUSE_URL is not: set it too, or neither.`);
    return null;
  }
  const url = readUrl(address);
  if (caFile && url.protocol === "http:") {
    throw new RangeError("FLOWGLASS_CLICKHOUSE_CA needs an address that begins with https.");
  }
  return {
    url: url.origin,
    user: values.FLOWGLASS_CLICKHOUSE_USER ?? "default",
    password: values.FLOWGLASS_CLICKHOUSE_PASSWORD ?? "",
    database: plainName("FLOWGLASS_CLICKHOUSE_DATABASE", values.FLOWGLASS_CLICKHOUSE_DATABASE ?? "default"),
    cluster: cluster === undefined ? null : plainName("FLOWGLASS_CLICKHOUSE_CLUSTER", cluster),
    caFile,
  };
}
