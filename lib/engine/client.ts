import { randomUUID } from "node:crypto";
import http from "node:http";
import type { Readable } from "node:stream";
import { type ClickHouseClient, ClickHouseLogLevel, type ClickHouseSettings, createClient } from "@clickhouse/client";
import type { BoundValues, Engine, RowsFile, StatementOptions } from "./engine";
import { type EngineError, toEngineError } from "./errors";
import { type Layout, ONE_ENGINE } from "./layout";

const DEFAULT_SECONDS = 30;
const DEFAULT_MEMORY = 2 * 2 ** 30;

function settingsOf(options: StatementOptions): Record<string, string | number> {
  const memory = options.maxMemory ?? DEFAULT_MEMORY;
  return {
    max_execution_time: options.maxSeconds ?? DEFAULT_SECONDS,
    max_memory_usage: String(memory),
    // Groups that do not fit go to disk long before the limit refuses the statement.
    max_bytes_before_external_group_by: String(Math.floor(memory / 2)),
    max_bytes_before_external_sort: String(Math.floor(memory / 2)),
    use_concurrency_control: 0,
    // JSON numbers above 2^53 would lose digits.
    output_format_json_quote_64bit_integers: 1,
    ...options.settings,
  };
}

/** What every client is made with. */
export const CLIENT_OPTIONS = {
  // Statements have their own limits; the connection must outlive the longest import.
  request_timeout: 24 * 3600 * 1000,
  application: "flowglass",
  // Errors reach the caller as EngineError; the client's own log would say them a second time.
  log: { level: ClickHouseLogLevel.OFF },
};

export type ClosableEngine = Engine & { close(): Promise<void> };

/** Talks to a ClickHouse engine through `@clickhouse/client`. */
export abstract class ClientEngine implements ClosableEngine {
  abstract readonly kind: Engine["kind"];
  abstract readonly layout: Layout;

  constructor(protected readonly client: ClickHouseClient) {}

  abstract load(
    file: RowsFile,
    sql: (from: string) => string,
    values?: BoundValues,
    options?: StatementOptions,
  ): Promise<void>;

  async query<Row>(sql: string, values?: BoundValues, options: StatementOptions = {}) {
    const started = performance.now();
    return this.run(options, async () => {
      const common = this.common(values, options, this.questionSettings());
      const result = await this.client.query({ query: sql, format: "JSONEachRow", ...common });
      const rows = await result.json<Row>();
      const header = result.response_headers["x-clickhouse-summary"];
      const summary = JSON.parse(typeof header === "string" ? header : "{}") as {
        read_rows?: string;
        read_bytes?: string;
      };
      const stats = {
        elapsedMs: performance.now() - started,
        rowsRead: Number(summary.read_rows ?? 0),
        bytesRead: Number(summary.read_bytes ?? 0),
      };
      return { rows, stats };
    });
  }

  stream(sql: string, format: string, values?: BoundValues, options: StatementOptions = {}): Promise<Readable> {
    return this.run(options, async () => {
      const common = this.common(values, options, this.streamSettings());
      const { stream } = await this.client.exec({ query: `${sql}\nFORMAT ${format}`, ...common });
      return stream;
    });
  }

  command(sql: string, values?: BoundValues, options: StatementOptions = {}): Promise<void> {
    return this.run(options, async () => {
      await this.client.command({ query: sql, ...this.common(values, options) });
    });
  }

  async version(): Promise<string> {
    const { rows } = await this.query<{ version: string }>("SELECT version() AS version");
    return rows[0]?.version ?? "";
  }

  close(): Promise<void> {
    return this.client.close();
  }

  /** More settings of a SELECT whose rows are waited for. */
  protected questionSettings(): Readonly<Record<string, string | number>> {
    return {};
  }

  /** More settings of a SELECT whose rows are streamed. */
  protected streamSettings(): Readonly<Record<string, string | number>> {
    return {};
  }

  /** More settings of every statement, which win over its own. */
  protected fixedSettings(): Readonly<Record<string, string | number>> {
    return {};
  }

  protected toError(error: unknown, aborted: boolean): EngineError {
    return toEngineError(error, aborted);
  }

  /** @throws EngineError, whatever the work throws. */
  protected async run<T>(options: StatementOptions, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw this.toError(error, options.signal?.aborted ?? false);
    }
  }

  protected common(values: BoundValues | undefined, options: StatementOptions, more = {}) {
    const settings = { ...settingsOf(options), ...more, ...this.fixedSettings() };
    return {
      query_params: values as Record<string, unknown> | undefined,
      query_id: randomUUID(),
      abort_signal: options.signal,
      clickhouse_settings: settings as ClickHouseSettings,
    };
  }
}

const quote = (text: string): string => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;

/** The engine host, which shares our disk. */
class EmbeddedClient extends ClientEngine {
  readonly kind = "embedded";
  readonly layout = ONE_ENGINE;

  load(file: RowsFile, sql: (from: string) => string, values?: BoundValues, options?: StatementOptions): Promise<void> {
    const from = `file(${quote(file.path)}, '${file.format}', ${quote(file.structure)})`;
    return this.command(sql(from), values, options);
  }

  /** The host sends row formats as they come when it is told to; a server always does. */
  protected override streamSettings() {
    return { flowglass_stream: "1" };
  }
}

/** Opens a client to an engine host that runs already. @param socket the Unix socket that it listens on. */
export function connectEmbedded(socket: string): ClosableEngine {
  const toSocket = { keepAlive: true, maxSockets: 64, socketPath: socket };
  const agent = new http.Agent(toSocket);
  const options = { ...CLIENT_OPTIONS, url: "http://engine", http_agent: agent, set_basic_auth_header: false };
  return new EmbeddedClient(createClient(options));
}
