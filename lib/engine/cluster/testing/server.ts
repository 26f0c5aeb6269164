import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ClosableEngine } from "../../client";
import { startEmbeddedEngine } from "../../embedded";
import type { ServerEngine } from "../../engine";
import type { ServerAddress } from "../address";
import { openServer } from "../open";
import { type StandIn, startStandIn } from "./stand-in";

/** The one cluster that the test server knows. */
export const TEST_CLUSTER = "two_zones";

/** A cluster of one shard that is the engine itself: all that an engine without a network can be. */
const CONFIG = `<clickhouse>
  <tcp_port>9000</tcp_port>
  <remote_servers><${TEST_CLUSTER}><shard><internal_replication>true</internal_replication>
    <replica><host>127.0.0.1</host><port>9000</port></replica>
  </shard></${TEST_CLUSTER}></remote_servers>
  <macros><shard>1</shard><replica>a</replica></macros>
</clickhouse>
`;

export const USER = "flowglass";
export const PASSWORD = "a pass:word & more";

/** A running stand-in for a ClickHouse server, and an engine connected to it. */
export interface TestServer {
  readonly engine: ServerEngine & ClosableEngine;
  readonly folder: string;
  readonly address: ServerAddress;
  readonly server: StandIn;
  /** Takes the server away, and brings it back on the same port. */
  stop(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

/** @param cluster whether tables are made for a cluster. */
export async function startTestServer(cluster = false): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), "flowglass-server-"));
  const config = join(folder, "config.xml");
  await writeFile(config, CONFIG);
  const embedded = await startEmbeddedEngine(join(folder, "data"), { config });
  const options = { socket: embedded.socket, folder, user: USER, password: PASSWORD };
  let server = await startStandIn(options);
  const address: ServerAddress = {
    url: server.url,
    user: USER,
    password: PASSWORD,
    database: "default",
    cluster: cluster ? TEST_CLUSTER : null,
    ca: null,
  };
  const engine = await openServer(address);
  return {
    engine,
    folder,
    address,
    get server() {
      return server;
    },
    stop: () => server.close(),
    start: async () => {
      server = await startStandIn({ ...options, port: server.port });
    },
    close: async () => {
      await engine.close();
      await server.close();
      await embedded.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
