/** What the engine host needs to know of a statement before it hands it to the engine. */
export interface Statement {
  /** The text without its trailing FORMAT clause, with its settings and its tag in a SETTINGS clause. */
  readonly sql: string;
  /** The output format that the text or the request asked for. */
  readonly format: string;
}

const TRAILING_FORMAT = /\s+FORMAT\s+([A-Za-z0-9]+)\s*;?\s*$/i;
const TAKES_SETTINGS = /^\s*(SELECT|WITH|INSERT|EXPLAIN)\b/i;
const PARAMETER_NAME = /^param_[A-Za-z0-9_]+$/;
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

/** A text as a string literal of SQL. */
export const quoted = (text: string): string => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;

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
  const settings = [`log_comment = ${quoted(queryId)}`];
  for (const [name, value] of url) {
    if (NOT_SETTINGS.has(name) || name.startsWith("param_") || !SETTING_NAME.test(name)) continue;
    settings.push(`${name} = ${/^-?\d+(\.\d+)?$/.test(value) ? value : quoted(value)}`);
  }
  return { sql: `${bare}\nSETTINGS ${settings.join(", ")}`, format };
}

/**
 * The statement that binds the values (`param_NAME`) of a request for its session, or null when it has none. A session
 * reads them as ClickHouse's HTTP interface writes them. The library can bind values too, but runs one statement with
 * bound values at a time in the whole process, and not even KILL beside it.
 */
export function bindingOf(url: URLSearchParams): string | null {
  const values = [...url].filter(([name]) => PARAMETER_NAME.test(name));
  return values.length > 0 ? `SET ${values.map(([name, value]) => `${name} = ${quoted(value)}`).join(", ")}` : null;
}
