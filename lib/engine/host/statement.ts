/** What the engine host needs to know of a statement before it hands it to the engine. */
export interface Statement {
  /** The text without its trailing FORMAT clause, with its settings and its tag in a SETTINGS clause. */
  readonly sql: string;
  /** The output format that the text or the request asked for. */
  readonly format: string;
}

const TRAILING_FORMAT = /\s+FORMAT\s+([A-Za-z0-9]+)\s*;?\s*$/i;
const TAKES_SETTINGS = /^\s*(SELECT|WITH|INSERT|EXPLAIN)\b/i;
const SETTING_NAME = /^[a-z][a-z0-9_]*$/;

/** URL parameters of ClickHouse's HTTP interface that are no engine settings. */
const NOT_SETTINGS = new Set([
  "query",
  "query_id",
  "session_id",
  "database",
  "default_format",
  "enable_http_compression",
  "wait_end_of_query",
  "send_progress_in_http_headers",
  "http_headers_progress_interval_ms",
]);

const quote = (text: string): string => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;

/**
 * Turns a statement of ClickHouse's HTTP interface (text and URL parameters) into one statement for an
 * embedded session, which has no URL: settings move into a SETTINGS clause, and `log_comment` carries the
 * query id by which KILL QUERY finds the statement.
 */
export function toStatement(text: string, url: URLSearchParams, queryId: string): Statement {
  const match = TRAILING_FORMAT.exec(text);
  const bare = match ? text.slice(0, match.index) : text.replace(/;\s*$/, "");
  const format = match?.[1] ?? url.get("default_format") ?? "TabSeparated";
  if (!TAKES_SETTINGS.test(bare)) return { sql: bare, format };
  const settings = [`log_comment = ${quote(queryId)}`];
  for (const [name, value] of url) {
    if (NOT_SETTINGS.has(name) || name.startsWith("param_") || !SETTING_NAME.test(name)) continue;
    settings.push(`${name} = ${/^-?\d+(\.\d+)?$/.test(value) ? value : quote(value)}`);
  }
  return { sql: `${bare}\nSETTINGS ${settings.join(", ")}`, format };
}

const ESCAPES: Record<string, string> = {
  t: "\t",
  n: "\n",
  r: "\r",
  b: "\b",
  f: "\f",
  "0": "\0",
  "\\": "\\",
  "'": "'",
};

const unescaped = (value: string): string => value.replace(/\\(.)/gs, (_, c: string) => ESCAPES[c] ?? c);

const ELEMENT = /'((?:[^'\\]|\\.)*)'|([^,\s[\]]+)/gs;

type Element = string | bigint;

/** Reads the text of a flat array (`['a','b']`, `[1,2]`) as the client writes it. */
function arrayElements(text: string): Element[] {
  return [...text.slice(1, -1).matchAll(ELEMENT)].map(([, quoted, plain = ""]) => {
    if (quoted !== undefined) return unescaped(quoted);
    return /^-?\d+$/.test(plain) ? BigInt(plain) : plain;
  });
}

/** A bound value as a session takes it: plain, not escaped. */
export type Bound = string | null | Element[];

/**
 * Reads the bound values (`param_NAME`) of a request. ClickHouse's HTTP interface escapes scalars as in
 * TabSeparated, and quotes the elements of arrays; a session takes both plain.
 */
export function boundValues(text: string, url: URLSearchParams): Record<string, Bound> | null {
  let values: Record<string, Bound> | null = null;
  for (const [param, value] of url) {
    if (!param.startsWith("param_")) continue;
    const name = param.slice(6);
    const isArray = new RegExp(`\\{\\s*${name}\\s*:\\s*Array\\b`).test(text);
    values ??= {};
    if (value === "\\N") values[name] = null;
    else values[name] = isArray ? arrayElements(value) : unescaped(value);
  }
  return values;
}
