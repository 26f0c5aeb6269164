import { randomUUID } from "node:crypto";
import http from "node:http";
import type { Readable } from "node:stream";
import { type ClickHouseClient, ClickHouseLogLevel, type ClickHouseSettings, createClient } from "@clickhouse/client";
import type { BoundValues, Engine, StatementOptions } from "./engine";
import { toEngineError } from "./errors";

/** Where the engine listens: a Unix socket of the embedded host, or the URL of a ClickHouse server. */
export type EngineAddress =
  | { readonly kind: "embedded"; readonly socket: string }
  | { readonly kind: "cluster"; readonly url: string };

const DEFAULT_SECONDS = 30;
const DEFAULT_MEMORY = 2 * 2 ** 30;

function settingsOf(options: StatementOptions): ClickHouseSettings {
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
  } as ClickHouseSettings;
}

/** Talks to a ClickHouse engine through `@clickhouse/client`. */
class ClientEngine implements Engine {
  readonly #client: ClickHouseClient;

  constructor(
    readonly kind: Engine["kind"],
    client: ClickHouseClient,
  ) {
    this.#client = client;
  }

  async query<Row>(sql: string, values?: BoundValues, options: StatementOptions = {}) {
    const started = performance.now();
    try {
      const result = await this.#client.query({ query: sql, format: "JSONEachRow", ...this.#common(values, options) });
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
    } catch (error) {
      throw toEngineError(error, options.signal?.aborted ?? false);
    }
  }

  async stream(sql: string, format: string, values?: BoundValues, options: StatementOptions = {}): Promise<Readable> {
    try {
      const common = this.#common(values, options);
      // The embedded host sends row formats as they come when it is told to; a real server always does.
      const streamed = this.kind === "embedded" ? { flowglass_stream: "1" } : {};
      const { stream } = await this.#client.exec({
        query: `${sql}\nFORMAT ${format}`,
        ...common,
        clickhouse_settings: { ...common.clickhouse_settings, ...streamed } as ClickHouseSettings,
      });
      return stream;
    } catch (error) {
      throw toEngineError(error, options.signal?.aborted ?? false);
    }
  }

  async command(sql: string, values?: BoundValues, options: StatementOptions = {}): Promise<void> {
    try {
      await this.#client.command({ query: sql, ...this.#common(values, options) });
    } catch (error) {
      throw toEngineError(error, options.signal?.aborted ?? false);
    }
  }

  async version(): Promise<string> {
    const { rows } = await this.query<{ version: string }>("SELECT version() AS version");
    return rows[0]?.version ?? "";
  }

  close(): Promise<void> {
    return this.#client.close();
  }

  #common(values: BoundValues | undefined, options: StatementOptions) {
    return {
      query_params: values as Record<string, unknown> | undefined,
      query_id: randomUUID(),
      abort_signal: options.signal,
      clickhouse_settings: settingsOf(options),
    };
  }
}

export type ClosableEngine = Engine & { close(): Promise<void> };

/** Opens a client to an engine that runs already. */
export function connectEngine(address: EngineAddress): ClosableEngine {
  const common = {
    // Statements have their own limits; the connection must outlive the longest import.
    request_timeout: 24 * 3600 * 1000,
    application: "flowglass",
    // Errors reach the caller as EngineError; the client's own log would say them a second time.
    log: { level: ClickHouseLogLevel.OFF },
  };
  if (address.kind === "cluster") return new ClientEngine("cluster", createClient({ ...common, url: address.url }));
  const toSocket = { keepAlive: true, maxSockets: 64, socketPath: address.socket };
  const agent = new http.Agent(toSocket);
  const client = createClient({ ...common, url: "http://engine", http_agent: agent, set_basic_auth_header: false });
  return new ClientEngine("embedded", client);
}
