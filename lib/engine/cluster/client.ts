import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { createClient } from "@clickhouse/client";
import { CLIENT_OPTIONS, ClientEngine } from "../client";
import type { BoundValues, RowsFile, ServerEngine, StatementOptions } from "../engine";
import { EngineError, SERVER_AWAY, toEngineError } from "../errors";
import { clusterLayout, type Layout, ONE_ENGINE } from "../layout";
import type { ServerAddress } from "./address";

/** Settings of statements that a cluster needs to answer as one engine does. */
const CLUSTER_SETTINGS = {
  // Tables of a subquery are read on all shards, not on the one that happens to ask.
  distributed_product_mode: "global",
  // Rows are on their shard when an INSERT ends, not on their way.
  distributed_foreground_insert: 1,
  // The same replica of a shard is read that was written, as long as it runs.
  load_balancing: "in_order",
  // Changes are made on every replica when a statement ends.
  alter_sync: 2,
  mutations_sync: 2,
  distributed_ddl_task_timeout: -1,
  distributed_ddl_output_mode: "throw",
  // Each shard looks at its own records in a removal (see lib/ingest/shards.ts).
  allow_nondeterministic_mutations: 1,
  // An import that is made again brings equal blocks, which are wanted.
  insert_deduplicate: 0,
};

const INSERT = "INSERT INTO ";

/** Pieces of a statement's body: the rest of its text, then the rows. */
async function* bodyOf(text: string, rows: Readable): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
  yield* rows;
}

/** A ClickHouse server, or a cluster through one of its servers. */
export class ClusterClient extends ClientEngine implements ServerEngine {
  readonly kind = "cluster";
  readonly layout: Layout;

  constructor({ url, user, password, database, cluster, ca }: ServerAddress) {
    const name = { url, username: user, password, database };
    super(createClient({ ...CLIENT_OPTIONS, ...name, ...(ca && { tls: { ca_cert: ca } }) }));
    this.layout = cluster ? clusterLayout(cluster, database) : ONE_ENGINE;
  }

  load(file: RowsFile, sql: (from: string) => string, values?: BoundValues, options?: StatementOptions): Promise<void> {
    const rows = createReadStream(file.path);
    return this.send(sql(`input('${file.structure}')`), file.format, rows, values, options);
  }

  /**
   * The server reads a statement from the address and the body together. Its text is long where many fields are parsed, and proxies
   * limit the length of an address, so only its first words stand there.
   */
  async send(sql: string, format: string, rows: Readable, values?: BoundValues, options: StatementOptions = {}) {
    if (!sql.startsWith(INSERT)) throw new RangeError("Only an INSERT takes rows in.");
    const body = Readable.from(bodyOf(`${sql.slice(INSERT.length)}\nFORMAT ${format}\n`, rows), { objectMode: false });
    try {
      await this.run(options, async () => {
        const common = this.common(values, options);
        const { stream } = await this.client.exec({ query: INSERT.trim(), values: body, ...common });
        // Nothing comes back, but the connection is free only when that was read.
        for await (const _ of stream);
      });
    } finally {
      rows.destroy();
    }
  }

  protected override questionSettings() {
    // The server stops a question whose asker is gone, and says that one failed before it sends rows.
    return { cancel_http_readonly_queries_on_client_close: 1, wait_end_of_query: 1 };
  }

  protected override streamSettings() {
    return { cancel_http_readonly_queries_on_client_close: 1 };
  }

  protected override fixedSettings() {
    return this.layout.cluster ? CLUSTER_SETTINGS : {};
  }

  protected override toError(error: unknown, aborted: boolean): EngineError {
    const found = toEngineError(error, aborted);
    if (found.kind !== "unavailable") return found;
    return new EngineError(found.message, found.code, SERVER_AWAY, "unavailable", { cause: found.cause });
  }
}
